/** Of at least one value: the one in the middle, or the mean of the two there. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/**
 * The sample standard deviation, over n − 1; null with fewer than two values. Not a robust one, which would pass over the
 * run that was slow because something else ran on the machine: later runs will meet that as often, and a gate that
 * doesn't expect it fails then for nothing.
 */
export function sigmaOf(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
