import { type Limits, nameOf, smallestEffect, standingOf } from '../../gate/changes/standing.ts';
import { amountText } from '../../gate/changes/effect-words.ts';
import type { Change, ChangeVerdict } from '../../gate/change.ts';
import { type ChangeHeads, changeRows } from '../change-table.ts';
import { formatCount } from '../format.ts';
import { numberCell, numberColumn, textCell, textColumn } from './cells.ts';
import type { Block, Figures, IntervalRow, Intervals, Notice, Table, Tone } from './page.ts';

/** Of rows in one block; more are in the table. */
const mostRows = 40;
const mostFigures = 8;
/** Intervals that reach further are drawn as if nothing bounded them: they would squeeze all others. */
const farthest = 5;
const worstFirst: readonly Tone[] = ['bad', 'warn', 'good'];

export const changeTones: Readonly<Record<ChangeVerdict, Tone>> = {
  worse: 'bad',
  'no-data': 'bad',
  inconclusive: 'warn',
  better: 'good',
  same: 'neutral',
};

type Kind = Change['effectKind'];

/** What changed and how sure that is: each effect with its interval against what matters, then the figures. */
export function changeBlocks(
  id: string,
  changes: readonly Change[],
  { heads, limits, caption }: { heads: ChangeHeads; limits: Limits; caption: string },
): Block[] {
  if (changes.length === 0) return [];
  const kinds: readonly Kind[] = ['ratio', 'points'];
  return [
    ...kinds.flatMap((kind) => effectIntervals(id, kind, { changes, heads, limits })),
    ...changeTable(id, changes, { heads, caption }),
  ];
}

/** A row for each change; the verdict stands first. */
export function changeTable(
  id: string,
  changes: readonly Change[],
  { heads, caption }: { heads: ChangeHeads; caption: string },
): Table[] {
  if (changes.length === 0) return [];
  const [head = [], ...rows] = changeRows(changes, heads);
  const table: Table = {
    kind: 'table',
    id: `${id}-table`,
    caption,
    columns: [
      textColumn('metric'),
      textColumn('verdict'),
      ...head.slice(1, -1).map((label) => numberColumn(label, hintOf(label))),
    ],
    rows: changes.map((change, index) => {
      const cells = rows[index] ?? [];
      const orders = ordersOf(change);
      return [
        textCell(nameOf(change)),
        textCell(change.verdict, changeTones[change.verdict]),
        ...cells.slice(1, -1).map((text, column) => numberCell(text, orders[column] ?? null)),
      ];
    }),
  };
  return [table];
}

/** In the order of the columns of figures. */
function ordersOf({ base, head, effect, interval, detectable }: Change): (number | null)[] {
  return [base, head, effect, interval?.low ?? null, detectable];
}

function hintOf(label: string): string | null {
  return label === 'shows from'
    ? 'the smallest effect that these data would have shown in four of five cases'
    : null;
}

/** Shares of times and rates on one axis, differences of shares on another. */
function effectIntervals(
  id: string,
  kind: Kind,
  { changes, heads, limits }: { changes: readonly Change[]; heads: ChangeHeads; limits: Limits },
): Intervals[] {
  const shown = changes
    .filter(({ effect, effectKind }) => effectKind === kind && effect !== null)
    .slice(0, mostRows);
  if (shown.every(({ effect }) => effect === 0)) return [];
  const matters = smallestEffect({ effectKind: kind }, limits);
  const rest = changes.filter(({ effectKind }) => effectKind === kind).length - shown.length;
  return [
    {
      kind: 'intervals',
      id: `${id}-${kind}`,
      title: `${capital(heads.head)} against ${heads.base}: by how much it is larger`,
      description: `${shown.map(toldOf(heads)).join('; ')}. What lies within ${amountText(matters, kind)} doesn't matter.${rest > 0 ? ` ${formatCount(rest)} more are in the table.` : ''}`,
      label: kind === 'ratio' ? 'larger by' : 'larger by percentage points',
      unit: kind === 'ratio' ? 'share' : 'count',
      rows: shown.map((change) => intervalRow(change, heads)),
      marks: marksAt(matters, kind),
    },
  ];
}

function intervalRow(change: Change, heads: ChangeHeads): IntervalRow {
  const { effect, interval, verdict } = change;
  return {
    label: nameOf(change),
    estimate: effect,
    low: interval?.low ?? null,
    high: highestDrawn(change),
    tone: changeTones[verdict],
    text: wordsOf(change, heads),
  };
}

function highestDrawn({ effect, effectKind, interval }: Change): number | null {
  const high = interval?.high ?? null;
  const isFar = high !== null && effectKind === 'ratio' && high > Math.max(farthest, 3 * (effect ?? 0));
  return isFar ? null : high;
}

/** `+17 % (+9 to +27 %): worse` */
function wordsOf(change: Change, heads: ChangeHeads): string {
  const [, cells = []] = changeRows([change], heads);
  const [, , , effect = '', interval = ''] = cells;
  return `${effect}${change.interval === null ? '' : ` (${interval})`}: ${change.verdict}`;
}

function toldOf(heads: ChangeHeads): (change: Change) => string {
  return (change) => `${nameOf(change)} ${wordsOf(change, heads)}`;
}

function marksAt(matters: number, kind: Kind): Intervals['marks'] {
  return [
    { at: -matters, label: '' },
    { at: 0, label: `same: within ±${amountText(matters, kind)}` },
    { at: matters, label: '' },
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The changes that decide, large: by how much, and of what. */
export function changeFigures(changes: readonly Change[], heads: ChangeHeads): Figures[] {
  if (changes.length === 0) return [];
  const [, ...rows] = changeRows(changes.slice(0, mostFigures), heads);
  return [
    {
      kind: 'figures',
      items: rows.map(([label = '', base = '', head = '', effect = '', , , verdict = ''], index) => ({
        label,
        value: effect,
        note: `${verdict}, ${base} → ${head}`,
        tone: changeTones[changes[index]?.verdict ?? 'no-data'],
      })),
    },
  ];
}

/** Of a change, by what it means for a gate: one that is better or the same for sure, if not which, alarms nobody. */
export function standingTone(change: Change, limits: Limits): Tone {
  const tones = { worse: 'bad', 'no-data': 'bad', open: 'warn' } as const;
  const standing = standingOf(change, limits);
  if (standing !== 'not-worse') return tones[standing];
  return change.verdict === 'better' ? 'good' : 'neutral';
}

/** What it comes to in a sentence, in the tone of the worst change. */
export function findingNotice(finding: string, tones: readonly Tone[]): Notice[] {
  if (finding.trim() === '') return [];
  const tone = worstFirst.find((each) => tones.includes(each)) ?? 'neutral';
  return [{ kind: 'notice', tone, title: finding, lines: [] }];
}
