import { fileURLToPath } from 'node:url';
import { capture, captureNumber, errorList, timeUs } from './capture.js';

const scripts = {
  post: fileURLToPath(new URL('wrk-post.lua', import.meta.url)),
  pipelining: fileURLToPath(new URL('wrk-pipelining.lua', import.meta.url)),
};

export const wrk = {
  name: 'wrk',
  versionArguments: ['-v'],
  readVersion: (text) => /^wrk (\S+)/.exec(text)?.[1],
  clock: 'request written to last byte read; with pipelining from the write of the batch',
  cannot: ({ ratePerS }) => (ratePerS === null ? undefined : 'it has no open model'),

  invoke({ url, connections, pipelining, seconds, bodyFile }) {
    const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency'];
    if (bodyFile !== null) return { args: [...args, '-s', scripts.post, url, '--', bodyFile] };
    if (pipelining > 1) return { args: [...args, '-s', scripts.pipelining, url, '--', pipelining] };
    return { args: [...args, url] };
  },

  read: ({ stdout }) => readWrk(stdout),
};

/** wrk2 prints nearly the same. */
export function readWrk(text) {
  const percentile = (percent) =>
    timeUs(capture(text, new RegExp(String.raw`^\s+${percent}(?:\.0+)?%\s+(\S+) *$`, 'm'), `p${percent}`));
  const [, connect, read, write, timeout] =
    /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(text)?.map(Number) ?? [];
  const badStatus = Number(/Non-2xx or 3xx responses: (\d+)/.exec(text)?.[1] ?? 0);
  return {
    perS: captureNumber(text, /^Requests\/sec:\s+([\d.]+)$/m, 'rate'),
    requests: captureNumber(text, /^\s+(\d+) requests in /m, 'number of requests'),
    p50Us: percentile(50),
    p99Us: percentile(99),
    errors: errorList({
      'connect errors': connect,
      'read errors': read,
      'write errors': write,
      timeouts: timeout,
      'responses that are no 2xx or 3xx': badStatus,
    }),
  };
}
