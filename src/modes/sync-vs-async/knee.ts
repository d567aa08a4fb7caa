/** The throughput that a concurrency gave. */
export type ThroughputAt = { readonly concurrency: number; readonly perS: number };

/** The level from which on more in flight mostly wait. */
export type Knee = {
  readonly concurrency: number;
  /** The levels measured beside it: the true knee lies between them. null where it is the lowest. */
  readonly above: number | null;
  readonly below: number;
};

/**
 * The level of the highest *power*, throughput ÷ latency (Kleinrock, "Power and deterministic rules of thumb for
 * probabilistic problems in computer communications", 1979). With N always in flight the latency is N ÷ X by
 * Little's law, so power is X² ÷ N: it falls from where doubling N brings less than √2 times the throughput. null
 * when it is highest at the highest level: there is no knee in the measured range. Levels ascend.
 */
export function findKnee(levels: readonly ThroughputAt[]): Knee | null {
  let best = 0;
  for (const [index, level] of levels.entries()) {
    if (powerOf(level) > powerOf(levels[best])) best = index;
  }
  const [knee, next] = [levels[best], levels[best + 1]];
  if (knee === undefined || next === undefined) return null;
  return {
    concurrency: knee.concurrency,
    above: levels[best - 1]?.concurrency ?? null,
    below: next.concurrency,
  };
}

function powerOf(level: ThroughputAt | undefined): number {
  return level === undefined ? -1 : level.perS ** 2 / level.concurrency;
}
