import { type Random, seededRandom } from '../../src/base/random.ts';
import { schedule } from '../../src/plan/schedule.ts';
import type { QueueKind } from './lindley.ts';

/** A load with Poisson arrivals, all of it known before it runs. */
export type SeededQueue = {
  readonly kind: QueueKind;
  /** Each gets its arrivals at random, which makes a Poisson stream of its own of them. */
  readonly servers: number;
  /** Of each server. */
  readonly utilization: number;
  readonly meanServiceMs: number;
  /** At all servers. */
  readonly arrivals: number;
  readonly seed: number;
};

export function ratePerS({ servers, utilization, meanServiceMs }: SeededQueue): number {
  return (1000 * servers * utilization) / meanServiceMs;
}

/** Of each arrival, in order. */
export function servicesMs({ kind, meanServiceMs, arrivals, seed }: SeededQueue): number[] {
  const draw = (random: Random): number =>
    kind === 'M/D/1' ? meanServiceMs : -meanServiceMs * Math.log1p(-random());
  return drawn(arrivals, ~seed, draw);
}

/** The number of the server that each arrival goes to. */
export function serversOf({ servers, arrivals, seed }: SeededQueue): number[] {
  return drawn(arrivals, seed ^ 0x5555, (random) => Math.floor(servers * random()));
}

/** From the start of the load, in ms. */
export function plannedArrivals(queue: SeededQueue): number[] {
  const load = {
    kind: 'constant-arrival-rate',
    ratePerS: ratePerS(queue),
    durationMs: Infinity,
    arrival: 'poisson',
    iterations: queue.arrivals,
  } as const;
  return [...schedule(load, queue.seed)];
}

function drawn(count: number, seed: number, draw: (random: Random) => number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => draw(random));
}
