/**
 * P-values of several tests of which none may raise a false alarm: each one stands for itself when it is compared with
 * the chance that all together may have (Holm, "A simple sequentially rejective multiple test procedure", Scandinavian
 * Journal of Statistics 6, 1979). Whatever the tests have to do with each other. In the order given.
 */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index).toSorted((a, b) => (pValues[a] ?? 0) - (pValues[b] ?? 0));
  const adjusted = [...pValues];
  let largest = 0;
  for (const [place, index] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (pValues.length - place) * (pValues[index] ?? 1)));
    adjusted[index] = largest;
  }
  return adjusted;
}
