import { binomialInterval } from '../../inference/binomial-interval.ts';
import { normalQuantile } from '../../inference/normal-quantile.ts';
import type { Metric } from '../../scenario/threshold-metric.ts';
import { readRun } from '../read-run.ts';
import { type ComparedSide, nameIn, onlyRun, readingsOf } from './compared-side.ts';
import { samplingConfidence, samplingInterval } from './sampling-interval.ts';

/** How far a side's value may be off for what it was measured on, as standard errors; Infinity where nothing bounds it. */
export type SamplingError = { readonly below: number; readonly above: number };

type Subject = { readonly request: string | null; readonly metric: Metric };

/** Standard errors that an interval reaches to each side. */
const reach = normalQuantile((1 + samplingConfidence) / 2);
const requests: Metric = { kind: 'requests' };

/**
 * Of the logarithm of a number of a single run; null where it doesn't tell. Of several runs, and of a baseline's, nothing is
 * added to what they differ by.
 */
export function samplingError(side: ComparedSide, { request, metric }: Subject): SamplingError | null {
  const result = onlyRun(side);
  if (result === null) return { below: 0, above: 0 };
  const name = request === null ? null : nameIn(result, request);
  const interval = samplingInterval(name, metric, result);
  const value = readRun(name, metric, result)?.value ?? 0;
  if (interval === null || interval.low <= 0 || value <= 0) return null;
  return distances(Math.log(interval.low), Math.log(value), Math.log(interval.high ?? Infinity));
}

/** Of a share in percent: of a single run as its windows tell it, else of all requests of the side together. */
export function shareError(side: ComparedSide, { request, metric }: Subject): SamplingError | null {
  const result = onlyRun(side);
  const shares = readingsOf(side, request, metric);
  const name = request === null || result === null ? request : nameIn(result, request);
  const interval = result === null ? null : samplingInterval(name, metric, result);
  const tries = readingsOf(side, request, requests).reduce((sum, { value }) => sum + value, 0);
  if (shares.length === 0 || tries === 0) return null;
  const share = shares.reduce((sum, { value }) => sum + value, 0) / shares.length;
  if (interval !== null) return distances(interval.low, share, interval.high ?? 100);
  const { low, high } = binomialInterval((share / 100) * tries, tries, samplingConfidence);
  return distances(100 * low, share, 100 * high);
}

function distances(low: number, value: number, high: number): SamplingError {
  return { below: Math.max(0, value - low) / reach, above: Math.max(0, high - value) / reach };
}
