import type { Tick } from '../../run/tick.ts';

/** What a view keeps of one second of load. */
export type Second = Pick<Tick, 'isWarmup' | 'p50Us' | 'p99Us' | 'maxUs' | 'latencyCounts'> & {
  readonly answeredPerS: number;
};

/** The newest last; null where one run ended and the next began. */
export type Seconds = readonly (Second | null)[];

/** Of the rest of a second that is shorter no rate can be told. */
const leastMs = 200;
/** More than the widest window has columns. */
const mostSeconds = 500;

export function withSecond(seconds: Seconds, tick: Tick, isNewRun: boolean): Seconds {
  if (tick.intervalMs < leastMs && !isNewRun && seconds.length > 0) return seconds;
  const { isWarmup, p50Us, p99Us, maxUs, latencyCounts } = tick;
  const second = { isWarmup, p50Us, p99Us, maxUs, latencyCounts, answeredPerS: answeredPerS(tick) };
  const border = isNewRun && seconds.length > 0 ? [null] : [];
  return [...seconds, ...border, second].slice(-mostSeconds);
}

/** In the newest second, which may be a part of one. */
export function answeredPerS({ answeredInInterval, intervalMs }: Tick): number {
  return intervalMs > 0 ? Math.round((answeredInInterval * 1000) / intervalMs) : 0;
}

/**
 * One of them for each of `columns`: of a run whose length is known and fits, each second is as wide as the length allows, so
 * that the newest is where the progress is; otherwise the newest seconds, a column each.
 */
export function spread(seconds: Seconds, columns: number, lengthMs: number | null): Seconds {
  const expected = lengthMs === null ? Infinity : Math.ceil(lengthMs / 1000);
  const hasOneRun = !seconds.includes(null);
  if (!hasOneRun || expected > columns || seconds.length > expected) return seconds.slice(-columns);
  return seconds.flatMap((second, index) => {
    const edge = (position: number): number => Math.round((position * columns) / expected);
    return Array<Second | null>(edge(index + 1) - edge(index)).fill(second);
  });
}
