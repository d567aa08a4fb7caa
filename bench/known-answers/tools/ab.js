import { captureNumber } from '../../generators/capture.js';

/** More than any run sends: -t alone would stop at 50,000. */
const mostPerS = 500_000;

export const ab = {
  name: 'ab',
  generator: 'ab',
  rate: false,
  counts: true,
  clock: 'write',
  resolutionUs: 1000,
  cannot: ({ name }) => (name === 'stall-1' ? 'it has no rate, asked in stall-100' : undefined),

  /** The order matters: -t resets -n. */
  invoke({ url, connections, seconds, requests }) {
    const length = requests === null ? ['-t', seconds, '-n', seconds * mostPerS] : ['-n', requests];
    return { args: ['-q', '-k', '-c', connections, ...length, url] };
  },

  read({ stdout }) {
    const count = (name) => Number(new RegExp(String.raw`^${name}:\s+(\d+)`, 'm').exec(stdout)?.[1] ?? 0);
    const complete = captureNumber(stdout, /^Complete requests:\s+(\d+)/m, 'number of requests');
    const errors = count('Failed requests') + count('Non-2xx responses');
    return {
      p50Us: percentileUs(stdout, 50),
      p95Us: percentileUs(stdout, 95),
      p99Us: percentileUs(stdout, 99),
      maxUs: percentileUs(stdout, 100),
      ok: complete - errors,
      errors,
      said: [],
    };
  },
};

/** Of the table that it prints, in whole ms. The CSV file of -e has zeros and leftovers where samples are few. */
function percentileUs(text, percent) {
  const [, ms] = new RegExp(String.raw`^\s+${percent}%\s+(\d+)\b`, 'm').exec(text) ?? [];
  return ms === undefined ? null : Number(ms) * 1000;
}
