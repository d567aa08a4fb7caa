/** Which of its runs a side counts as one: as many numbers as it has runs, alike for those that belong together. */
export type Units = readonly number[];

/** Between the starts of two runs, from which on they are of two sessions. */
const breakMs = 3_600_000;

/**
 * What a side's runs are worth. Within an hour a machine mostly stays as it is, and from one to the next it may be another
 * one: ten runs in a row say ten times the same of that. So where the sides took turns, in the same hours, each run
 * counts. Where they didn't, all runs of a session count as one. Times are instants in ms.
 */
export function unitsOf(
  baseTimes: readonly number[],
  headTimes: readonly number[],
): { readonly base: Units; readonly head: Units; readonly isBySession: boolean } {
  const sessionOf = sessionsIn([...baseTimes, ...headTimes]);
  const [base, head] = [baseTimes.map(sessionOf), headTimes.map(sessionOf)];
  const isShared = [...base, ...head].every((session) => base.includes(session) && head.includes(session));
  if (isShared) {
    return { base: base.map((_, run) => run), head: head.map((_, run) => run), isBySession: false };
  }
  return { base, head, isBySession: true };
}

export function unitCount(units: Units): number {
  return new Set(units).size;
}

/** How often an hour or more lies between the starts of two runs, and one more. */
export function sessionCount(times: readonly number[]): number {
  return unitCount(times.map(sessionsIn(times)));
}

function sessionsIn(times: readonly number[]): (time: number) => number {
  const rising = times.toSorted((a, b) => a - b);
  const starts = rising.filter((time, index) => index === 0 || time - (rising[index - 1] ?? 0) > breakMs);
  return (time) => starts.filter((start) => start <= time).length;
}
