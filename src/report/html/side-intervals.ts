import type { Effect, Side, SyncVsAsyncResult } from '../../modes/sync-vs-async/comparison-result.ts';
import { intervalText } from '../comparison-effect.ts';
import { formatCount, formatLatency, formatRatio } from '../format.ts';
import type { IntervalRow, Intervals } from './page.ts';

/** How long each side took for the same requests: the difference that is seen before any number is read. */
export function wallTimes(comparison: SyncVsAsyncResult): Intervals {
  const rows = sidesOf(comparison).map(([label, { wallMs }]): IntervalRow => {
    const text = formatLatency(wallMs * 1000);
    return { label, estimate: wallMs / 1000, low: 0, high: wallMs / 1000, tone: 'neutral', text };
  });
  return {
    kind: 'intervals',
    id: 'wall-times',
    title: `From the start to the last of ${formatCount(comparison.requests)} answers`,
    description: `Wall time: ${rows.map(({ label, text }) => `${label} ${text}`).join(', ')}.`,
    label: 'wall time',
    unit: 'elapsed',
    rows,
    marks: [],
  };
}

/** The speed-ups with what rounds say of how sure they are; nothing of a single round. */
export function speedupIntervals({ effect, threads, rounds }: SyncVsAsyncResult): Intervals[] {
  const effects: (readonly [string, Effect])[] = [
    ...(threads === null ? [] : [['threads', threads.effect] as const]),
    ['async', effect],
  ];
  const rows = effects.flatMap(([label, one]) => speedupRow(label, one));
  if (rounds.length === 1 || rows.length === 0) return [];
  return [
    {
      kind: 'intervals',
      id: 'speedups',
      title: 'Speed-up, and how sure it is',
      description: `${rows.map(({ label, text }) => `${label} ${text}`).join('; ')}.`,
      label: 'times as fast as sync',
      unit: 'factor',
      rows,
      marks: [{ at: 1, label: 'as fast as sync' }],
    },
  ];
}

function speedupRow(label: string, effect: Effect): IntervalRow[] {
  const { speedup, speedupInterval: interval } = effect;
  if (speedup === null) return [];
  return [
    {
      label,
      estimate: speedup,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      tone: 'neutral',
      text: interval === null ? formatRatio(speedup) : `${formatRatio(speedup)} (${intervalText(effect)})`,
    },
  ];
}

function sidesOf({ sync, threads, async }: SyncVsAsyncResult): (readonly [string, Side])[] {
  return [['sync', sync], ...(threads === null ? [] : [['threads', threads] as const]), ['async', async]];
}
