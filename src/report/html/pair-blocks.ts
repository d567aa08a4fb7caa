import type { Change } from '../../gate/change.ts';
import type { AbDesign, AbResult } from '../../modes/ab/ab-result.ts';
import { orderText, pairCells, pairEffect, splitChanges } from '../ab-parts.ts';
import { formatCount, formatPercent } from '../format.ts';
import { numberCell, numberColumn, textCell, textColumn } from './cells.ts';
import type { Table } from './page.ts';
import { plot, type Plot, type PlottedSeries } from './plot.ts';
import { usedColumns } from './used-columns.ts';

/** Series beyond it would hide each other. */
const mostSeries = 6;

/** By how much B was larger, pair by pair: what lies apart, or drifts, is seen at a glance. */
export function pairChart(result: AbResult): Plot[] {
  const { pairs, design } = result;
  const shown = splitChanges(result)
    .deciding.map((change, index) => ({ change, index }))
    .filter(({ change }) => change.effectKind === 'ratio')
    .slice(0, mostSeries);
  if (shown.length === 0) return [];
  const counted = pairs.filter(({ leftOut }) => leftOut === null).length;
  return plot({
    id: 'pair-effects',
    title: 'By how much B was larger, pair by pair',
    description: `${formatCount(counted)} of ${formatCount(pairs.length)} pairs count. What lies within ${formatPercent(design.minEffect)} doesn't matter. The table below has every number.`,
    x: { label: 'pair', unit: 'count', isLog: false, values: pairs.map((_, pair) => pair + 1) },
    ys: [{ label: 'B against A', unit: 'share', isLog: false }],
    series: [
      ...shown.map(({ change, index }, colour) => effectSeries(change, index, { colour, result })),
      ...limitSeries(design, pairs.length, shown.length),
    ],
  });
}

/** Every pair with what it says of each metric that decides. */
export function pairTable(result: AbResult): Table[] {
  const { deciding } = splitChanges(result);
  if (result.pairs.length === 0 || deciding.length === 0) return [];
  const cells = deciding.map((change, index) => pairCells(index, change, result.pairs));
  return [
    usedColumns({
      kind: 'table',
      id: 'pairs-table',
      caption: 'Pair by pair, by how many percent, or points, B was larger',
      columns: [
        numberColumn('pair'),
        textColumn('order'),
        ...deciding.map(({ metric }) => numberColumn(metric)),
        textColumn('left out'),
      ],
      rows: result.pairs.map((pair, place) => [
        numberCell(formatCount(place + 1), place + 1),
        textCell(orderText(pair.order)),
        ...deciding.map((change, index) =>
          numberCell(
            cells[index]?.[place] ?? '',
            pair.leftOut === null ? pairEffect(index, change, pair) : null,
          ),
        ),
        textCell(pair.leftOut ?? '', pair.leftOut === null ? 'neutral' : 'warn'),
      ]),
    }),
  ];
}

/** Each time that it was asked whether the pairs were enough. */
export function lookTable({ looks }: AbResult): Table[] {
  if (looks.length < 2) return [];
  return [
    {
      kind: 'table',
      id: 'looks',
      caption: 'Looks: whether the pairs so far were enough',
      columns: [
        numberColumn('after pairs'),
        numberColumn('chance of a false alarm spent', 'of what all looks together may take'),
        textColumn('then'),
      ],
      rows: looks.map(({ pairs, alphaSpent, isLast }) => [
        numberCell(formatCount(pairs), pairs),
        numberCell(formatPercent(alphaSpent), alphaSpent),
        textCell(isLast ? 'decided' : 'more pairs'),
      ]),
    },
  ];
}

function effectSeries(
  change: Change,
  index: number,
  { colour, result }: { colour: number; result: AbResult },
): PlottedSeries {
  const values = result.pairs.map((pair) => (pair.leftOut === null ? pairEffect(index, change, pair) : null));
  return { label: change.metric, style: 'points', colour, values };
}

/** The smallest effect that matters, to both sides. */
function limitSeries({ minEffect }: AbDesign, pairs: number, colour: number): PlottedSeries[] {
  return [minEffect, -minEffect].map((at) => ({
    label: `${at > 0 ? '+' : '−'}${formatPercent(minEffect)} matters`,
    style: 'dashed',
    colour,
    values: Array.from({ length: pairs }, () => at),
  }));
}
