import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('k6-script.js', import.meta.url));
const manyVus = 500;

/** A VU has one connection, so their number is that of connections. */
export const k6 = {
  name: 'k6',
  generator: 'k6',
  rate: true,
  counts: true,
  clock: 'write',
  cannot: () => undefined,
  invoke: (asked) => invocation(asked, asked.connections),
  read,
};

/** As its manual advises for arrival rates: enough VUs, allocated before. */
export const k6ManyVus = {
  ...k6,
  name: 'k6, 500 VUs',
  clock: 'plan',
  cannot: ({ name }) => (/^stall|^overload/.test(name) ? undefined : 'it needs no more VUs'),
  invoke: (asked) => invocation(asked, manyVus),
};

/** As its manual advises for a script that looks at the exit code. */
export const k6Threshold = {
  ...k6,
  name: 'k6, threshold on http_req_failed',
  cannot: ({ shows }) => (shows === 'exit' ? undefined : 'no threshold would say more'),
  invoke: (asked) => invocation(asked, asked.connections, { MOST_FAILED: 0.5 }),
};

function invocation({ url, ratePerS, seconds, requests }, vus, more = {}) {
  const limit = { SECONDS: seconds, RATE_PER_S: ratePerS };
  const settings = {
    TARGET: url,
    VUS: vus,
    ...(requests === null ? limit : { REQUESTS: requests }),
    ...more,
  };
  const pairs = Object.entries(settings).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
  return {
    args: ['run', '--quiet', '--no-usage-report', '--address', '', ...pairs, script],
    environment: { K6_NO_USAGE_REPORT: 'true' },
  };
}

function read({ stdout }) {
  const { metrics } = JSON.parse(stdout);
  const times = metrics.http_req_duration.values;
  const failed = metrics.http_req_failed.values.passes;
  const dropped = metrics.dropped_iterations?.values.count ?? 0;
  return {
    p50Us: times.med * 1000,
    p95Us: times['p(95)'] * 1000,
    p99Us: times['p(99)'] * 1000,
    maxUs: times.max * 1000,
    ok: metrics.http_reqs.values.count - failed,
    errors: failed,
    said: dropped > 0 ? [`dropped_iterations: ${dropped}`] : [],
  };
}
