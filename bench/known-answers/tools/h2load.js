import { join } from 'node:path';
import { captureNumber } from '../../generators/capture.js';

/** It prints no percentiles: those are made of its log, which has a line for each request. */
export const h2load = {
  name: 'h2load',
  generator: 'h2load',
  rate: true,
  counts: true,
  clock: 'write',
  cannot: () => undefined,

  /** Its rate is that of each connection. */
  invoke({ url, connections, ratePerS, seconds, requests, folder }) {
    const resultFile = join(folder, 'requests.tsv');
    const args = [
      '--h1',
      '-t',
      1,
      '-c',
      connections,
      ...(requests === null ? ['-D', seconds] : ['-n', requests]),
    ];
    if (ratePerS !== null) args.push(`--rps=${ratePerS / connections}`);
    return { args: [...args, `--log-file=${resultFile}`, url], resultFile };
  },

  read({ stdout, result }) {
    const count = (what) => captureNumber(stdout, new RegExp(`^requests: .*?(\\d+) ${what}`, 'm'), what);
    const timesUs = timesInLog(result);
    const quantile = (share) => timesUs[Math.ceil(share * timesUs.length) - 1] ?? null;
    const ok = count('succeeded');
    return {
      p50Us: quantile(0.5),
      p95Us: quantile(0.95),
      p99Us: quantile(0.99),
      maxUs: timesUs.at(-1) ?? null,
      ok,
      // Those that errored or timed out are among the failed ones.
      errors: count('failed'),
      said: [],
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
