import { errorCount } from '../stats/counters.ts';
import { assertNever } from '../base/assert.ts';
import { usToMs } from '../base/units.ts';
import type { Change } from '../gate/change.ts';
import type { FindMaxResult } from '../modes/find-max/find-max-result.ts';
import type { SyncVsAsyncResult } from '../modes/sync-vs-async/comparison-result.ts';
import type { Accounting, Confidence, OkAndAll, RequestRow, Result } from '../summary/result.ts';
import { reportedQuantiles } from '../summary/quantiles.ts';
import { hasRows } from './request-table.ts';
import type { Report } from './reporter.ts';

const shownQuantiles = reportedQuantiles.filter(({ label }) => ['p50', 'p90', 'p95', 'p99'].includes(label));
const mostRows = 50;

/** One of the few numbers of a report that are worth a line in a chart over many builds. */
export type KeyFigure = {
  /** As a threshold names it: `p95`, `orders.errors`. */
  readonly name: string;
  readonly unit: string;
  readonly value: number;
  /** Between which bounds it lies, in its unit; null where nothing is known of it. */
  readonly range: readonly [low: number, high: number] | null;
  readonly isHigherBetter: boolean;
};

/** None twice. Without a success there are no times, for refused connections are fast. */
export function keyFigures(report: Report): readonly KeyFigure[] {
  const figures = figuresOf(report).filter(({ value }) => Number.isFinite(value));
  return [...new Map(figures.map((one) => [one.name, one])).values()];
}

function figuresOf(report: Report): readonly KeyFigure[] {
  switch (report.kind) {
    case 'load-run':
      return runFigures(report);
    case 'sync-vs-async':
      return effectFigures(report);
    case 'ab':
      return report.changes.flatMap(changeFigures);
    case 'compare':
      return [...report.changes, ...report.requestChanges].flatMap(changeFigures);
    case 'trend':
      return report.series.flatMap(({ values, ...one }) =>
        changeFigures({ ...one, head: values.at(-1) ?? null }),
      );
    case 'find-max':
      return findMaxFigures(report);
    default:
      return assertNever(report);
  }
}

/** The rate that holds, and the bracket around the true one. */
function findMaxFigures({ bracket: { holds, fails } }: FindMaxResult): KeyFigure[] {
  if (holds === null) return [];
  const range = fails?.cause === 'target' ? ([holds.ratePerS, fails.ratePerS] as const) : null;
  return [figure('max rate', '/s', holds.ratePerS, { range, isHigherBetter: true })];
}

function runFigures(result: Result): KeyFigure[] {
  const { latency, throughput, accounting, checks, requests } = result;
  const passed = checks.reduce((sum, check) => sum + check.passed, 0);
  const failed = checks.reduce((sum, check) => sum + check.failed, 0);
  const headline = latency.responseTime ?? latency.serviceTime;
  return [
    ...timeFigures('', headline, accounting, latency.confidence),
    ...errorFigures('', accounting),
    figure('rate', '/s', throughput.answeredPerS, { isHigherBetter: true }),
    ...(passed + failed === 0
      ? []
      : [figure('checks', '%', (100 * passed) / (passed + failed), { isHigherBetter: true })]),
    ...(hasRows(result) ? requests.slice(0, mostRows).flatMap(rowFigures) : []),
  ];
}

function rowFigures(row: RequestRow): KeyFigure[] {
  const prefix = `${row.name}.`;
  return [
    ...timeFigures(prefix, row.responseTime ?? row.serviceTime, row, null),
    ...errorFigures(prefix, row),
    figure(`${prefix}rate`, '/s', row.answeredPerS, { isHigherBetter: true }),
  ];
}

function timeFigures(
  prefix: string,
  { all }: OkAndAll,
  { ok }: { readonly ok: number },
  confidence: Confidence | null,
): KeyFigure[] {
  if (ok === 0) return [];
  return shownQuantiles.flatMap(({ key, label }) => {
    const us = all[key];
    const { lowUs = null, highUs = null } = confidence?.percentiles[key] ?? {};
    const range = lowUs === null || highUs === null ? null : ([usToMs(lowUs), usToMs(highUs)] as const);
    return us === null ? [] : [figure(prefix + label, 'ms', usToMs(us), { range })];
  });
}

type Outcomes = Pick<Accounting, 'started' | 'httpError' | 'checkFailed' | 'transportError' | 'timeout'>;

function errorFigures(prefix: string, outcomes: Outcomes): KeyFigure[] {
  const { started } = outcomes;
  return started === 0 ? [] : [figure(`${prefix}errors`, '%', (100 * errorCount(outcomes)) / started)];
}

function effectFigures({ effect, sync, async }: SyncVsAsyncResult): KeyFigure[] {
  const { speedup, speedupInterval, latencyInflation } = effect;
  const range = speedupInterval === null ? null : ([speedupInterval.low, speedupInterval.high] as const);
  return [
    ...(speedup === null ? [] : [figure('speedup', '×', speedup, { range, isHigherBetter: true })]),
    ...(latencyInflation === null ? [] : [figure('inflation', '×', latencyInflation)]),
    ...(sync.p50Us === null ? [] : [figure('sync.p50', 'ms', usToMs(sync.p50Us))]),
    ...(async.p50Us === null ? [] : [figure('async.p50', 'ms', usToMs(async.p50Us))]),
    figure('async.rate', '/s', async.answeredPerS, { isHigherBetter: true }),
  ];
}

/** The candidate's value: over many builds that is what a line is drawn of. */
function changeFigures({
  metric,
  request,
  unit,
  head,
  isHigherBetter,
}: Pick<Change, 'metric' | 'request' | 'unit' | 'head' | 'isHigherBetter'>): KeyFigure[] {
  const name = request === null ? metric : `${request}.${metric}`;
  return head === null ? [] : [figure(name, unit, head, { isHigherBetter })];
}

function figure(
  name: string,
  unit: string,
  value: number,
  { range = null, isHigherBetter = false }: Partial<Pick<KeyFigure, 'range' | 'isHigherBetter'>> = {},
): KeyFigure {
  return { name, unit, value, range, isHigherBetter };
}
