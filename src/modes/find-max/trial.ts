import type { HistogramCounts } from '../../stats/histogram.ts';
import type { Result } from '../../summary/result.ts';
import type { TrialLength } from './search.ts';

/** One run at one rate. */
export type Trial = {
  readonly ratePerS: number;
  readonly length: TrialLength;
  readonly result: Result;
  /** Of the headline latency, a second each. */
  readonly windows: readonly HistogramCounts[];
  /** It was cut, for seconds in a row were far beyond the SLO. */
  readonly endedEarly: boolean;
};

/** Measured, in ms. */
export function trialMs({ result }: Trial): number {
  return result.measuredMs;
}
