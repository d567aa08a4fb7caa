/** Of at least one value. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The standard error of the difference of two means, from what the values of each side differ by, taken for alike on both
 * (Student's two-sample t); `least` is the smallest standard deviation believed. null without a side of two values.
 */
export function pooledSpread(
  base: readonly number[],
  head: readonly number[],
  least: number,
): { readonly error: number; readonly freedom: number } | null {
  const freedom = base.length + head.length - 2;
  if (freedom < 1) return null;
  const deviation = Math.max(Math.sqrt((squaresOf(base) + squaresOf(head)) / freedom), least);
  return { error: deviation * Math.sqrt(1 / base.length + 1 / head.length), freedom };
}

function squaresOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}
