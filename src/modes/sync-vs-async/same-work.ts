type Requests = { readonly started: number; readonly failed: number };

/** A share of failures that is no more than this above another is no other work. */
const tolerated = 0.01;
/** Standard errors by which shares of the same true value may well differ. */
const mostErrors = 3;

/**
 * Whether two sides sent as many requests and about as many failed: otherwise one of them did less, and its times
 * say nothing against the other's. Shares may differ by {@link tolerated} and by chance, which is taken from the
 * normal approximation of the difference of two proportions.
 */
export function isSameWork(left: Requests, right: Requests): boolean {
  if (left.started !== right.started || left.started === 0) return false;
  const share = (left.failed + right.failed) / (left.started + right.started);
  const chance = mostErrors * Math.sqrt((2 * share * (1 - share)) / left.started);
  return Math.abs(left.failed - right.failed) / left.started <= tolerated + chance;
}
