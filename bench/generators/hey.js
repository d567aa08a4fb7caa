import { captureNumber } from './capture.js';

export const hey = {
  name: 'hey',
  versionArguments: ['-h'],
  // It has no flag for it.
  readVersion: () => undefined,
  clock: 'start of the request to last byte read, in steps of 0.1 ms',
  openClock: 'start of the request to last byte read, in steps of 0.1 ms; each connection has its own rate',
  resolutionUs: 100,
  cannot: ({ pipelining }) => (pipelining > 1 ? 'it has no pipelining' : undefined),

  invoke({ url, connections, ratePerS, seconds, bodyFile }) {
    const args = ['-cpus', 1, '-z', `${seconds}s`, '-c', connections];
    if (ratePerS !== null) args.push('-q', ratePerS / connections);
    if (bodyFile !== null) args.push('-m', 'POST', '-D', bodyFile);
    return { args: [...args, url] };
  },

  read({ stdout }) {
    const statuses = [...stdout.matchAll(/^\s+\[(\d{3})\]\s+(\d+) responses$/gm)];
    const ok = statuses.filter(([, status]) => status.startsWith('2'));
    const bad = statuses.filter(([, status]) => !status.startsWith('2'));
    const failed = [...stdout.matchAll(/^\s+\[(\d+)\]\s+(?!\d+ responses$)(.+)$/gm)];
    return {
      perS: captureNumber(stdout, /^\s+Requests\/sec:\s+([\d.]+)/m, 'rate'),
      requests: ok.reduce((sum, [, , count]) => sum + Number(count), 0),
      p50Us: percentileUs(stdout, 50),
      p99Us: percentileUs(stdout, 99),
      errors: [
        ...bad.map(([, status, count]) => `${count} times ${status}`),
        ...failed.map(([, count, message]) => `${count} times ${message}`),
      ],
    };
  },
};

/** It prints none when nothing was answered. */
function percentileUs(text, percent) {
  const [, seconds] = new RegExp(String.raw`^\s+${percent}%+ in ([\d.]+) secs$`, 'm').exec(text) ?? [];
  return seconds === undefined ? null : Number(seconds) * 1e6;
}
