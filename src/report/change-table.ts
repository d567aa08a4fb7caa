import { nameOf } from '../gate/changes/standing.ts';
import type { Change, ChangeVerdict } from '../gate/change.ts';
import { clip } from '../base/fit.ts';
import { formatLatency, formatNumber, formatRate, noNumber } from './format.ts';
import { columns, firstThatFits } from './layout.ts';
import type { Paint, Palette } from './palette.ts';

const nameWidth = 28;

/** What the columns of values are headed: `baseline` and `candidate`. */
export type ChangeHeads = { readonly base: string; readonly head: string };

/** A row for each change, on at most 80 columns; where they are short of room, what the runs could have shown gives way. */
export function changeTable(changes: readonly Change[], heads: ChangeHeads, palette: Palette): string[] {
  const [head = [], ...rows] = changeRows(changes, heads);
  const painted = [
    head.map((text) => (text === '' ? '' : palette.dim(text))),
    ...rows.map(([name = '', ...cells], index) => {
      const verdict = changes[index]?.verdict ?? 'no-data';
      return [clip(name, nameWidth), ...cells.slice(0, -1), paintFor(verdict, palette)(verdict)];
    }),
  ];
  const table = (gap: number, hasDetectable: boolean) => (): string[] => {
    const shown = painted.map((row) =>
      row.filter((_, column) => hasDetectable || column !== detectableColumn),
    );
    return columns(shown, ['left', ...alignmentsOf(shown), 'left'], gap);
  };
  return firstThatFits([table(3, true), table(2, true), table(2, false), table(1, false)]);
}

/** The table as text, headed. */
export function changeRows(changes: readonly Change[], { base, head }: ChangeHeads): string[][] {
  return [
    ['', base, head, 'change', intervalHead(changes), 'shows from', ''],
    ...changes.map((change) => [
      nameOf(change),
      valueText(change.base, change),
      valueText(change.head, change),
      effectText(change.effect, change),
      intervalText(change),
      change.detectable === null ? noNumber : effectText(change.detectable, change, ''),
      change.verdict,
    ]),
  ];
}

const detectableColumn = 5;

/** `12.3 ms`, `9,540/s`, `0.2 %` */
function valueText(value: number | null, { unit }: Change): string {
  if (value === null) return noNumber;
  switch (unit) {
    case 'ms':
      return formatLatency(value * 1000);
    case '/s':
      return `${formatRate(value)}/s`;
    default:
      return `${formatNumber(value)} %`;
  }
}

/** `+17 %`, `-0.4 points`: two digits are all that an estimate from ten runs has. */
function effectText(effect: number | null, { effectKind }: Pick<Change, 'effectKind'>, plus = '+'): string {
  if (effect === null) return noNumber;
  const number = numberText(effect, effectKind);
  return `${effect > 0 && number !== '0' ? plus : ''}${number} ${effectKind === 'ratio' ? '%' : 'pts'}`;
}

function numberText(effect: number, kind: Change['effectKind']): string {
  const value = kind === 'ratio' ? 100 * effect : effect;
  const decimals = kind === 'ratio' ? 1 : 3;
  const rounded = Number(Number(value.toPrecision(2)).toFixed(decimals)) + 0;
  return Math.abs(value) >= 100 ? formatNumber(Math.round(value), 15) : formatNumber(rounded, 15);
}

/** `+9 to +27 %`, with `?` where nothing bounds it. */
function intervalText({ interval, effectKind }: Change): string {
  if (interval === null) return noNumber;
  const end = (value: number | null): string => {
    if (value === null) return '?';
    const number = numberText(value, effectKind);
    return value > 0 && number !== '0' ? `+${number}` : number;
  };
  return `${end(interval.low)} to ${end(interval.high)}`;
}

/** How sure the intervals are, where they are alike in it. */
function intervalHead(changes: readonly Change[]): string {
  const levels = new Set(
    changes.flatMap(({ interval }) =>
      interval === null ? [] : [`${formatNumber(100 * interval.confidence)} %`],
    ),
  );
  const [level, ...others] = levels;
  return level !== undefined && others.length === 0 ? `${level} sure` : 'interval';
}

function alignmentsOf([row = []]: readonly (readonly string[])[]): 'right'[] {
  return row.slice(2).map(() => 'right');
}

function paintFor(verdict: ChangeVerdict, palette: Palette): Paint {
  switch (verdict) {
    case 'better':
      return palette.green;
    case 'same':
      return palette.dim;
    case 'inconclusive':
      return palette.yellow;
    default:
      return palette.red;
  }
}
