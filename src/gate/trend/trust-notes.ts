import type { TrustSignal } from '../../summary/result.ts';
import type { StoredRun } from '../compare/make-side.ts';

/** How many runs count although something speaks against them, and what most often; empty where nothing does. */
export function trustNotes(runs: readonly StoredRun[]): string[] {
  const degraded = runs.filter(({ result }) => result.trust.level === 'degraded');
  if (degraded.length === 0) return [];
  const counts = new Map<TrustSignal, number>();
  for (const { result } of degraded) {
    for (const signal of new Set(result.trust.reasons.map((reason) => reason.signal))) {
      counts.set(signal, (counts.get(signal) ?? 0) + 1);
    }
  }
  const [most] = [...counts].toSorted(([, one], [, other]) => other - one);
  const why = most === undefined ? '' : `, ${degraded.length === 1 ? 'for' : 'most often for'} ${most[0]}`;
  return [`${degraded.length} of ${runs.length} runs have degraded trust${why}`];
}
