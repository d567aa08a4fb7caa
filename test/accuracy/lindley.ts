/** What becomes of an arrival. A duration and an instant in ms. */
export type Served = { readonly waitMs: number; readonly endsAt: number };

/**
 * Each server serves in the order of arrival: a customer begins when it has come and the one before has gone. That is
 * Lindley's recursion (D. V. Lindley, "The theory of queues with a single server", 1952), in instants instead of waits.
 * `servers` are the numbers of those that the arrivals go to; without it there is but one.
 */
export function serveInTurn(
  arrivals: readonly number[],
  servicesMs: readonly number[],
  servers: readonly number[] = [],
): Served[] {
  const freeAt = new Map<number, number>();
  return arrivals.map((arrivedAt, index) => {
    const server = servers[index] ?? 0;
    const beginsAt = Math.max(arrivedAt, freeAt.get(server) ?? -Infinity);
    const endsAt = beginsAt + (servicesMs[index] ?? NaN);
    freeAt.set(server, endsAt);
    return { waitMs: beginsAt - arrivedAt, endsAt };
  });
}

/** Constant service times, or exponential ones. */
export type QueueKind = 'M/D/1' | 'M/M/1';

/**
 * Mean wait before service with Poisson arrivals, at `utilization` from 0 to 1: Pollaczek and Khinchine's formula,
 * ρ/(2μ(1 − ρ)) for constant service times and ρ/(μ(1 − ρ)) for exponential ones, with μ = 1/`meanServiceMs`.
 */
export function meanWaitMs(kind: QueueKind, utilization: number, meanServiceMs: number): number {
  const exponentialMs = (utilization * meanServiceMs) / (1 - utilization);
  return kind === 'M/D/1' ? exponentialMs / 2 : exponentialMs;
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
