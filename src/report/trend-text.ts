import { nameOf } from '../gate/changes/standing.ts';
import { changeText, dayOf, placesOf } from '../gate/trend/trend-finding.ts';
import type { TrendChange, TrendResult } from '../gate/trend/trend-result.ts';
import { policyText } from './compare-parts.ts';
import { clip, clipStart, displayWidth, flow, reportWidth, wrap } from '../base/fit.ts';
import { columns, field, fieldWidth, sections } from './layout.ts';
import type { Palette } from './palette.ts';
import type { ReportOptions } from './reporter.ts';
import { chanceText, levelsText, metricValue, runsText, spanText, sparkline } from './trend-parts.ts';
import { verdictLines } from './verdict-lines.ts';

const sparkWidth = 30;
const mostPlaces = 20;
const mostLeftOut = 10;

/** What changed and when, newest first; then each metric over the runs. */
export function trendText(result: TrendResult, { palette }: ReportOptions): string {
  const { inrush, label, leftOut, finding, gates, trust, design } = result;
  const version = clip(`inrush ${inrush}`, 20);
  const facts = [
    spanText(result),
    ...(leftOut.length > 0 ? [`${leftOut.length} left out`] : []),
    ...(design.gatedRuns === null ? [] : [`gates: the newest ${design.gatedRuns} runs`]),
  ];
  return sections([
    [
      `${palette.dim(version)}  ${palette.bold(`trend of ${clip(label, reportWidth - displayWidth(version) - 11)}`)}`,
      facts.join(' · '),
    ],
    wrap(finding, reportWidth),
    [...verdictLines(gates, trust, palette), ...policyLines(result)],
    changeLines(result, palette),
    metricLines(result, palette),
    noteLines(result, palette),
    leftOutLines(result, palette),
  ]);
}

/** What doesn't fail by itself is said aloud. */
function policyLines(result: TrendResult): string[] {
  const policy = policyText(result);
  return policy === null ? [] : wrap(`Inconclusive, ${policy}.`, reportWidth);
}

function changeLines(result: TrendResult, palette: Palette): string[] {
  const places = placesOf(result.changePoints);
  const shown = places.slice(0, mostPlaces);
  const rest = places.length - shown.length;
  const lines = shown.flatMap((changes) => placeLines(changes, result, palette));
  return field('changes', [...lines, ...(rest > 0 ? [`and ${rest} earlier`] : [])], palette.dim);
}

/** When, and below it what. */
function placeLines(changes: readonly TrendChange[], { runs }: TrendResult, palette: Palette): string[] {
  const run = runs[changes[0]?.firstAfter ?? 0];
  const differences = [...new Set(changes.flatMap((change) => change.differences))].join('; ');
  const name = clipStart(run?.name ?? '', fieldWidth - 20);
  return [
    `${dayOf(run?.startedAt ?? '')}  from ${name} on`,
    ...(differences === '' ? [] : indented(wrap(`conditions changed too: ${differences}`, fieldWidth - 2))),
    ...changes.flatMap((change) => [
      ...indented([paintOf(change, palette)(clip(changeText(change), fieldWidth - 2))]),
      ...indented(indented(factsOf(change))).map(palette.dim),
    ]),
  ];
}

function factsOf(change: TrendChange): string[] {
  return flow([levelsText(change), chanceText(change), runsText(change)], ' · ', fieldWidth - 4);
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function paintOf({ verdict }: TrendChange, palette: Palette): Palette['red'] {
  if (verdict === 'worse') return palette.red;
  return verdict === 'better' ? palette.green : palette.yellow;
}

function metricLines({ series }: TrendResult, palette: Palette): string[] {
  const rows = series.map((each) => [
    clip(nameOf(each), 20),
    sparkline(each, sparkWidth),
    metricValue(each.values.at(-1) ?? null, each.unit),
  ]);
  const head = ['', 'runs', 'newest'].map((text) => palette.dim(text));
  return field('metrics', columns([head, ...rows], ['left', 'right', 'right'], 2), palette.dim);
}

function noteLines({ notes }: TrendResult, palette: Palette): string[] {
  return field(
    'notes',
    notes.flatMap((note) => wrap(note, fieldWidth)),
    palette.dim,
  );
}

function leftOutLines({ leftOut }: TrendResult, palette: Palette): string[] {
  const shown = leftOut.slice(0, mostLeftOut);
  const rest = leftOut.length - shown.length;
  const lines = shown.flatMap(({ name, reason }) => wrap(`${name}: ${reason}`, fieldWidth));
  return field('left out', [...lines, ...(rest > 0 ? [`and ${rest} more`] : [])], palette.dim);
}
