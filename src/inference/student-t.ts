import { assert } from '../base/assert.ts';
import { betaCdf } from './beta-distribution.ts';

/**
 * How many standard errors a two-sided interval of `confidence` (0 to 1) reaches to each side of a mean, for a
 * sample with `freedom` degrees of freedom: 12.71 for 95 % and 1, 1.96 for very many.
 */
export function criticalT(freedom: number, confidence: number): number {
  assert(Number.isInteger(freedom) && freedom >= 1, `${freedom} degrees of freedom`);
  let [low, high] = [0, Math.PI / 2];
  // Halving the angle 60 times leaves nothing of a double's precision to win.
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (coverage(middle, freedom) < confidence) low = middle;
    else high = middle;
  }
  return Math.sqrt(freedom) * Math.tan((low + high) / 2);
}

/**
 * P(|T| ≥ distance) of Student's distribution with that many degrees of freedom, by the incomplete beta function (NIST
 * Handbook of Mathematical Functions, 8.17; Abramowitz and Stegun 26.7.1).
 */
export function outsideT(distance: number, freedom: number): number {
  return betaCdf(freedom / (freedom + distance ** 2), freedom / 2, 0.5);
}

/**
 * P(|T| ≤ √freedom · tan θ), a finite sum for whole degrees of freedom: Abramowitz and Stegun, Handbook of
 * Mathematical Functions, 26.7.3 (odd) and 26.7.4 (even).
 */
function coverage(theta: number, freedom: number): number {
  const cosine = Math.cos(theta);
  const isOdd = freedom % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = 0;
  for (let power = isOdd ? 1 : 0; power <= freedom - 2; power += 2) {
    sum += term;
    term *= (cosine * cosine * (power + 1)) / (power + 2);
  }
  return isOdd ? (2 / Math.PI) * (theta + Math.sin(theta) * sum) : Math.sin(theta) * sum;
}
