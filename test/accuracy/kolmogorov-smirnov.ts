/** The share of a distribution that is at most `value`, 0 to 1. */
export type Cumulative = (value: number) => number;

/** Greatest difference between the share of the samples up to any value and what a distribution has up to there. */
export function distanceFrom(cumulative: Cumulative, samples: readonly number[]): number {
  const count = samples.length;
  const distances = samples
    .toSorted((a, b) => a - b)
    .map((value, below) => {
      const share = cumulative(value);
      return Math.max((below + 1) / count - share, share - below / count);
    });
  return Math.max(...distances);
}

/**
 * The same for two samples, where up to `tolerance` of a value is nobody's fault (P. Lévy's metric with a fixed
 * tolerance in place of an equal one): no more than this share has to be moved by more than that to make one the other.
 */
export function distanceBetween(a: readonly number[], b: readonly number[], tolerance: number): number {
  return Math.max(excess(a, b, tolerance), excess(b, a, tolerance));
}

/**
 * What the distance of `count` independent samples from their own distribution exceeds with a chance of at most `alpha`:
 * √(ln(2/α)/2n), by the inequality of Dvoretzky, Kiefer and Wolfowitz with Massart's constant (1990), at any count.
 */
export function criticalDistance(count: number, alpha: number): number {
  return Math.sqrt(Math.log(2 / alpha) / (2 * count));
}

export function exponential(mean: number): Cumulative {
  return (value) => (value <= 0 ? 0 : -Math.expm1(-value / mean));
}

/** By how much more of `a` than of `b` is at most some value, where `b` may be `tolerance` above it. */
function excess(a: readonly number[], b: readonly number[], tolerance: number): number {
  const sortedA = a.toSorted((x, y) => x - y);
  const sortedB = b.toSorted((x, y) => x - y);
  let largest = 0;
  let countB = 0;
  for (const [index, value] of sortedA.entries()) {
    while (countB < sortedB.length && (sortedB[countB] ?? NaN) <= value + tolerance) countB++;
    largest = Math.max(largest, (index + 1) / sortedA.length - countB / sortedB.length);
  }
  return largest;
}
