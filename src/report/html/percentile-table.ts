import { type QuantileKey, reportedQuantiles } from '../../summary/quantiles.ts';
import type { Confidence, Distribution } from '../../summary/result.ts';
import { confidenceParts } from '../confidence-rows.ts';
import { formatCount } from '../format.ts';
import { extremeCell, percentileCell, type Series } from '../series.ts';
import { numberCell, numberColumn, textCell, textColumn } from './cells.ts';
import type { Cell, Table, TableColumn } from './page.ts';

type Figure = {
  readonly label: string;
  readonly key: QuantileKey | 'minUs' | 'meanUs' | 'maxUs';
  /** Whether one lower bound among the samples makes it one. */
  readonly isExtreme: boolean;
};

const figures: readonly Figure[] = [
  { label: 'min', key: 'minUs', isExtreme: false },
  { label: 'mean', key: 'meanUs', isExtreme: true },
  ...reportedQuantiles.map(({ label, key }) => ({ label, key, isExtreme: false })),
  { label: 'max', key: 'maxUs', isExtreme: true },
];

/** A row for each percentile, a column for each series, and how sure the first one's are beside it. */
export function percentileTable(series: readonly Series[], confidence: Confidence | null): Table {
  const [headline, ...others] = series;
  const { rows: bounds } = confidenceParts(confidence, headline?.distribution, reportedQuantiles);
  const columnOf = (one: Series): TableColumn => numberColumn(nameOf(one), countHint(one.distribution));
  return {
    kind: 'table',
    id: 'percentiles',
    caption: 'Percentiles',
    columns: [
      textColumn('percentile'),
      ...(headline === undefined ? [] : [columnOf(headline)]),
      ...bounds.map(({ label }) => numberColumn(label, 'Where the true percentile lies')),
      ...others.map(columnOf),
    ],
    rows: figures.map((figure) => [
      textCell(figure.label),
      ...(headline === undefined ? [] : [cellOf(headline.distribution, figure)]),
      ...bounds.map(({ cellOf: textOf, usOf }) =>
        isQuantile(figure.key) ? numberCell(textOf(figure.key), usOf(figure.key)) : numberCell('', null),
      ),
      ...others.map(({ distribution }) => cellOf(distribution, figure)),
    ]),
  };
}

function isQuantile(key: Figure['key']): key is QuantileKey {
  return key !== 'minUs' && key !== 'meanUs' && key !== 'maxUs';
}

function cellOf(distribution: Distribution, { key, isExtreme }: Figure): Cell {
  const us = distribution[key];
  return numberCell((isExtreme ? extremeCell : percentileCell)(us, distribution), us);
}

function nameOf({ name, okOnly }: Series): string {
  return okOnly ? `${name}, ok only` : name;
}

function countHint({ count }: Distribution): string {
  return `${formatCount(count)} ${count === 1 ? 'sample' : 'samples'}`;
}
