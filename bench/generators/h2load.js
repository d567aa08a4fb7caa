import { join } from 'node:path';
import { captureNumber, errorList } from './capture.js';

export const h2load = {
  name: 'h2load',
  versionArguments: ['--version'],
  readVersion: (text) => /nghttp2\/(\S+)/.exec(text)?.[1],
  clock: 'prints no percentiles',
  openClock:
    'request written to last byte read, as logged for each request; each connection has its own rate',
  cannot: () => undefined,

  invoke({ url, connections, pipelining, ratePerS, seconds, bodyFile, folder }) {
    const args = ['--h1', '-t', 1, '-c', connections, '-m', pipelining, '-D', seconds];
    if (bodyFile !== null) args.push('-d', bodyFile);
    if (ratePerS === null) return { args: [...args, url] };
    const resultFile = join(folder, 'requests.tsv');
    return {
      args: [...args, `--rps=${ratePerS / connections}`, `--log-file=${resultFile}`, url],
      resultFile,
    };
  },

  read({ stdout, result }) {
    const count = (what) => captureNumber(stdout, new RegExp(`^requests: .*?(\\d+) ${what}`, 'm'), what);
    const [, redirects, clientErrors, serverErrors] =
      /^status codes: \d+ 2xx, (\d+) 3xx, (\d+) 4xx, (\d+) 5xx/m.exec(stdout)?.map(Number) ?? [];
    const timesUs = timesInLog(result);
    return {
      perS: captureNumber(stdout, /^finished in \S+, ([\d.]+) req\/s/m, 'rate'),
      requests: count('succeeded'),
      p50Us: quantile(timesUs, 0.5),
      p99Us: quantile(timesUs, 0.99),
      errors: errorList({
        failed: count('failed'),
        errored: count('errored'),
        timeouts: count('timeout'),
        redirects,
        'client errors': clientErrors,
        'server errors': serverErrors,
      }),
    };
  },
};

/** A line is: start, status, time; both times in µs. */
function timesInLog(log) {
  const times = log.split('\n').flatMap((line) => {
    const fields = line.split('\t');
    return fields.length < 3 ? [] : [Number(fields[2])];
  });
  return times.toSorted((a, b) => a - b);
}

function quantile(sorted, share) {
  return sorted.length === 0 ? null : sorted[Math.ceil(share * sorted.length) - 1];
}
