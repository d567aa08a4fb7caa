import { chiSquareTail } from '../../inference/chi-square.ts';
import { normalQuantile } from '../../inference/normal-quantile.ts';

/** A metric of which it isn't known yet whether it is worse. */
export type OpenMetric = {
  /** By how much it is worse, as far as known, and with which standard error. */
  readonly estimate: number;
  readonly standardError: number;
  /** Beyond it is worse. */
  readonly limit: number;
  /** Chance of a false alarm that its last test may have. */
  readonly lastAlpha: number;
};

/**
 * The chance that the pairs which are left decide the gates: that one of the metrics turns out worse, or all of them not.
 * `share` (0 to 1) of all pairs are measured. What the last estimate will be is a normal variable about today's, with the
 * variance that the pairs left take away (predictive power with a flat prior: Spiegelhalter, Freedman and Blackburn,
 * "Monitoring clinical trials: conditional or predictive power?", Controlled Clinical Trials 7, 1986).
 */
export function chanceToDecide(open: readonly OpenMetric[], share: number): number {
  const chances = open.map(({ estimate, standardError, limit, lastAlpha }) => {
    const reach = normalQuantile(1 - lastAlpha) * standardError * Math.sqrt(share);
    const unknown = standardError * Math.sqrt(1 - share);
    return {
      worse: chanceAbove((limit + reach - estimate) / unknown),
      notWorse: chanceAbove((estimate + reach - limit) / unknown),
    };
  });
  const [worse, notWorse] = [chances.map((each) => each.worse), chances.map((each) => each.notWorse)];
  return Math.max(...worse, Math.min(...notWorse));
}

function chanceAbove(value: number): number {
  // Without noise, or with no pairs left.
  if (!Number.isFinite(value)) return value > 0 ? 0 : 1;
  const tail = chiSquareTail(value ** 2, 1) / 2;
  return value > 0 ? tail : 1 - tail;
}
