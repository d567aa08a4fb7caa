import { join } from 'node:path';

export const vegeta = {
  name: 'vegeta',
  versionArguments: ['--version'],
  readVersion: (text) => /Version: v?(\d\S*)/.exec(text)?.[1],
  clock: 'start of the request to last byte read, by net/http',
  openClock: 'start of the request to last byte read, the wait for a connection included',
  cannot: ({ pipelining }) => (pipelining > 1 ? 'it has no pipelining' : undefined),

  invoke({ url, connections, ratePerS, seconds, tls, bodyFile, folder }) {
    const attack = {
      targets: join(folder, 'targets.txt'),
      output: join(folder, 'results.bin'),
      duration: `${seconds}s`,
      rate: ratePerS ?? 0,
      connections,
      'max-connections': connections,
      workers: connections,
      // It would keep every body.
      'max-body': 0,
      ...(ratePerS === null && { 'max-workers': connections }),
      ...(tls && { insecure: true, http2: false }),
      ...(bodyFile !== null && { body: bodyFile }),
    };
    return {
      args: ['attack', ...Object.entries(attack).map(([flag, value]) => `-${flag}=${value}`)],
      files: { 'targets.txt': `${bodyFile === null ? 'GET' : 'POST'} ${url}\n` },
      render: ['report', '-type=json', attack.output],
    };
  },

  read({ result }) {
    const report = JSON.parse(result);
    const bad = Object.entries(report.status_codes).filter(([status]) => !status.startsWith('2'));
    return {
      perS: report.throughput,
      requests: report.requests,
      p50Us: report.latencies['50th'] / 1000,
      p99Us: report.latencies['99th'] / 1000,
      errors: [
        ...bad.map(([status, count]) => (status === '0' ? `${count} failed` : `${count} times ${status}`)),
        ...(report.errors ?? []),
      ],
    };
  },
};
