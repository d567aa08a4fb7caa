import type { Problem } from '../../base/errors.ts';
import type { AbDesign } from './ab-result.ts';

/** What a comparison of two targets consists of, besides the targets and their load. */
export type AbShape = {
  /** Measured part of a block [3000]. */
  readonly blockMs?: number;
  /** Sent before it in each block, in no number [500]. */
  readonly warmupMs?: number;
  /** Pairs of blocks that are measured before it is asked whether they are enough [10]. */
  readonly pairs?: number;
  /** Then more, up to as many [three times `pairs`]. */
  readonly mostPairs?: number;
  /** The smallest effect that matters, as a share [0.03]. */
  readonly minEffect?: number;
  /** Chance of a false alarm over all metrics and looks [0.05]. */
  readonly alpha?: number;
  /** As thresholds name them, such as `p95`; they decide in place of the usual ones. */
  readonly metrics?: readonly string[];
  /** Both targets are the same: what this machine can tell apart. */
  readonly isSelfTest?: boolean;
  /** Both at once, each with half of the load. */
  readonly isDuet?: boolean;
};

/** Of shares such as errors, in percentage points. */
const minPoints = 0.1;
/** Every block is kept until the end, and an exact test of more pairs takes long. */
const mostPairs = 200;
/** A worker is told of a second at a time, and a shorter block holds few samples. */
const shortestBlockMs = 100;

/** Every default resolved. */
export function designOf(shape: AbShape): AbDesign {
  const { pairs = 10 } = shape;
  return {
    kind: shape.isDuet === true ? 'duet' : 'interleaved',
    isSelfTest: shape.isSelfTest === true,
    blockMs: shape.blockMs ?? 3000,
    warmupMs: shape.warmupMs ?? 500,
    pairs,
    mostPairs: shape.mostPairs ?? Math.min(3 * pairs, Math.max(pairs, mostPairs)),
    minEffect: shape.minEffect ?? 0.03,
    minPoints,
    alpha: shape.alpha ?? 0.05,
  };
}

/** What a comparison can't consist of; all of it at once. */
export function designProblems({ blockMs, warmupMs, minEffect, alpha, ...design }: AbDesign): Problem[] {
  return [
    ...(blockMs >= shortestBlockMs && blockMs < Infinity
      ? []
      : [{ message: `--block must be at least ${shortestBlockMs} ms, got ${blockMs} ms` }]),
    ...(warmupMs >= 0 && warmupMs < Infinity
      ? []
      : [{ message: `--block-warmup must be 0 or more, got ${warmupMs} ms` }]),
    ...pairProblems(design),
    ...shareProblems('--min-effect', minEffect, '3%'),
    ...shareProblems('--alpha', alpha, '5%'),
  ];
}

function pairProblems({ pairs, mostPairs: most }: Pick<AbDesign, 'pairs' | 'mostPairs'>): Problem[] {
  const problems = [
    ...countProblems('--pairs', pairs),
    // What follows from a wrong number of pairs is not worth saying.
    ...(Number.isSafeInteger(pairs) && pairs >= 1 && pairs <= mostPairs
      ? countProblems('--max-pairs', most)
      : []),
  ];
  if (problems.length > 0 || most >= pairs) return problems;
  return [{ message: `--max-pairs ${most} is below --pairs ${pairs}`, hint: 'raise one or lower the other' }];
}

function countProblems(flag: string, count: number): Problem[] {
  if (!(count > 0)) return [{ message: `${flag} must be above 0, got ${count}` }];
  if (!Number.isSafeInteger(count)) return [{ message: `${flag} must be a whole number, got ${count}` }];
  const hint = 'take longer blocks instead: --block';
  return count > mostPairs ? [{ message: `${flag} must be at most ${mostPairs}, got ${count}`, hint }] : [];
}

function shareProblems(flag: string, share: number, example: string): Problem[] {
  if (share > 0 && share < 1) return [];
  const message = `${flag} must be above 0 % and below 100 %, got ${share * 100} %`;
  return [{ message, hint: `such as ${flag} ${example}` }];
}
