import { nameOf } from '../gate/changes/standing.ts';
import { changeText, dayOf } from '../gate/trend/trend-finding.ts';
import type { TrendChange, TrendResult } from '../gate/trend/trend-result.ts';
import { policyText } from './compare-parts.ts';
import { gateLines, headingLines } from './markdown-parts.ts';
import { blocks, code, prose, tableLines } from './markdown-text.ts';
import type { ReportOptions } from './reporter.ts';
import { chanceText, levelsText, metricValue, runsText, spanText, sparkline } from './trend-parts.ts';

const sparkWidth = 40;
const mostChanges = 50;
const mostLeftOut = 20;
const nameWidth = 60;

const signs: Readonly<Record<TrendChange['verdict'], string>> = {
  worse: '🔺',
  better: '💚',
  same: '',
  inconclusive: '❔',
  'no-data': '',
};

/** The same for a job summary or a comment. */
export function trendMarkdown(result: TrendResult, _options: ReportOptions): string {
  const { gates, trust, label, finding, notes, leftOut, design } = result;
  const policy = policyText(result);
  const gated = design.gatedRuns === null ? '' : ` · gates: the newest ${design.gatedRuns} runs`;
  const left = leftOut
    .slice(0, mostLeftOut)
    .map(({ name, reason }) => `- ${code(name, nameWidth)} left out: ${prose(reason)}`);
  const rest = leftOut.length - left.length;
  return blocks([
    headingLines(gates, trust, 'Trend'),
    [prose(finding)],
    [`${code(label, nameWidth)}: ${spanText(result)}${gated}`],
    gateLines(gates),
    policy === null ? [] : [prose(`Inconclusive, ${policy}.`)],
    changeTable(result),
    metricTable(result),
    [
      ...notes.map((note) => `- ${prose(note)}`),
      ...left,
      ...(rest > 0 ? [`- and ${rest} more left out`] : []),
    ],
  ]);
}

function changeTable({ runs, changePoints }: TrendResult): string[] {
  if (changePoints.length === 0) return [];
  const rows = changePoints.slice(0, mostChanges).map((change) => {
    const after = runs[change.firstAfter];
    const different = change.differences.length === 0 ? [] : ['conditions changed too'];
    return [
      dayOf(after?.startedAt ?? ''),
      `${signs[change.verdict]} ${prose(changeText(change))}`,
      levelsText(change),
      [chanceText(change), runsText(change), ...different].join(' · ').replace('<', '&lt;'),
      code(after?.name ?? '', nameWidth),
    ];
  });
  const rest = changePoints.length - rows.length;
  return [
    ...tableLines(['since', 'change', 'typical', 'how sure', 'first in'], rows, [
      'left',
      'left',
      'left',
      'left',
      'left',
    ]),
    ...(rest > 0 ? ['', `and ${rest} earlier`] : []),
  ];
}

function metricTable({ series }: TrendResult): string[] {
  const rows = series.map((each) => [
    prose(nameOf(each)),
    sparkline(each, sparkWidth),
    metricValue(each.values.at(-1) ?? null, each.unit),
  ]);
  return tableLines(['', 'runs', 'newest'], rows, ['left', 'left', 'right']);
}
