import type { GateOutcome } from '../../summary/result.ts';
import type { Change } from '../change.ts';
import { type Limits, nameOf, smallestEffect, type Standing, standingOf, worsening } from './standing.ts';

const verdicts: Readonly<Record<Standing, GateOutcome['verdict']>> = {
  worse: 'failed',
  'not-worse': 'passed',
  open: 'inconclusive',
  'no-data': 'no-data',
};

/**
 * `p99 at most 3 % slower`, with the effect in percent, above 0 for worse. `noteOn` says what would decide a gate that is
 * open, or why there is no data.
 */
export function gateOf(
  change: Change,
  limits: Limits,
  noteOn: (standing: Standing) => string | null,
): GateOutcome {
  const { effectKind, interval } = change;
  // Points are percent already.
  const scale = effectKind === 'ratio' ? 100 : 1;
  const unit = effectKind === 'ratio' ? '%' : 'points';
  const scaled = (value: number | null): number | null => (value === null ? null : scale * value);
  // 0.07 × 100 is above 7.
  const limit = Number((scale * smallestEffect(change, limits)).toPrecision(12));
  const worse = worsening(change);
  const value = scaled(worse.value);
  const standing = standingOf(change, limits);
  return {
    expression: `${nameOf(change)} at most ${limit} ${unit} ${worseWord(change)}`,
    verdict: verdicts[standing],
    value,
    interval:
      interval === null
        ? null
        : { confidence: interval.confidence, low: scaled(worse.low), high: scaled(worse.high) },
    limit,
    margin: value === null ? null : limit - value,
    unit,
    holds: 'passes',
    note: noteOn(standing),
  };
}

/** What becomes of a metric that is worse. */
export function worseWord({ unit, isHigherBetter }: Pick<Change, 'unit' | 'isHigherBetter'>): string {
  if (isHigherBetter) return 'lower';
  return unit === 'ms' ? 'slower' : 'more';
}

/** And of one that is better. */
export function betterWord({ unit, isHigherBetter }: Pick<Change, 'unit' | 'isHigherBetter'>): string {
  if (isHigherBetter) return 'higher';
  return unit === 'ms' ? 'faster' : 'fewer';
}
