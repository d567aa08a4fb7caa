import type { Finding, Side, SyncVsAsyncResult } from '../modes/comparison-result.ts';
import { accountingLines } from './accounting-lines.ts';
import { failureLines } from './failure-lines.ts';
import { flow, reportWidth, wrap } from './fit.ts';
import { formatCount } from './format.ts';
import { targetLine } from './header.ts';
import { trustLines } from './health-lines.ts';
import { field, fieldWidth, sections } from './layout.ts';
import { noticeLines } from './notice-lines.ts';
import type { Paint, Palette } from './palette.ts';
import type { ReportOptions } from './reporter.ts';
import { seriesOf, type Series } from './series.ts';
import { effectTable, sideBySide } from './side-by-side.ts';
import { spectrumTable } from './spectrum-table.ts';
import { verdictLines } from './verdict-lines.ts';

/** The two sides beside each other, what the difference amounts to, and what that says of the target. */
export function comparisonText(comparison: SyncVsAsyncResult, { palette, latency }: ReportOptions): string {
  const { sync, async, trust } = comparison;
  return sections([
    [targetLine(comparison, palette), ...methodLines(comparison)],
    noticeLines(comparison.completion, trust, palette),
    verdictLines(comparison.gates, trust, palette),
    sideBySide(sync, async, palette),
    latency ? spectrumTable([...seriesOfSide('sync', sync), ...seriesOfSide('async', async)], palette) : [],
    effectTable(comparison.effect, comparison.concurrency, palette),
    findingLines(comparison.finding, palette),
    sideFailures('sync', sync, palette),
    sideFailures('async', async, palette),
    trustLines(trust, palette),
  ]);
}

function methodLines({ requests, concurrency }: SyncVsAsyncResult): string[] {
  const method = `one at a time against ${formatCount(concurrency)} in flight`;
  return flow(
    ['sync vs async', `${formatCount(requests)} ${requests === 1 ? 'request' : 'requests'} a side`, method],
    ' · ',
    reportWidth,
  );
}

function findingLines({ kind, sentence }: Finding, palette: Palette): string[] {
  const paint: Readonly<Record<Finding['kind'], Paint>> = {
    scales: palette.green,
    saturates: palette.yellow,
    serialises: palette.yellow,
    'no-comparison': palette.red,
  };
  return field(
    'finding',
    wrap(sentence, fieldWidth).map((line) => palette.bold(paint[kind](line))),
    palette.dim,
  );
}

/** A side on which every request went well needs no word. */
function sideFailures(name: string, { result }: Side, palette: Palette): string[] {
  const { accounting, failures, sockets } = result;
  const faultless = failures.length === 0 && sockets.faults.length === 0;
  if (faultless && accounting.ok === accounting.started) return [];
  return [
    ...accountingLines(name, result, palette),
    ...failureLines('failures', failures, palette),
    ...failureLines('socket faults', sockets.faults, palette),
  ];
}

function seriesOfSide(name: string, side: Side): Series[] {
  return seriesOf(side.result)
    .filter(({ okOnly }) => !okOnly)
    .map((one) => ({ ...one, name: `${name} ${one.name.split(' ')[0]}` }));
}
