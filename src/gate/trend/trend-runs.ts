import type { LeftOut } from '../compare/compare-result.ts';
import { type StoredRun, whyNot } from '../compare/make-side.ts';

/** Runs in the order in which they started, and those that don't count. */
export type RunsInOrder = {
  readonly counted: readonly StoredRun[];
  readonly leftOut: readonly LeftOut[];
};

/**
 * Oldest first, those of the same instant by name. What is partial, can't be trusted, or is a copy of another run doesn't
 * count; nor does what is older than the newest `last` of the rest.
 */
export function runsInOrder(runs: readonly StoredRun[], last: number | null): RunsInOrder {
  const inOrder = runs
    .toSorted((a, b) => compare(a.name, b.name))
    .toSorted((a, b) => Date.parse(a.result.startedAt) - Date.parse(b.result.startedAt));
  const seen = new Map<string, string>();
  const leftOut: LeftOut[] = [];
  const usable = inOrder.filter(({ name, result }) => {
    const key = fingerprintOf(result);
    const original = seen.get(key);
    const reason = original === undefined ? whyNot(result) : `the same run as ${original}`;
    if (original === undefined) seen.set(key, name);
    if (reason !== null) leftOut.push({ name, reason });
    return reason === null;
  });
  return { counted: last === null ? usable : usable.slice(-last), leftOut };
}

/** Two runs never start in the same millisecond with the same times. */
function fingerprintOf({ startedAt, latency }: StoredRun['result']): string {
  return `${startedAt} ${latency.serviceTime.all.histogram}`;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
