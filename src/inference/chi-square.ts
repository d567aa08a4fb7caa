import { logGamma } from './log-gamma.ts';

const precision = 1e-16;
const mostTerms = 100_000;

/**
 * P(X ≥ value) of a chi-square distribution: the regularised upper incomplete gamma function `Q(k / 2, value / 2)` by
 * its series below the mean and its continued fraction above (NIST Handbook of Mathematical Functions, 8.11.4 and
 * 8.9.2). With one degree of freedom it is the two-sided tail of a standard normal distribution beyond `√value`.
 */
export function chiSquareTail(value: number, freedom: number): number {
  const [a, x] = [freedom / 2, value / 2];
  if (!(x > 0)) return 1;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? 1 - front * series(a, x) : front * continuedFraction(a, x);
}

function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n <= mostTerms && term > sum * precision; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

function continuedFraction(a: number, x: number): number {
  let bottom = x + 1 - a;
  let above = Infinity;
  let below = 1 / bottom;
  let value = below;
  for (let n = 1; n <= mostTerms; n++) {
    const numerator = -n * (n - a);
    bottom += 2;
    below = 1 / (numerator * below + bottom);
    above = bottom + numerator / above;
    const factor = below * above;
    value *= factor;
    if (Math.abs(factor - 1) < precision) break;
  }
  return value;
}
