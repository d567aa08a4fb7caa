import { errorList } from './capture.js';

export const bombardier = {
  name: 'bombardier',
  versionArguments: ['--version'],
  readVersion: (text) => /version v?(\d\S*)/.exec(text)?.[1],
  clock: 'request written to last byte read, by fasthttp',
  openClock: 'request written to last byte read',
  cannot: ({ pipelining }) => (pipelining > 1 ? 'it has no pipelining' : undefined),

  invoke({ url, connections, ratePerS, seconds, tls, bodyFile }) {
    const args = ['-c', connections, '-d', `${seconds}s`, '-l', '-p', 'r', '-o', 'json'];
    if (tls) args.push('-k');
    if (ratePerS !== null) args.push('-r', ratePerS);
    if (bodyFile !== null) args.push('-m', 'POST', '-f', bodyFile);
    return { args: [...args, url] };
  },

  read({ stdout }) {
    const { result } = JSON.parse(stdout);
    return {
      perS: result.req2xx / result.timeTakenSeconds,
      requests: result.req2xx,
      p50Us: result.latency.percentiles[50],
      p99Us: result.latency.percentiles[99],
      errors: [
        ...(result.errors ?? []).map(({ count, description }) => `${count} times ${description}`),
        ...errorList({
          'responses 1xx': result.req1xx,
          redirects: result.req3xx,
          'client errors': result.req4xx,
          'server errors': result.req5xx,
          'without a response': result.others,
        }),
      ],
    };
  },
};
