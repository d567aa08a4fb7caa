import type { Stall } from '../support/fake-server.ts';

/** Stands still for `lengthMs`, after having run for `runMs` since the stall before. */
export type Hiccup = { readonly runMs: number; readonly lengthMs: number };

/** Stalls in the load's own time, from its start. */
export function stallsOf(hiccups: readonly Hiccup[]): Stall[] {
  let at = 0;
  return hiccups.map(({ runMs, lengthMs }) => {
    const fromMs = at + runMs;
    at = fromMs + lengthMs;
    return { fromMs, toMs: at };
  });
}

/** The stall that stands in the way of a request at that instant. */
export function stallAt(stalls: readonly Stall[], at: number): Stall | undefined {
  return stalls.find(({ fromMs, toMs }) => fromMs <= at && at < toMs);
}

/** How long a request waits that comes at that instant, where service itself takes no time. */
export function waitMsAt(stalls: readonly Stall[], at: number): number {
  const stall = stallAt(stalls, at);
  return stall === undefined ? 0 : stall.toMs - at;
}
