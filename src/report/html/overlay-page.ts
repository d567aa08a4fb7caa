import { errorCount } from '../../stats/counters.ts';
import { conditionDifferences } from '../../gate/compare/condition-differences.ts';
import { conditionsOf } from '../../gate/compare/conditions.ts';
import { foldVerdict } from '../../gate/verdict.ts';
import { reportedQuantiles } from '../../summary/quantiles.ts';
import type { Result } from '../../summary/result.ts';
import { formatCount, formatPercent, formatRate, noNumber } from '../format.ts';
import { loadParts, requestText } from '../header.ts';
import { partialReasons } from '../notice-lines.ts';
import { percentileCell } from '../series.ts';
import { numberCell, numberColumn, textCell, textColumn } from './cells.ts';
import { latencyPlot } from './latency-curve.ts';
import type { Cell, Facts, Notice, Page, Status, Table } from './page.ts';
import { pageSections } from './page-sections.ts';
import { overlayCharts } from './overlay-charts.ts';
import { toneOfErrors, trustTones, verdictTone } from './tones.ts';

/** A load run, and what it is called beside others. */
export type NamedResult = { readonly name: string; readonly result: Result };

const shown = reportedQuantiles.filter(({ label }) => ['p50', 'p95', 'p99', 'p99.9'].includes(label));

/** Several load runs drawn over each other, the first one first. It judges nothing: `inrush compare` does. */
export function overlayPage(runs: readonly NamedResult[]): Page {
  const curves = runs.map(({ name, result: { latency } }, colour) => ({
    label: name,
    colour,
    distribution: (latency.responseTime ?? latency.serviceTime).all,
  }));
  return {
    title: `inrush: ${formatCount(runs.length)} load runs`,
    heading: `${formatCount(runs.length)} load runs`,
    lead: [...new Set(runs.map(({ result }) => requestText(result)))],
    status: overlayStatus(runs),
    ...pageSections([
      {
        id: 'summary',
        title: 'Summary',
        parts: [...partialNotices(runs), ...differenceNotices(runs), runTable(runs), loadFacts(runs)],
      },
      {
        id: 'latency',
        title: 'Latency',
        parts: latencyPlot({ id: 'latency-curve', title: 'Distribution', curves }),
      },
      { id: 'over-time', title: 'Over time', parts: overlayCharts(runs) },
    ]),
    live: null,
  };
}

/** The worst trust of all. */
function overlayStatus(runs: readonly NamedResult[]): Status {
  const levels = runs.map(({ result }) => result.trust.level);
  const worst = (['invalid', 'degraded'] as const).find((level) => levels.includes(level));
  return worst === undefined
    ? { tone: 'good', label: 'complete' }
    : { tone: trustTones[worst], label: worst };
}

function partialNotices(runs: readonly NamedResult[]): Notice[] {
  return runs.flatMap(({ name, result: { completion } }) => {
    const lines = partialReasons(completion);
    return lines.length === 0
      ? []
      : [{ kind: 'notice', tone: 'warn', title: `${name} is partial`, lines } as const];
  });
}

/** By what each of the others differs from the first. */
function differenceNotices([first, ...others]: readonly NamedResult[]): Notice[] {
  if (first === undefined) return [];
  return others.flatMap(({ name, result }) => {
    const lines = conditionDifferences(conditionsOf(first.result), conditionsOf(result));
    const title = `${name} was made under other conditions than ${first.name}`;
    return lines.length === 0 ? [] : [{ kind: 'notice', tone: 'warn', title, lines } as const];
  });
}

function runTable(runs: readonly NamedResult[]): Table {
  return {
    kind: 'table',
    id: 'runs',
    caption: 'Runs',
    columns: [
      textColumn('run'),
      numberColumn('answered/s'),
      ...shown.map(({ label }) => numberColumn(label)),
      numberColumn('errors'),
      textColumn('gates'),
      textColumn('trust'),
    ],
    rows: runs.map(({ name, result }) => [
      textCell(name),
      numberCell(formatRate(result.throughput.answeredPerS), result.throughput.answeredPerS),
      ...timesOf(result),
      errorCell(result),
      gateCell(result),
      textCell(result.trust.level, trustTones[result.trust.level]),
    ]),
  };
}

function loadFacts(runs: readonly NamedResult[]): Facts {
  const items = runs.map(({ name, result }) => ({
    label: name,
    text: [...loadParts(result), result.startedAt].join(' · '),
  }));
  return { kind: 'facts', items };
}

function timesOf({ latency: { responseTime, serviceTime } }: Result): Cell[] {
  const { all } = responseTime ?? serviceTime;
  return shown.map(({ key }) => numberCell(percentileCell(all[key], all), all[key]));
}

function errorCell({ accounting }: Result): Cell {
  const { started } = accounting;
  const errors = errorCount(accounting);
  const share = started === 0 ? null : errors / started;
  return numberCell(share === null ? noNumber : formatPercent(share), share, toneOfErrors(errors));
}

function gateCell({ gates, trust }: Result): Cell {
  if (gates.length === 0) return textCell(noNumber);
  const verdict = foldVerdict(gates, trust.level);
  return textCell(verdict, verdictTone(verdict));
}
