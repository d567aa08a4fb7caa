import { type Baseline, baselineRow, type BaselineRow } from '../../gate/baseline/baseline.ts';
import { conditionDifferences } from '../../gate/compare/condition-differences.ts';
import { conditionsOf } from '../../gate/compare/conditions.ts';
import { metricsOf } from '../../gate/read-metric.ts';
import { reportedQuantiles } from '../../summary/quantiles.ts';
import type { Result } from '../../summary/result.ts';
import { rowName, rowValueText, shownRows } from '../baseline-table.ts';
import { formatCount, formatNumber, formatPercent, noNumber } from '../format.ts';
import { numberCell, numberColumn, textCell, textColumn } from './cells.ts';
import type { CurvePoints } from './latency-curve.ts';
import type { Cell, Notice, Table } from './page.ts';
import type { SectionDraft } from './page-sections.ts';
import type { Level, Levels } from './time-charts.ts';

/** What a baseline's runs came to beside what this one did; that is no verdict, which gates are for. */
export function baselineSection(result: Result, baseline: Baseline): SectionDraft {
  return {
    id: 'baseline',
    title: 'Beside the baseline',
    parts: [...differenceNotice(result, baseline), baselineTable(result, baseline)],
  };
}

/** The baseline's throughput and percentiles, as they lie across the charts over time. */
export function baselineLevels(baseline: Baseline): Levels {
  return {
    rate: levelOf(baseline, 'rate', 1),
    p50Us: levelOf(baseline, 'p50', 1000),
    p99Us: levelOf(baseline, 'p99', 1000),
  };
}

/** The baseline's percentiles, as they lie beside a distribution. */
export function baselinePoints(baseline: Baseline): CurvePoints {
  const values = reportedQuantiles.flatMap(({ label, quantile }) => {
    const row = baselineRow(baseline, null, label);
    return row === null ? [] : [[quantile, row.median * 1000] as const];
  });
  return { label: 'baseline', colour: 5, valuesUs: new Map(values) };
}

function levelOf(baseline: Baseline, metric: string, factor: number): Level | null {
  const row = baselineRow(baseline, null, metric);
  if (row === null) return null;
  const { median, sigma } = row;
  const label = metric === 'rate' ? 'baseline' : `${metric} of the baseline`;
  const edge = (sigmas: number): number => Math.max(0, median + sigmas * (sigma ?? 0)) * factor;
  return { label, value: median * factor, band: sigma === null ? null : { low: edge(-1), high: edge(1) } };
}

function differenceNotice(result: Result, baseline: Baseline): Notice[] {
  const lines = conditionDifferences(baseline.conditions, conditionsOf(result));
  const title = 'The baseline was recorded under other conditions';
  return lines.length === 0 ? [] : [{ kind: 'notice', tone: 'warn', title, lines }];
}

function baselineTable(result: Result, baseline: Baseline): Table {
  const values = new Map(
    metricsOf(result).map((metric) => [keyOf(metric.request, metric.name), metric.value]),
  );
  const { runs, startedAt } = baseline;
  return {
    kind: 'table',
    id: 'baseline-numbers',
    caption: `Baseline of ${formatCount(runs)} ${runs === 1 ? 'run' : 'runs'}, the first ${startedAt}`,
    columns: [
      textColumn('number'),
      numberColumn('this run'),
      numberColumn('baseline', 'The median of its runs'),
      numberColumn('sigma', 'Standard deviation from run to run'),
      numberColumn('difference'),
      numberColumn('in sigmas'),
    ],
    rows: shownRows(baseline).map((row) => [
      textCell(rowName(row)),
      ...figuresOf(row, values.get(keyOf(row.request, row.metric)) ?? null),
    ]),
  };
}

function figuresOf(row: BaselineRow, value: number | null): Cell[] {
  const { median, sigma, unit } = row;
  const difference = value === null ? null : value - median;
  // Of shares percentage points, as in a gate.
  const relative = difference === null || unit === '%' || median <= 0 ? null : difference / median;
  const sigmas = difference === null || sigma === null || sigma === 0 ? null : difference / sigma;
  const told = (number: number | null): Cell =>
    numberCell(number === null ? noNumber : rowValueText(number, row), number);
  const points = difference === null ? noNumber : `${signed(difference)} ${unit}`;
  return [
    told(value),
    told(median),
    told(sigma),
    numberCell(
      relative === null ? points : `${relative > 0 ? '+' : ''}${formatPercent(relative)}`,
      relative ?? difference,
    ),
    numberCell(sigmas === null ? noNumber : signed(sigmas), sigmas),
  ];
}

function signed(value: number): string {
  return `${value > 0 ? '+' : ''}${formatNumber(value, 2)}`;
}

function keyOf(request: string | null, metric: string): string {
  return JSON.stringify([request, metric]);
}
