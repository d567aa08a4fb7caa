import type { Change } from '../gate/change.ts';
import type { AbPair, AbResult, AbSide } from '../modes/ab/ab-result.ts';
import type { ServerUsage } from '../summary/result.ts';
import { formatCount, formatDuration, formatNumber } from './format.ts';
import { loadText } from './load-text.ts';
import type { Series } from './series.ts';
import { serverParts } from './server-lines.ts';

export const abHeads = { base: 'A', head: 'B' } as const;

/** `checkout`, `GET http://127.0.0.1:8080/`: what is sent to both. */
export function abSubject({ scenario, a }: AbResult): string {
  return scenario ?? `${a.target.method} ${a.target.url}`;
}

/** What decides, or would if A weren't compared with itself; and what is only shown. They come in that order. */
export function splitChanges({ changes, gates, design }: AbResult): {
  readonly deciding: readonly Change[];
  readonly shown: readonly Change[];
} {
  const ofAll = changes.filter(({ request }) => request === null).length;
  const count = design.isSelfTest ? ofAll : gates.length;
  return { deciding: changes.slice(0, count), shown: changes.slice(count) };
}

/** `12,000 requests`, `3 failed`, `120 % of one core` */
export function sideParts({ started, failed, server }: AbSide): string[] {
  return [
    `${formatCount(started)} ${started === 1 ? 'request' : 'requests'}`,
    ...(failed === 0 ? [] : [`${formatCount(failed)} failed`]),
    ...(server === null ? [] : serverParts(server)),
  ];
}

/** The times of a side, of all pairs that count, under this name. */
export function timeSeries(name: string, { time }: AbSide): Series {
  return { name, okOnly: false, perRequest: true, distribution: time };
}

/** `10 pairs of blocks of 3 s, A B B A`, `closed model`, `50 VUs for 3 s`, `at least 3 % or 0.1 points matter`. */
export function designParts({ design, load, pairs, looks }: AbResult): string[] {
  const counted = pairs.filter(({ leftOut }) => leftOut === null).length;
  const order = design.kind === 'duet' ? 'both at once' : 'A B, B A by turns';
  const asked = looks.map((look) => formatCount(look.pairs));
  return [
    `${formatCount(counted)} ${counted === 1 ? 'pair' : 'pairs'} of ${formatDuration(design.blockMs)}, ${order}`,
    `${load.model} model, ${loadText(load.load)}`,
    `${percent(design.minEffect)} or ${formatNumber(design.minPoints)} points matter`,
    `${percent(design.alpha)} chance of a false alarm over all metrics`,
    ...(asked.length > 1 ? [`judged after ${asked.join(', ')} pairs`] : []),
  ];
}

/** Each reason with how many pairs it cost. */
export function leftOutTexts({ pairs }: AbResult): string[] {
  const reasons = pairs.flatMap(({ leftOut }) => (leftOut === null ? [] : [leftOut]));
  return [...new Set(reasons)].map((reason) => {
    const count = reasons.filter((each) => each === reason).length;
    return `${formatCount(count)} ${count === 1 ? 'pair' : 'pairs'}: ${reason}`;
  });
}

/** By how much B was larger in each pair, in the order in which they ran: `+12`, `-0.4`, `×` where it doesn't count. */
export function pairCells(index: number, change: Change, pairs: readonly AbPair[]): string[] {
  const { effectKind } = change;
  return pairs.map((pair) => {
    if (pair.leftOut !== null) return '×';
    const share = pairEffect(index, change, pair);
    if (share === null) return '–';
    const effect = effectKind === 'ratio' ? 100 * share : share;
    const rounded = Number(effect.toFixed(effectKind === 'ratio' ? (Math.abs(effect) < 10 ? 1 : 0) : 2)) + 0;
    return `${rounded > 0 ? '+' : ''}${formatNumber(rounded, 15)}`;
  });
}

/** The same as a number on the scale of its effect, whether the pair counts or not; null where a block has no value. */
export function pairEffect(index: number, { effectKind }: Change, { a, b }: AbPair): number | null {
  const [before, after] = [a[index] ?? null, b[index] ?? null];
  if (before === null || after === null || (effectKind === 'ratio' && before <= 0)) return null;
  return effectKind === 'ratio' ? after / before - 1 : after - before;
}

/** `A B`, `B A`, `at once` */
export function orderText(order: AbPair['order']): string {
  return { ab: 'A B', ba: 'B A', duet: 'at once' }[order];
}

/** How a server that inrush started ended by itself; null where both lived. */
export function abServerEnd({ a, b }: AbResult): ServerUsage['ended'] {
  return a.server?.ended ?? b.server?.ended ?? null;
}

function percent(share: number): string {
  return `${formatNumber(100 * share)} %`;
}
