import type { Problem } from '../base/errors.ts';
import type { ScenarioUrl } from '../scenario/scenario.ts';
import { PlaceQueue } from './place-queue.ts';

/**
 * Which request each start of a run sends. Start `n` sends `sequence[n % sequence.length]`, after `ranks` of the
 * same in the round that it is in; a round has `perRound` of each.
 */
export type RequestOrder = {
  readonly sequence: Uint32Array;
  readonly ranks: Uint32Array;
  readonly perRound: readonly number[];
};

/** Starts of one round. */
const longestRound = 1_000_000;

/**
 * Spreads the requests evenly by their weights: the k-th of a request with weight w has its place at (k + ½)/w of the
 * round, and of two at one place the first in the list comes first. Every round is exact, and every beginning of
 * a run is shared out by Sainte-Laguë. Equal weights take turns in the order of the list.
 */
export function requestOrder(weights: readonly number[]): RequestOrder {
  const perRound = reduced(weights);
  const length = perRound.reduce((sum, weight) => sum + weight, 0);
  const sequence = new Uint32Array(length);
  const ranks = new Uint32Array(length);
  if (length === perRound.length) return { sequence: sequence.map((_, index) => index), ranks, perRound };
  const next = new PlaceQueue(perRound);
  for (let position = 0; position < length; position++) {
    sequence[position] = next.index;
    ranks[position] = next.rank;
    next.advance();
  }
  return { sequence, ranks, perRound };
}

/** Weights that are none, or that make a round too long. */
export function weightProblems(urls: readonly ScenarioUrl[]): Problem[] {
  const wrong = urls.filter(
    ({ weight }) => weight !== undefined && !(Number.isSafeInteger(weight) && weight > 0),
  );
  if (wrong.length > 0) {
    return wrong.slice(0, 20).map(({ url, weight, at }) => ({
      message: `${at ?? `"${url}"`}: a weight must be a whole number from 1, got ${weight}`,
    }));
  }
  if (urls.every(({ weight }) => (weight ?? 1) === 1)) return [];
  const length = reduced(urls.map(({ weight }) => weight ?? 1)).reduce((sum, weight) => sum + weight, 0);
  if (length <= longestRound) return [];
  const message = `the weights add up to ${length}, also divided by what they have in common`;
  return [{ message, hint: `use smaller ones: they may add up to ${longestRound}` }];
}

/** The same ratios in the smallest numbers. */
function reduced(weights: readonly number[]): number[] {
  const divisor = weights.reduce(greatestCommonDivisor, 0);
  return weights.map((weight) => weight / divisor);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
