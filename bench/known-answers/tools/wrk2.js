import { countsOf, percentileUs } from './wrk.js';

/** What it calls calibration: for so long it measures, and then it forgets the times. Shorter runs keep them. */
const calibrationS = 10;
const restWithoutRatePerS = 100;

export const wrk2 = {
  name: 'wrk2',
  generator: 'wrk2',
  rate: true,
  counts: false,
  clock: 'plan',
  cannot: ({ name }) => (name.startsWith('split') ? 'it can’t be given a number of requests' : undefined),
  warmupS: ({ seconds }) => (seconds >= calibrationS ? calibrationS : 0),

  /** It wants a rate in any case. */
  invoke({ url, connections, ratePerS, seconds }) {
    const rate = ratePerS ?? restWithoutRatePerS;
    return { args: ['-t1', `-c${connections}`, `-d${seconds}s`, `-R${rate}`, '--latency', url] };
  },

  read: ({ stdout }) => ({
    ...countsOf(stdout),
    p50Us: percentileUs(stdout, '50'),
    p95Us: spectrumUs(stdout, '0.950000'),
    said: [],
  }),
};

/** From its table of many percentiles, in ms. With few samples it has fewer rows. */
function spectrumUs(text, quantile) {
  const row = new RegExp(String.raw`^\s+([\d.]+)\s+${quantile.replace('.', String.raw`\.`)}\s`, 'm').exec(
    text,
  );
  return row === null ? null : Number(row[1]) * 1000;
}
