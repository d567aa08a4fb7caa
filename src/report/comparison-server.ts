import type { Side, SyncVsAsyncResult } from '../modes/sync-vs-async/comparison-result.ts';
import { coresText } from '../summary/cores-text.ts';
import type { ServerUsage } from '../summary/result.ts';
import { formatBytes } from './format.ts';

/** `sync 12 % of one core`, `async 98 % of one core`, `84.0 MB`; nothing unless inrush started the server. */
export function comparisonServerParts({ sync, threads, async }: SyncVsAsyncResult): string[] {
  const sides = [
    { name: 'sync', side: sync },
    ...(threads === null ? [] : [{ name: 'threads', side: threads }]),
    { name: 'async', side: async },
  ];
  const usages = sides.flatMap(({ side }) => usagesOf(side));
  if (usages.length === 0) return [];
  const cores = sides.flatMap(({ name, side }) => {
    const used = usagesOf(side).flatMap(({ cpu }) => cpu?.meanCores ?? []);
    const mean = used.reduce((sum, each) => sum + each, 0) / used.length;
    return used.length === 0 ? [] : [`${name} ${coresText(mean)}`];
  });
  const memory = usages.flatMap(({ memory: taken }) => taken?.peakBytes ?? []);
  return [
    ...(cores.length === 0 ? ['processor time not known'] : cores),
    ...(memory.length === 0 ? [] : [formatBytes(Math.max(...memory))]),
  ];
}

/** How it ended by itself; null when it lived. */
export function comparisonServerEnd({ sync, threads, async }: SyncVsAsyncResult): ServerUsage['ended'] {
  const usages = [sync, threads, async].flatMap((side) => (side === null ? [] : usagesOf(side)));
  return usages.flatMap(({ ended }) => ended ?? []).at(0) ?? null;
}

function usagesOf({ runs }: Side): readonly ServerUsage[] {
  return runs.flatMap(({ server }) => server ?? []);
}
