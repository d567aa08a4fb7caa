import { autocorrelation } from './autocorrelation.ts';
import { chiSquareTail } from './chi-square.ts';
import { midRanks } from './mid-ranks.ts';

export type Trend = {
  /** Change of the value in a unit of time. */
  readonly slope: number;
  readonly median: number;
  /** The chance of a trend as clear where there is none. */
  readonly pValue: number;
};

/** Shorter series show trends by chance too easily. */
export const fewestPoints = 10;
/** Of a normal distribution, 5 % lie beyond on both sides together. */
const significant = 1.959963984540054;
const mostPersistent = 0.9;

/**
 * Whether values that were taken at rising `times` go up or down, whatever their distribution. The slope is the median
 * of those between any two points (Theil 1950; Sen, "Estimates of the regression coefficient based on Kendall's tau",
 * Journal of the American Statistical Association 63, 1968). The test is that of Mann and Kendall, whose variance
 * is enlarged by the autocorrelation of the ranks once the trend is taken out (Hamed and Rao, "A modified Mann-Kendall
 * trend test for autocorrelated data", Journal of Hydrology 204, 1998), and to that of a first-order process at least
 * (Yue and Wang, "The Mann-Kendall test modified by effective sample size to detect trend in serially correlated
 * hydrological series", Water Resources Management 18, 2004). null with fewer than ten points.
 */
export function trendOf(times: readonly number[], values: readonly number[]): Trend | null {
  const count = values.length;
  if (count < fewestPoints) return null;
  const slope = theilSenSlope(times, values);
  const score = mannKendallScore(values);
  const variance = scoreVariance(values) * dependenceFactor(withoutTrend(times, midRanks(values)));
  // Kendall's correction for continuity: the score moves in steps of two.
  const distance = Math.max(0, Math.abs(score) - 1);
  return {
    slope,
    median: medianOf(Float64Array.from(values)),
    pValue: variance > 0 ? chiSquareTail(distance ** 2 / variance, 1) : 1,
  };
}

function theilSenSlope(times: readonly number[], values: readonly number[]): number {
  const count = values.length;
  const slopes = new Float64Array((count * (count - 1)) / 2);
  let filled = 0;
  for (let later = 1; later < count; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      const rise = (values[later] ?? 0) - (values[earlier] ?? 0);
      slopes[filled++] = rise / ((times[later] ?? 0) - (times[earlier] ?? 0));
    }
  }
  return medianOf(slopes);
}

/** Pairs that go up less those that go down. */
function mannKendallScore(values: readonly number[]): number {
  let score = 0;
  for (let later = 1; later < values.length; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      score += Math.sign((values[later] ?? 0) - (values[earlier] ?? 0));
    }
  }
  return score;
}

/** Of the score of independent values, groups of equal ones taken into account (Kendall, Rank Correlation Methods). */
function scoreVariance(values: readonly number[]): number {
  const sizes = new Map<number, number>();
  for (const value of values) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  const part = (size: number): number => size * (size - 1) * (2 * size + 5);
  return [...sizes.values()].reduce((rest, size) => rest - part(size), part(values.length)) / 18;
}

/** How much the score of these ranks, the trend taken out, varies beyond that of independent ones. */
function dependenceFactor(ranks: readonly number[]): number {
  return Math.max(1, hamedRaoFactor(ranks), firstOrderFactor(ranks));
}

/** `n / n*` of Hamed and Rao, from the autocorrelations that are significant. */
function hamedRaoFactor(ranks: readonly number[]): number {
  const count = ranks.length;
  let sum = 0;
  for (let lag = 1; lag < count; lag++) {
    const correlation = autocorrelation(ranks, lag);
    if (Math.abs(correlation) <= significant / Math.sqrt(count)) continue;
    sum += (count - lag) * (count - lag - 1) * (count - lag - 2) * correlation;
  }
  return 1 + (2 * sum) / (count * (count - 1) * (count - 2));
}

/** The same for a first-order process, whose lag-1 autocorrelation a straight line takes (2 + 5ρ) / n away from. */
function firstOrderFactor(ranks: readonly number[]): number {
  const count = ranks.length;
  const seen = autocorrelation(ranks, 1);
  const correlation = Math.min(mostPersistent, Math.max(0, seen + (2 + 5 * seen) / count));
  let factor = 1;
  for (let lag = 1; lag < count; lag++) factor += 2 * (1 - lag / count) * correlation ** lag;
  return factor;
}

/** What remains of ranks beside their line of least squares: of ranks any steady rise is one, bent or not. */
function withoutTrend(times: readonly number[], ranks: readonly number[]): number[] {
  const [middle, center] = [meanOf(times), meanOf(ranks)];
  let [squares, products] = [0, 0];
  for (const [index, time] of times.entries()) {
    squares += (time - middle) ** 2;
    products += (time - middle) * ((ranks[index] ?? 0) - center);
  }
  return ranks.map((rank, index) => rank - (products / squares) * ((times[index] ?? 0) - middle));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function medianOf(values: Float64Array): number {
  const sorted = values.toSorted();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}
