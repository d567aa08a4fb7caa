import { assert } from '../base/assert.ts';

/**
 * How much of the chance of a false alarm `alpha` may be spent when a `share` (0 to 1) of the data is there; all at 1 (Lan and
 * DeMets, "Discrete sequential boundaries for clinical trials", Biometrika 70, 1983).
 */
export type Spending = (share: number, alpha: number) => number;

/**
 * What each look at growing data may spend of `alpha` by itself; together `alpha` when the last share is 1. To test
 * each at its own part keeps the chance of a false alarm at any of them, whatever the looks have to do with each other
 * (Boole's inequality), and needs no distribution of the statistic. `shares` rise to 1 at most.
 */
export function alphaOfLooks(shares: readonly number[], alpha: number, spending: Spending): number[] {
  let [before, spent] = [0, 0];
  return shares.map((share) => {
    assert(share > before && share <= 1, `a look at ${share} of the data after one at ${before}`);
    const now = spending(share, alpha);
    const ofThis = now - spent;
    [before, spent] = [share, now];
    return ofThis;
  });
}
