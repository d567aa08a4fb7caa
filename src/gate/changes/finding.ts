import type { Change } from '../change.ts';
import { betterWord, worseWord } from './change-gates.ts';
import { amountText, listText, rangeText } from './effect-words.ts';
import { type Limits, nameOf, smallestEffect, standingOf, worsening } from './standing.ts';

/** What the sides are called: `B` and `A`, `the candidate` and `the baseline`. */
export type SideNames = { readonly base: string; readonly head: string };

type Group = 'worse' | 'no-data' | 'open' | 'better' | 'not-worse' | 'same';

/** What changes come to, in one plain sentence: `B is slower: p99 by 12 % (5 to 19 %); p50 the same.` */
export function changesFinding(changes: readonly Change[], limits: Limits, names: SideNames): string {
  const of = (group: Group): Change[] => changes.filter((change) => groupOf(change, limits) === group);
  const same = of('same');
  if (same.length === changes.length) {
    return `${capital(names.head)} is like ${names.base}: ${withinText(same, limits)}.`;
  }
  const isAnswered = of('worse').length > 0 || of('no-data').length > 0;
  const rest = of('not-worse').map((change) => `${nameOf(change)} not ${worseWord(change)}`);
  const parts = [
    ...of('worse').map((change) => `${nameOf(change)}${aside(change)} by ${sizeText(change)}`),
    ...of('no-data').map((change) => missingText(change, names)),
    ...of('open').map((change) => (isAnswered ? unclearText(change) : openText(change))),
    ...of('better').map(
      (change) => `${nameOf(change)} ${betterWord(change)} by ${sizeText(change, 'better')}`,
    ),
    ...(same.length === 0 ? rest : [...rest, `${listText(same.map(nameOf))} the same`]),
  ];
  return `${headOf(of, names)}: ${parts.join('; ')}.`;
}

function groupOf(change: Change, limits: Limits): Group {
  const standing = standingOf(change, limits);
  if (standing !== 'not-worse') return standing;
  return change.verdict === 'better' || change.verdict === 'same' ? change.verdict : standing;
}

function headOf(of: (group: Group) => readonly Change[], { head }: SideNames): string {
  const name = capital(head);
  const worse = of('worse');
  if (worse.length > 0) {
    const isSlower = worse.some(isSpeed);
    const isFailing = worse.some((change) => !isSpeed(change));
    return `${name} ${[...(isSlower ? ['is slower'] : []), ...(isFailing ? ['fails more'] : [])].join(' and ')}`;
  }
  if (of('no-data').length > 0) return 'Not all of it can be compared';
  const open = of('open');
  if (open.length > 0) {
    return `It can't be told whether ${head} ${open.some(isSpeed) ? 'is slower' : 'fails more'}`;
  }
  const better = of('better');
  if (better.length === 0) return `${name} is no slower`;
  return `${name} ${better.some(isSpeed) ? 'is faster' : 'fails less'}`;
}

function missingText(change: Change, { base, head }: SideNames): string {
  if (change.base === null && change.head === null) return `neither side has ${nameOf(change)}`;
  return `${change.base === null ? base : head} has no ${nameOf(change)}`;
}

/** An interval that is open at both ends says nothing, nor does the figure in it. */
function openText(change: Change): string {
  const { value, low, high } = worsening(change);
  if (value === null) return `${nameOf(change)} is 0 on a side`;
  return low === null && high === null
    ? `${nameOf(change)}${aside(change)} by anything`
    : `${nameOf(change)}${aside(change)} by ${sizeText(change)}`;
}

/** Beside what is known; above 0 for more of it, as in a table. */
function unclearText(change: Change): string {
  const ends = { low: change.interval?.low ?? null, high: change.interval?.high ?? null };
  const isUnbounded = ends.low === null && ends.high === null;
  return `${nameOf(change)} unclear${isUnbounded ? '' : ` (${rangeText(ends, change.effectKind)})`}`;
}

/** `12 % (5 to 19 %)`, above 0 for what is asked about. */
function sizeText(change: Change, about: 'worse' | 'better' = 'worse'): string {
  const { value, low, high } = worsening(change);
  const [sign, ends] =
    about === 'worse'
      ? ([1, { low, high }] as const)
      : ([-1, { low: turned(high), high: turned(low) }] as const);
  const amount = amountText(sign * (value ?? NaN), change.effectKind);
  return change.interval === null ? amount : `${amount} (${rangeText(ends, change.effectKind)})`;
}

function turned(value: number | null): number | null {
  return value === null ? null : -value;
}

/** What the heading doesn't say already. */
function aside(change: Change): string {
  return change.isHigherBetter ? ' lower' : '';
}

function isSpeed({ effectKind }: Change): boolean {
  return effectKind === 'ratio';
}

/** `p50 and p99 within 3 %, errors within 0.1 points` */
function withinText(changes: readonly Change[], limits: Limits): string {
  return (['ratio', 'points'] as const)
    .flatMap((kind) => {
      const names = changes.filter(({ effectKind }) => effectKind === kind).map(nameOf);
      const amount = amountText(smallestEffect({ effectKind: kind }, limits), kind);
      return names.length === 0 ? [] : [`${listText(names)} within ${amount}`];
    })
    .join(', ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
