const firstMs = 10;
const longestMs = 1000;
const jitter = 0.2;

/**
 * How long a connection waits before it opens a socket again, in milliseconds: 10 ms, doubled with every failure
 * in a row up to 1 s, ±20 % so that many connections don't come back in step.
 */
export function nextBackoffMs(failuresInARow: number, random: () => number): number {
  const baseMs = Math.min(longestMs, firstMs * 2 ** Math.max(0, failuresInARow - 1));
  return baseMs * (1 + jitter * (2 * random() - 1));
}
