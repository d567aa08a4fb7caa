import type { RateEvidence } from './rate-evidence.ts';

/** A condition is as good or as bad as it gets: e² is 7 times the limit. */
export const mostExcess = 2;

/**
 * The rate at which the conditions stop to hold, as all trials together put it, 0 when they never hold and Infinity when they
 * always do. A higher rate can't be easier: where trials say so it was chance, and such neighbours are taken together
 * (isotonic regression by pooling adjacent violators, weighted by trial time; Barlow et al., "Statistical Inference under
 * Order Restrictions", 1972). Between two rates the logarithm of the excess goes in a straight line.
 */
export function crossingPerS(evidence: readonly RateEvidence[]): number {
  const blocks = pooled(evidence);
  const above = blocks.findIndex(({ excess }) => excess > 0);
  const [from, to] = [blocks[above - 1], blocks[above]];
  if (above < 0) return Infinity;
  if (from === undefined || to === undefined) return 0;
  const share = -from.excess / (to.excess - from.excess);
  return Math.exp(from.logRate + share * (to.logRate - from.logRate));
}

type Block = { readonly logRate: number; readonly excess: number; readonly weight: number };

function pooled(evidence: readonly RateEvidence[]): readonly Block[] {
  const blocks: Block[] = [];
  for (const next of evidence.map(blockOf).toSorted((a, b) => a.logRate - b.logRate)) {
    let block = next;
    for (let last = blocks.at(-1); last !== undefined && last.excess > block.excess; last = blocks.at(-1)) {
      blocks.pop();
      block = joined(last, block);
    }
    blocks.push(block);
  }
  return blocks;
}

function blockOf({ ratePerS, excess, trialMs }: RateEvidence): Block {
  const clamped = Math.max(-mostExcess, Math.min(mostExcess, excess));
  return { logRate: Math.log(ratePerS), excess: clamped, weight: Math.max(1, trialMs) };
}

function joined(a: Block, b: Block): Block {
  const weight = a.weight + b.weight;
  const mean = (left: number, right: number): number => (left * a.weight + right * b.weight) / weight;
  return { logRate: mean(a.logRate, b.logRate), excess: mean(a.excess, b.excess), weight };
}
