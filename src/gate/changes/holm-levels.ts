/**
 * At which level each of several tests is judged so that none of them raises a false alarm with more chance than
 * `alpha`: Holm's steps (see `holm` in inference/holm.ts) from the other side. A test refutes exactly when its own
 * p-value is at most its level, so an interval at that level says the same. In the order given.
 */
export function holmLevels(pValues: readonly number[], alpha: number): number[] {
  const order = pValues.map((_, index) => index).toSorted((a, b) => (pValues[a] ?? 1) - (pValues[b] ?? 1));
  const levels = pValues.map(() => alpha);
  let refuted = 0;
  for (const [place, index] of order.entries()) {
    const level = alpha / (pValues.length - refuted);
    levels[index] = level;
    if (refuted === place && (pValues[index] ?? 1) <= level) refuted++;
  }
  return levels;
}
