import { autocorrelation, unbiasedAutocorrelation } from './autocorrelation.ts';
import { bootstrapVariance } from './block-bootstrap.ts';
import { chiSquareTail } from './chi-square.ts';
import type { Split } from './pooled-windows.ts';
import { criticalT } from './student-t.ts';

/** For a confidence of 95 %: that many standard errors on either side of a normal variable. */
const normalReach = 1.959963984540054;
export const confidenceLevel = 0.95;

/** Nothing of a few dozen windows can be told to forget more slowly. */
const mostPersistent = 0.95;
/** What blocks miss of the variance is made up for, but not beyond three times the width. */
const mostMissed = 9;
const fewestBlocks = 5;

/** Fewer windows tell nothing about how they depend on each other. */
export const fewestWindows = 10;
/** Above it neighbours are alike. */
export const mostAutocorrelation = 0.2;
/**
 * A preliminary test at 25 %: the samples have to speak for their independence and not only fail to disprove it
 * (Bancroft, "Analysis and inference for incompletely specified models involving the use of preliminary test(s) of
 * significance", Biometrics 20, 1964).
 */
const leastDispersionChance = 0.25;

/** How far each window is from its fair part of the samples below. */
export function residuals({ below, counts, share }: Split): Float64Array {
  return below.map((value, index) => value - share * (counts[index] ?? 0));
}

/**
 * The chance that independent samples vary as much from window to window: the index of dispersion of a binomial
 * variable, `Σ (xᵢ − nᵢ p)² / (nᵢ p (1 − p))`, against chi-square with one degree of freedom less than windows (Fisher,
 * Statistical Methods for Research Workers, § 19).
 */
export function dispersionChance({ below, counts, share }: Split): number {
  const spread = share * (1 - share);
  if (spread === 0) return 1;
  let index = 0;
  for (let window = 0; window < counts.length; window++) {
    const count = counts[window] ?? 0;
    index += ((below[window] ?? 0) - share * count) ** 2 / (count * spread);
  }
  return chiSquareTail(index, counts.length - 1);
}

/** How much of what a window has too much of the next one has too, 0 to 0.95. */
export function persistenceOf(values: ArrayLike<number>): number {
  return Math.min(mostPersistent, Math.max(0, unbiasedAutocorrelation(values)));
}

/**
 * Windows in a block: the cube root of their number, more where they depend on each other. The constant is the best
 * one for a first-order process (Andrews, "Heteroskedasticity and autocorrelation consistent covariance matrix
 * estimation", Econometrica 59, 1991, formula 6.2 for Bartlett's weights, which are those of moving blocks). Longer
 * blocks leave at least five.
 */
export function blockLengthFor(windows: number, persistence: number): number {
  const root = Math.cbrt(windows);
  const longer = 1.1447 * ((2 * persistence) / (1 - persistence ** 2)) ** (2 / 3) * root;
  return Math.max(Math.ceil(root), Math.min(Math.ceil(longer), Math.floor(windows / fewestBlocks)));
}

export type Blocks = { readonly length: number; readonly persistence: number; readonly seed: number };

/**
 * How many independent samples the samples on either side of a quantile are worth: all of them, over how many times
 * the variance of their share below exceeds the binomial one (Kish's design effect, Survey Sampling, 1965). The
 * variance is that of the moving-block bootstrap, enlarged by what blocks of that length miss and by what Student's t
 * has above a normal variable with one degree of freedom less than there are blocks.
 */
export function effectiveCount(split: Split, count: number, blocks: Blocks): number {
  const { share, counts } = split;
  const spread = share * (1 - share);
  if (spread === 0) return count;
  const worth = (count ** 2 * spread) / sumVariance(residuals(split), blocks);
  return Math.min(count, worth * (normalReach / blockReach(counts.length, blocks.length)) ** 2);
}

/** Of the sum of values that depend on their neighbours: the moving blocks', and what those miss. */
export function sumVariance(values: ArrayLike<number>, { length, persistence, seed }: Blocks): number {
  const own = persistenceOf(values);
  const missed = missedVariance(own, Math.max(own, persistence), length, values.length);
  return bootstrapVariance(values, length, seed) * values.length * missed;
}

/** How many standard errors a 95 % interval reaches to each side where so many blocks told of the variance. */
export function blockReach(windows: number, blockLength: number): number {
  return criticalT(Math.max(1, Math.floor(windows / blockLength) - 1), confidenceLevel);
}

/** Whether all samples may be taken for independent ones: neither their order nor their spread speaks against it. */
export function looksIndependent(split: Split): boolean {
  return (
    autocorrelation(residuals(split), 1) < mostAutocorrelation &&
    dispersionChance(split) >= leastDispersionChance
  );
}

/**
 * Times by which the variance of a sum exceeds what blocks see of it, when the autocorrelation starts with `first` and
 * falls by `persistence` with every further window: blocks weigh lag `k` with `1 − k / length`, and the mean that they
 * are measured from is the sample's own.
 */
function missedVariance(first: number, persistence: number, length: number, windows: number): number {
  const whole = 1 + (2 * first) / (1 - persistence);
  let seen = 1 - (whole * length) / windows;
  for (let lag = 1; lag < length; lag++) seen += 2 * (1 - lag / length) * first * persistence ** (lag - 1);
  return seen * mostMissed <= whole ? mostMissed : Math.max(1, whole / seen);
}
