import type { GateOutcome } from '../../summary/result.ts';
import type { Found } from './finding.ts';

/** How often an end of the bracket, by the intervals that it rests on, is right. */
const confidence = 0.95;

/**
 * Whether a rate is held: `passed` when the lower end reaches it and was confirmed, `failed` when all of the bracket lies below,
 * else `inconclusive`. What the generator couldn't send fails nothing.
 */
export function atLeastGate(atLeastPerS: number, { bracket, slo }: Found): GateOutcome {
  const { holds, fails } = bracket;
  const isHeld = holds !== null && holds.ratePerS >= atLeastPerS;
  const isMissed = fails?.cause === 'target' && fails.isBound && fails.ratePerS <= atLeastPerS;
  const verdict = isHeld && holds.isConfirmed ? 'passed' : isMissed ? 'failed' : 'inconclusive';
  return {
    expression: `at least ${atLeastPerS}/s within ${slo}`,
    verdict,
    value: holds?.ratePerS ?? null,
    interval: {
      confidence,
      low: holds?.ratePerS ?? null,
      high: fails?.cause === 'target' ? fails.ratePerS : null,
    },
    limit: atLeastPerS,
    margin: holds === null ? null : holds.ratePerS - atLeastPerS,
    unit: '/s',
    holds: 'passes',
    note: verdict === 'inconclusive' ? noteOf(bracket, isHeld) : null,
  };
}

function noteOf({ fails }: Found['bracket'], isHeld: boolean): string {
  if (isHeld) return 'it was held, and not confirmed by a longer trial';
  if (fails?.cause === 'generator') return 'the generator gave way before the target';
  return fails === null
    ? 'the time was too short'
    : 'it lies between the rate that holds and the one that does not';
}
