import { type Delta, type SeriesName, seriesNames } from './delta.ts';
import type { SampleCounts, Samples } from './samples.ts';

/** What every series holds, which it forgets; only those with samples. */
export function takeSeries(series: Readonly<Record<SeriesName, Samples>>): Delta['samples'] {
  const taken: Partial<Record<SeriesName, SampleCounts>> = {};
  for (const name of seriesNames) {
    const samples = series[name];
    if (samples.histogram.count === 0) continue;
    taken[name] = samples.counts();
    samples.reset();
  }
  return taken;
}
