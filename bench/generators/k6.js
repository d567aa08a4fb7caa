import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('k6-script.js', import.meta.url));

export const k6 = {
  name: 'k6',
  versionArguments: ['version'],
  readVersion: (text) => /v(\d\S*)/.exec(text)?.[1],
  clock: 'request written to last byte read (http_req_duration)',
  openClock: 'request written to last byte read; what it could not start in time is counted as dropped',
  cannot: ({ pipelining }) => (pipelining > 1 ? 'it has no pipelining' : undefined),

  invoke({ url, connections, ratePerS, seconds, bodyFile }) {
    const settings = {
      TARGET: url,
      CONNECTIONS: connections,
      SECONDS: seconds,
      ...(ratePerS !== null && { RATE_PER_S: ratePerS }),
      ...(bodyFile !== null && { BODY_FILE: bodyFile }),
    };
    const pairs = Object.entries(settings).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
    return {
      args: ['run', '--quiet', '--no-usage-report', '--address', '', ...pairs, script],
      environment: { K6_NO_USAGE_REPORT: 'true' },
    };
  },

  read({ stdout }) {
    const { metrics } = JSON.parse(stdout);
    const times = metrics.http_req_duration.values;
    const failed = metrics.http_req_failed.values.passes;
    const dropped = metrics.dropped_iterations?.values.count ?? 0;
    return {
      perS: metrics.http_reqs.values.rate,
      requests: metrics.http_reqs.values.count - failed,
      p50Us: times.med * 1000,
      p99Us: times['p(99)'] * 1000,
      errors: failed > 0 ? [`${failed} failed`] : [],
      notes: dropped > 0 ? [`${dropped} starts dropped`] : [],
    };
  },
};
