import { reportedQuantiles } from '../summary/quantiles.ts';
import { type Family, family, type LabelledRun, one, type Sample } from './prometheus-family.ts';

/** How sure the headline quantiles are, and whether latency moved while it was measured. */
export function confidenceFamilies(runs: readonly LabelledRun[]): Family[] {
  return [
    family(
      'gauge',
      'quantile_bounds_seconds',
      'Where the quantiles of the headline time lie with 95 % confidence; no high bound where none is known.',
      runs,
      boundSamples,
    ),
    family(
      'gauge',
      'drift_ratio_per_minute',
      'Change of the median second by second, relative to the median; 0.04 is 4 % a minute.',
      runs,
      (run) => one(run, run.result.drift?.perMinute ?? null),
    ),
    family(
      'gauge',
      'drift_chance_ratio',
      'The chance of as clear a drift where there is none.',
      runs,
      (run) => one(run, run.result.drift?.pValue ?? null),
    ),
  ];
}

function boundSamples({ labels, result }: LabelledRun): Sample[] {
  const { confidence } = result.latency;
  if (confidence === null) return [];
  const time = confidence.series === 'response' ? 'response_time' : 'service_time';
  return reportedQuantiles.flatMap(({ key, quantile }) => {
    const interval = confidence.percentiles[key];
    if (interval === null) return [];
    const bounds = [['low', interval.lowUs] as const, ['high', interval.highUs] as const];
    return bounds.flatMap(([bound, us]) =>
      us === null
        ? []
        : [{ labels: { ...labels, time, quantile: String(quantile), bound }, value: us / 1e6 }],
    );
  });
}
