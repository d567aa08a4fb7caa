import { assert } from '../base/assert.ts';
import { betaCdf } from './beta-distribution.ts';

/** Shares, 0 to 1. */
export type ShareInterval = { readonly low: number; readonly high: number };

/**
 * Where the true share lies with `confidence` (0 to 1) when `hits` of `tries` independent ones hit, as much of the rest
 * on either side: what neither one-sided binomial test refutes (Clopper and Pearson, "The use of confidence or fiducial
 * limits illustrated in the case of the binomial", Biometrika 26, 1934), by quantiles of the beta distribution. Never too
 * narrow. Of no tries it is everything.
 */
export function binomialInterval(hits: number, tries: number, confidence: number): ShareInterval {
  assert(hits >= 0 && hits <= tries, `${hits} hits of ${tries} tries`);
  const tail = (1 - confidence) / 2;
  return {
    low: hits === 0 ? 0 : betaQuantile(tail, hits, tries - hits + 1),
    high: hits === tries ? 1 : betaQuantile(1 - tail, hits + 1, tries - hits),
  };
}

/** Halves what is left until nothing lies between. */
function betaQuantile(chance: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  for (;;) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return middle;
    if (betaCdf(middle, a, b) < chance) low = middle;
    else high = middle;
  }
}
