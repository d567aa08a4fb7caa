import { join } from 'node:path';

export const vegeta = {
  name: 'vegeta',
  generator: 'vegeta',
  rate: true,
  counts: true,
  // Its worker starts on time and then waits for a connection.
  clock: 'plan',
  cannot: () => undefined,

  /** Its count is its rate times its duration. */
  invoke({ url, connections, ratePerS, seconds, requests, folder }) {
    const attack = {
      targets: join(folder, 'targets.txt'),
      output: join(folder, 'results.bin'),
      duration: `${requests === null ? seconds : 1}s`,
      rate: requests ?? ratePerS,
      connections,
      'max-connections': connections,
    };
    return {
      args: ['attack', ...Object.entries(attack).map(([flag, value]) => `-${flag}=${value}`)],
      files: { 'targets.txt': `GET ${url}\n` },
      render: ['report', '-type=json', attack.output],
    };
  },

  read({ result, stderr }) {
    const { latencies, requests, status_codes: statuses } = JSON.parse(result);
    const ok = Object.entries(statuses).reduce(
      (sum, [status, count]) => sum + (status.startsWith('2') ? count : 0),
      0,
    );
    return {
      p50Us: latencies['50th'] / 1000,
      p95Us: latencies['95th'] / 1000,
      p99Us: latencies['99th'] / 1000,
      maxUs: latencies.max / 1000,
      ok,
      errors: requests - ok,
      said: stderr.trim() === '' ? [] : [stderr.trim()],
    };
  },
};
