import type { Change } from '../change.ts';
import { betterWord, worseWord } from '../changes/change-gates.ts';
import { amountText, listText, rangeText } from '../changes/effect-words.ts';
import { nameOf } from '../changes/standing.ts';
import { fewestRuns } from './trend-gates.ts';
import type { TrendChange, TrendResult } from './trend-result.ts';

const mostTold = 3;

/** What it comes to, in one plain sentence: `Since 2026-02-20 (run-31.json) p99 slower by 12 % (8 to 16 %).` */
export function findingOf({
  runs,
  series,
  changePoints,
}: Pick<TrendResult, 'runs' | 'series' | 'changePoints'>): string {
  if (runs.length < fewestRuns) {
    return `Too few runs to see a change: it takes ${fewestRuns}, and ${runs.length === 1 ? 'one counts' : `${runs.length} count`}.`;
  }
  const decisive = changePoints.filter(({ isGated }) => isGated);
  if (decisive.length === 0) {
    const names = series.filter(({ isGated }) => isGated).map(nameOf);
    return `No change of ${listText(names)} in ${runs.length} runs.`;
  }
  const places = placesOf(decisive);
  const told = places.slice(0, mostTold).map((changes) => {
    const run = runs[changes[0]?.firstAfter ?? 0];
    return `since ${dayOf(run?.startedAt ?? '')} (${run?.name ?? ''}) ${listText(changes.map(changeText))}`;
  });
  const rest = places.length - told.length;
  const sentence = [
    ...told,
    ...(rest > 0 ? [`and ${rest} earlier ${rest === 1 ? 'change' : 'changes'}`] : []),
  ];
  return `${capitalised(sentence.join('; '))}.`;
}

/** Those that begin with the same run together, in the order given. */
export function placesOf(changes: readonly TrendChange[]): TrendChange[][] {
  const places = new Map<number, TrendChange[]>();
  for (const change of changes) {
    places.set(change.firstAfter, [...(places.get(change.firstAfter) ?? []), change]);
  }
  return [...places.values()];
}

/** `p99 slower by 12 % (8 to 16 %)`; by how much is always above 0. */
export function changeText(change: TrendChange): string {
  const isUp = (change.effect ?? 0) > 0;
  const word = isUp === change.isHigherBetter ? betterWord(change) : worseWord(change);
  return `${nameOf(change)} ${word} by ${sizeText(change, isUp ? 1 : -1)}`;
}

function sizeText({ effect, interval, effectKind }: TrendChange, sign: 1 | -1): string {
  const amount = amountText(sign * (effect ?? 0), effectKind);
  if (interval === null) return amount;
  const { low, high } = sign === 1 ? interval : turned(interval);
  return `${amount} (${rangeText({ low, high }, effectKind)})`;
}

function turned({
  low,
  high,
}: NonNullable<Change['interval']>): Pick<NonNullable<Change['interval']>, 'low' | 'high'> {
  return { low: high === null ? null : 0 - high, high: low === null ? null : 0 - low };
}

/** `2026-02-20` */
export function dayOf(startedAt: string): string {
  const time = Date.parse(startedAt);
  return Number.isNaN(time) ? '' : new Date(time).toISOString().slice(0, 10);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
