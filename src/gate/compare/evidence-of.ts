import { isShare, type Metric } from '../../scenario/threshold-metric.ts';
import type { CompareDesign, CompareMethod } from './compare-result.ts';
import { type ComparedSide, unitValues } from './compared-side.ts';
import type { Evidence } from './evidence.ts';
import { meanOf, pooledSpread } from './pooled-spread.ts';
import { rankEvidence } from './rank-evidence.ts';
import { type SamplingError, samplingError, shareError } from './sampling-error.ts';
import { studentEvidence } from './student-evidence.ts';

/** Runs never agree better than that: a baseline whose runs happen to be equal promises nothing. */
const leastNoise = 0.01;
/** What a guess of the noise is worth: as if three runs had told it. Then +118 %, seen between equal builds in CI, is no alarm. */
const freedomOfGuess = 2;
const exact: SamplingError = { below: 0, above: 0 };

export type Subject = { readonly request: string | null; readonly metric: Metric };

export type EvidenceDesign = Pick<CompareDesign, 'runNoise'> & { readonly method: CompareMethod };

/** null where a side has no such number, or has a single run that doesn't tell how far off it may be. */
export function evidenceOf(
  subject: Subject,
  base: ComparedSide,
  head: ComparedSide,
  { method, runNoise }: EvidenceDesign,
): Evidence | null {
  const [of, to] = [scaledValues(subject, base), scaledValues(subject, head)];
  if (of === null || to === null) return null;
  if (method === 'rank-sum') return rankEvidence(of, to);
  const noise =
    method === 't'
      ? pooledSpread(of, to, isShare(subject.metric) ? 0 : leastNoise)
      : assumedSpread(of, to, subject, runNoise);
  // Where no request failed on either side there is nothing to explain, however few there were.
  const isFaultless = isShare(subject.metric) && [...of, ...to].every((value) => value === 0);
  const sampling = [base, head].map((side) => (isFaultless ? exact : errorWithin(side, subject, method)));
  const [ofBase = null, ofHead = null] = sampling;
  if (noise === null || ofBase === null || ofHead === null) return null;
  return studentEvidence({
    estimate: meanOf(to) - meanOf(of),
    error: {
      below: Math.hypot(ofHead.below, ofBase.above, noise.error),
      above: Math.hypot(ofHead.above, ofBase.below, noise.error),
    },
    freedom: noise.freedom,
  });
}

/** Logarithms where the effect is a ratio. */
function scaledValues({ request, metric }: Subject, side: ComparedSide): number[] | null {
  const values = unitValues(side, request, metric);
  if (values.length === 0) return null;
  if (isShare(metric)) return values;
  return values.every((value) => value > 0) ? values.map(Math.log) : null;
}

/** Of a few runs that all have the same share, as of no errors, the spread says nothing; how many requests there were does. */
function errorWithin(side: ComparedSide, subject: Subject, method: CompareMethod): SamplingError | null {
  if (isShare(subject.metric)) return shareError(side, subject);
  // What several runs differ by holds what each of them is off by.
  return method === 't' ? exact : samplingError(side, subject);
}

/** A share varies by as much of itself. */
function assumedSpread(
  base: readonly number[],
  head: readonly number[],
  { metric }: Subject,
  runNoise: CompareDesign['runNoise'],
): { readonly error: number; readonly freedom: number } | null {
  if (runNoise === null) return null;
  const [ofBase, ofHead] = isShare(metric) ? [meanOf(base), meanOf(head)] : [1, 1];
  return {
    error: runNoise.share * Math.hypot(ofBase / Math.sqrt(base.length), ofHead / Math.sqrt(head.length)),
    freedom: runNoise.isGuess ? freedomOfGuess : Infinity,
  };
}
