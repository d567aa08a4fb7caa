import type { Problem } from '../../base/errors.ts';
import type { InconclusivePolicy } from '../verdict.ts';
import type { CompareDesign, CompareMethod, RunNoise } from './compare-result.ts';
import type { ComparedSide } from './compared-side.ts';
import { smallestRankChance } from './rank-evidence.ts';
import { unitCount } from './sessions.ts';

/** How two sides are to be compared. */
export type CompareShape = {
  /** As thresholds name them; they decide in place of the usual ones. */
  readonly metrics?: readonly string[];
  /** The smallest effect that matters, as a share [0.03]. */
  readonly minEffect?: number;
  /** Chance of a false alarm over all metrics that decide [0.05]. */
  readonly alpha?: number;
  /** By how much a run usually differs from the next, as a share, where there are too few to tell [guessed: 0.1]. */
  readonly runNoise?: number;
  /** What gates that can't be decided come to in the exit code [pass]. */
  readonly inconclusive?: InconclusivePolicy;
  /** Shows what can't be compared, and gates nothing. */
  readonly allowDifferent?: boolean;
};

/** A point less is hardly ever an accident of the machine, and one of ten is worth a look. */
const minPoints = 0.1;
const guess: RunNoise = { share: 0.1, isGuess: true };
/** With fewer runs of both sides together, what they differ by is no better than a guess. */
const fewestForSpread = 4;

/** By how many runs there are, or sessions of them; the rank-sum test is only of use where it could show `metrics` at once. */
export function methodFor(
  base: ComparedSide,
  head: ComparedSide,
  metrics: number,
  { alpha = 0.05 }: CompareShape,
): CompareMethod {
  const [ofBase, ofHead] = [unitCount(base.units), unitCount(head.units)];
  if (smallestRankChance(ofBase, ofHead) <= alpha / metrics) return 'rank-sum';
  return ofBase + ofHead >= fewestForSpread ? 't' : 'assumed-noise';
}

/** Every default resolved. */
export function designOf(
  method: CompareMethod,
  unit: CompareDesign['unit'],
  shape: CompareShape,
): CompareDesign {
  const { runNoise } = shape;
  const noise = runNoise === undefined ? guess : { share: runNoise, isGuess: false };
  return {
    minEffect: shape.minEffect ?? 0.03,
    minPoints,
    alpha: shape.alpha ?? 0.05,
    unit,
    runNoise: method === 'assumed-noise' ? noise : null,
    inconclusive: shape.inconclusive ?? 'pass',
  };
}

/** What a comparison can't be asked for; all of it at once. */
export function shapeProblems({ minEffect = 0.03, alpha = 0.05, runNoise = 0.1 }: CompareShape): Problem[] {
  return [
    ...shareProblems('--min-effect', minEffect, '3%'),
    ...shareProblems('--alpha', alpha, '5%'),
    ...shareProblems('--run-noise', runNoise, '10%'),
  ];
}

function shareProblems(flag: string, share: number, example: string): Problem[] {
  if (share > 0 && share < 1) return [];
  const message = `${flag} must be above 0 % and below 100 %, got ${share * 100} %`;
  return [{ message, hint: `such as ${flag} ${example}` }];
}
