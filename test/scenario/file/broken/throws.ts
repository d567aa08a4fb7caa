const settings: Record<string, string> = {};

function baseUrl(): string {
  const url = settings['url'];
  if (url === undefined) throw new TypeError('the url is not configured');
  return url;
}

const scenario: object = { target: baseUrl(), steps: [{ get: '/' }] };

export default scenario;
