import { capture, captureNumber } from '../../generators/capture.js';

export const hey = {
  name: 'hey',
  generator: 'hey',
  rate: true,
  counts: true,
  clock: 'write',
  cannot: () => undefined,

  /** Its rate is that of each connection. */
  invoke({ url, connections, ratePerS, seconds, requests }) {
    const args = [
      '-cpus',
      1,
      '-c',
      connections,
      ...(requests === null ? ['-z', `${seconds}s`] : ['-n', requests]),
    ];
    if (ratePerS !== null) args.push('-q', ratePerS / connections);
    return { args: [...args, url] };
  },

  read({ stdout }) {
    capture(stdout, /^(Summary):$/m, 'summary');
    const statuses = [...stdout.matchAll(/^\s+\[(\d{3})\]\s+(\d+) responses$/gm)];
    const failures = [...stdout.matchAll(/^\s+\[(\d+)\]\s+(?!\d+ responses$).+$/gm)];
    const ok = sumOf(statuses.filter(([, status]) => status.startsWith('2')).map(([, , count]) => count));
    const answered = sumOf(statuses.map(([, , count]) => count));
    return {
      p50Us: percentileUs(stdout, 50),
      p95Us: percentileUs(stdout, 95),
      p99Us: percentileUs(stdout, 99),
      maxUs: answered === 0 ? null : captureNumber(stdout, /^\s+Slowest:\s+([\d.]+) secs$/m, 'maximum') * 1e6,
      ok,
      errors: answered - ok + sumOf(failures.map(([, count]) => count)),
      said: [],
    };
  },
};

function sumOf(counts) {
  return counts.reduce((sum, count) => sum + Number(count), 0);
}

function percentileUs(text, percent) {
  const [, seconds] = new RegExp(String.raw`^\s+${percent}%+ in ([\d.]+) secs$`, 'm').exec(text) ?? [];
  return seconds === undefined ? null : Number(seconds) * 1e6;
}
