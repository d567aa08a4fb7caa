import { capture, captureNumber, timeUs } from '../../generators/capture.js';

/** It has neither a rate nor a count. */
export const wrk = {
  name: 'wrk',
  generator: 'wrk',
  rate: false,
  counts: false,
  clock: 'write',
  cannot({ name }) {
    if (name === 'stall-1') return 'it has no rate, asked in stall-100';
    return name.startsWith('split') ? 'it can’t be given a number of requests' : undefined;
  },

  invoke({ url, connections, seconds }) {
    return { args: ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', url] };
  },

  read: ({ stdout }) => ({ ...countsOf(stdout), p50Us: percentileUs(stdout, '50'), p95Us: null, said: [] }),
};

/** Of wrk and wrk2: counts, p99 and the maximum. Its number of requests is that of responses, whatever their status. */
export function countsOf(text) {
  const socketErrors =
    /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(text)?.slice(1).map(Number) ??
    [];
  const badStatuses = Number(/Non-2xx or 3xx responses: (\d+)/.exec(text)?.[1] ?? 0);
  const responses = captureNumber(text, /^\s+(\d+) requests in /m, 'number of requests');
  return {
    p99Us: percentileUs(text, '99'),
    maxUs: responses === 0 ? null : timeUs(capture(text, /^\s+Latency\s+\S+\s+\S+\s+(\S+)/m, 'maximum')),
    ok: responses - badStatuses,
    errors: badStatuses + socketErrors.reduce((sum, count) => sum + count, 0),
  };
}

/** Without a response it prints zeros, which are no times. Seconds have a space behind them. */
export function percentileUs(text, percent) {
  const pattern = new RegExp(String.raw`^\s+${percent}(?:\.0+)?%\s+(\S+) *$`, 'm');
  const time = capture(text, pattern, `p${percent}`);
  return /^\s+0 requests in /m.test(text) ? null : timeUs(time);
}
