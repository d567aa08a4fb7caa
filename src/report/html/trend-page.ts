import { nameOf } from '../../gate/changes/standing.ts';
import { changeText, dayOf } from '../../gate/trend/trend-finding.ts';
import type { TrendChange, TrendResult } from '../../gate/trend/trend-result.ts';
import { policyText } from '../compare-parts.ts';
import { formatCount } from '../format.ts';
import { chanceText, levelsText, metricValue, spanText } from '../trend-parts.ts';
import { numberCell, numberColumn, textCell, textColumn } from './cells.ts';
import { changeTones, findingNotice } from './change-blocks.ts';
import { factList } from './fact-list.ts';
import { gateTable } from './gate-table.ts';
import { leftOutTable } from './left-out-table.ts';
import { noticesOf } from './notices.ts';
import type { Page, Table } from './page.ts';
import { pageSections } from './page-sections.ts';
import { studyHead } from './study-head.ts';
import { trendCharts } from './trend-charts.ts';
import { usedColumns } from './used-columns.ts';

const mostChanges = 200;
const mostRuns = 500;
const mostRunColumns = 8;

/** What changed and when, each metric over the runs, and the runs. */
export function trendPage(result: TrendResult): Page {
  const { completion, trust, gates, label, finding, changePoints, design, notes, leftOut } = result;
  const policy = policyText(result);
  const decisive = changePoints.filter(({ isGated }) => isGated);
  const newest = decisive.filter(({ firstAfter }) => firstAfter === decisive[0]?.firstAfter);
  return {
    ...studyHead(result, {
      heading: `Trend of ${label}`,
      lead: [spanText(result), ...(leftOut.length === 0 ? [] : [`${formatCount(leftOut.length)} left out`])],
      otherwise: { tone: 'neutral', label: decisive.length === 0 ? 'no change' : 'changed' },
    }),
    ...pageSections([
      {
        id: 'summary',
        title: 'Summary',
        parts: [
          ...noticesOf(completion, trust, gates),
          ...findingNotice(
            finding,
            newest.map(({ verdict }) => changeTones[verdict]),
          ),
          ...gateTable(gates),
        ],
      },
      { id: 'changes', title: 'Changes', parts: changesTable(result) },
      { id: 'metrics', title: 'Metrics', parts: [...trendCharts(result), ...metricTable(result)] },
      { id: 'runs', title: 'Runs', parts: [...runTable(result), ...leftOutTable(leftOut)] },
      {
        id: 'method',
        title: 'How it was found',
        parts: factList({
          gates: design.gatedRuns === null ? [] : [`the newest ${formatCount(design.gatedRuns)} runs`],
          inconclusive: policy === null ? [] : [policy],
          notes,
        }),
      },
    ]),
  };
}

function changesTable({ changePoints, runs }: TrendResult): Table[] {
  if (changePoints.length === 0) return [];
  const rest = changePoints.length - mostChanges;
  return [
    usedColumns({
      kind: 'table',
      id: 'changes-table',
      caption: `Where the numbers changed, newest first${rest > 0 ? `, and ${formatCount(rest)} earlier` : ''}`,
      columns: [
        textColumn('change'),
        textColumn('verdict'),
        textColumn('since'),
        textColumn('first in'),
        textColumn('typical'),
        numberColumn('chance', 'that so much comes where nothing changed'),
        numberColumn('runs before'),
        numberColumn('after'),
        textColumn('conditions that changed too'),
      ],
      rows: changePoints
        .slice(0, mostChanges)
        .map((change) => [
          textCell(changeText(change)),
          textCell(change.verdict, changeTones[change.verdict]),
          textCell(dayOf(runs[change.firstAfter]?.startedAt ?? '')),
          textCell(runs[change.firstAfter]?.name ?? ''),
          textCell(levelsText(change)),
          numberCell(chanceText(change), change.pValue),
          numberCell(formatCount(change.runsBefore), change.runsBefore),
          numberCell(formatCount(change.runsAfter), change.runsAfter),
          textCell(change.differences.join('; '), change.differences.length === 0 ? 'neutral' : 'warn'),
        ]),
    }),
  ];
}

function metricTable({ series, changePoints }: TrendResult): Table[] {
  if (series.length === 0) return [];
  return [
    {
      kind: 'table',
      id: 'metrics-table',
      caption: 'Every metric',
      columns: [
        textColumn('metric'),
        numberColumn('oldest'),
        numberColumn('newest'),
        numberColumn('changes'),
        textColumn('decides'),
      ],
      rows: series.map((one) => {
        const [oldest = null, newest = null] = [one.values[0], one.values.at(-1)];
        const count = changePoints.filter((change) => nameOf(change) === nameOf(one)).length;
        return [
          textCell(nameOf(one)),
          numberCell(metricValue(oldest, one.unit), oldest),
          numberCell(metricValue(newest, one.unit), newest),
          numberCell(formatCount(count), count),
          textCell(one.isGated ? 'yes' : 'only shown'),
        ];
      }),
    },
  ];
}

function runTable({ runs, series, changePoints }: TrendResult): Table[] {
  const shown = series.filter(({ isGated }) => isGated).slice(0, mostRunColumns);
  const newest = runs
    .map((run, place) => ({ ...run, place }))
    .slice(-mostRuns)
    .toReversed();
  return [
    {
      kind: 'table',
      id: 'runs-table',
      caption: `Run by run, newest first${newest.length < runs.length ? `, ${formatCount(mostRuns)} of them` : ''}`,
      columns: [
        textColumn('run'),
        textColumn('started'),
        numberColumn('conditions', 'the same number: the same machine, and the same load'),
        ...shown.map((one) => numberColumn(nameOf(one))),
      ],
      rows: newest.map(({ name, startedAt, conditions, place }) => [
        textCell(name, toneOfRun(place, changePoints)),
        textCell(minuteOf(startedAt)),
        numberCell(formatCount(conditions + 1), conditions),
        ...shown.map(({ values, unit }) => {
          const value = values[place] ?? null;
          return numberCell(metricValue(value, unit), value);
        }),
      ]),
    },
  ];
}

/** `2026-02-20 03:00` */
function minuteOf(startedAt: string): string {
  const time = Date.parse(startedAt);
  return Number.isNaN(time) ? startedAt : new Date(time).toISOString().slice(0, 16).replace('T', ' ');
}

/** The first run after a change stands out. */
function toneOfRun(run: number, changes: readonly TrendChange[]): Table['rows'][number][number]['tone'] {
  const change = changes.find(({ firstAfter, isGated }) => isGated && firstAfter === run);
  return change === undefined ? 'neutral' : changeTones[change.verdict];
}
