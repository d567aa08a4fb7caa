import { betaCdf } from './beta-distribution.ts';

/** Ranks, 1 for the smallest sample; fractions where the number of samples is one. */
export type Ranks = {
  /** Below 1: not even the smallest sample lies below the quantile with that confidence. */
  readonly low: number;
  /** Above the number of samples: not even the largest lies above the quantile with that confidence. */
  readonly high: number;
};

const halvings = 60;

/**
 * Between which samples the true `quantile` (0 to 1) lies with `level` confidence, as much of the rest on either side,
 * whatever the distribution: the sample of rank `r` of `count` independent ones lies above the quantile with the
 * chance that fewer than `r` of them lie below, a binomial one (Thompson, "On confidence ranges for the median and
 * other expectation distributions", Annals of Mathematical Statistics 7, 1936; David and Nagaraja, Order Statistics,
 * 7.1). As that is a beta distribution's, `count` may be the fraction that dependent samples are worth, as Korn and
 * Graubard use it ("Confidence intervals for proportions with small expected number of positive counts estimated from
 * survey data", Survey Methodology 24, 1998). For a whole `count` round `low` down and `high` up.
 */
export function quantileRanks(count: number, quantile: number, level: number): Ranks {
  const tail = (1 - level) / 2;
  return { low: rankOf(count, quantile, 1 - tail), high: rankOf(count, quantile, tail) };
}

/** The rank that at least that many samples lie below the quantile with that chance; it falls as the rank grows. */
function rankOf(count: number, quantile: number, chance: number): number {
  const reach = 12 * Math.sqrt(count * quantile * (1 - quantile)) + 12;
  let low = Math.max(0, count * quantile - reach);
  let high = Math.min(count + 1, count * quantile + reach);
  for (let step = 0; step < halvings; step++) {
    const middle = (low + high) / 2;
    if (betaCdf(quantile, middle, count + 1 - middle) > chance) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
