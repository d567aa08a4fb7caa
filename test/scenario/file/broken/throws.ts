const settings: Record<string, string> = {};

function baseUrl(): string {
  const url = settings['url'];
  if (url === undefined) throw new TypeError('the url is not configured');
  return url;
}

export default { target: baseUrl(), steps: [{ get: '/' }] };
