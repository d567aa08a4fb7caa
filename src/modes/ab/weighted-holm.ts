/** How one of several tests stands: it refutes exactly when its own p-value is at most its `level`. */
export type Stepped = {
  readonly level: number;
  /** Compared with the chance that all together may have, it says the same. */
  readonly adjusted: number;
};

/**
 * Shares out among several tests the chance `alpha` that any of them raises a false alarm, by their weights, and what one
 * has that refutes goes to the others (Holm, "A simple sequentially rejective multiple test procedure", Scandinavian
 * Journal of Statistics 6, 1979, section 4), whatever the tests have to do with each other. In the order given.
 */
export function weightedHolm(
  pValues: readonly number[],
  weights: readonly number[],
  alpha: number,
): Stepped[] {
  const tests = pValues.map((p, index) => ({ p, weight: weights[index] ?? 1, index }));
  const steps = tests.toSorted((one, other) => one.p / one.weight - other.p / other.weight);
  const stepped: Stepped[] = pValues.map(() => ({ level: 0, adjusted: 1 }));
  let left = weights.reduce((sum, weight) => sum + weight, 0);
  let [waiting, isRefuting, adjusted] = [left, true, 0];
  for (const { p, weight, index } of steps) {
    const level = (alpha * weight) / left;
    adjusted = Math.max(adjusted, Math.min(1, (p * waiting) / weight));
    stepped[index] = { level, adjusted };
    waiting -= weight;
    isRefuting &&= p <= level;
    if (isRefuting) left -= weight;
  }
  return stepped;
}
