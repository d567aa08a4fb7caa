import { logGamma } from './log-gamma.ts';

const precision = 1e-15;
/** Grows with the square root of the parameters: enough for ten thousand million samples. */
const mostTerms = 1_000_000;

/**
 * P(B ≤ x) of a beta distribution, the regularised incomplete beta function `I_x(a, b)`, by its continued fraction
 * (NIST Handbook of Mathematical Functions, 8.17.22) and Lentz's method. For whole numbers it is the chance of at
 * least `a` hits in `a + b − 1` tries of chance `x` each (8.17.5).
 */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  // The fraction converges fast only below the mean; above it the tail is the other one's.
  if (x > (a + 1) / (a + b + 2)) return 1 - betaCdf(1 - x, b, a);
  const logFront = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  return (Math.exp(logFront) * continuedFraction(x, a, b)) / a;
}

function continuedFraction(x: number, a: number, b: number): number {
  let above = 1;
  let below = 1 / (1 - ((a + b) * x) / (a + 1));
  let value = below;
  for (let m = 1; m <= mostTerms; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    below = 1 / (1 + even * below);
    above = 1 + even / above;
    value *= below * above;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    below = 1 / (1 + odd * below);
    above = 1 + odd / above;
    value *= below * above;
    if (Math.abs(below * above - 1) < precision) break;
  }
  return value;
}
