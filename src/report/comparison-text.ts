import type { Finding, Side, SyncVsAsyncResult } from '../modes/sync-vs-async/comparison-result.ts';
import { accountingLines } from './accounting-lines.ts';
import { effectTable } from './comparison-effect.ts';
import { failingSides } from './comparison-failures.ts';
import { roundTable } from './comparison-rounds.ts';
import { comparisonServerEnd, comparisonServerParts } from './comparison-server.ts';
import { sweepFields, sweepLines } from './comparison-sweep.ts';
import { failureLines } from './failure-lines.ts';
import { flow, reportWidth, wrap } from '../base/fit.ts';
import { formatCount } from './format.ts';
import { targetLine } from './header.ts';
import { trustLines } from './health-lines.ts';
import { field, fieldWidth, sections } from './layout.ts';
import { noticeLines } from './notice-lines.ts';
import type { Paint, Palette } from './palette.ts';
import type { ReportOptions } from './reporter.ts';
import { seriesOf, type Series } from './series.ts';
import { endLines } from './server-lines.ts';
import { sideBySide } from './side-by-side.ts';
import { spectrumTable } from './spectrum-table.ts';
import { verdictLines } from './verdict-lines.ts';

/** The sides beside each other, what the difference amounts to, and what that says of the target. */
export function comparisonText(comparison: SyncVsAsyncResult, { palette, latency }: ReportOptions): string {
  const { trust, sweep } = comparison;
  return sections([
    [targetLine(comparison, palette), ...flow(methodParts(comparison), ' · ', reportWidth)],
    noticeLines(comparison.completion, trust, palette),
    verdictLines(comparison.gates, trust, palette),
    sideBySide(comparison, palette),
    latency ? spectrumTable(spectrumOf(comparison), palette) : [],
    effectTable(comparison, palette),
    roundTable(comparison, palette),
    sweepLines(sweep, palette),
    sweepFields(sweep, palette),
    findingLines(comparison.finding, palette),
    ...failingSides(comparison).map(({ name, result }) => [
      ...accountingLines(name, result, palette),
      ...failureLines('failures', result.failures, palette),
      ...failureLines('socket faults', result.sockets.faults, palette),
    ]),
    field(
      'server',
      [
        ...flow(comparisonServerParts(comparison), ' · ', fieldWidth),
        ...endLines(comparisonServerEnd(comparison), palette),
      ],
      palette.dim,
    ),
    trustLines(trust, palette),
  ]);
}

/** `sync vs async`, `1,000 requests a side`, `one at a time against 50 in flight`. */
export function methodParts({ requests, concurrency, threads, sweep, rounds }: SyncVsAsyncResult): string[] {
  const levels = sweep?.levels.length ?? 0;
  const inFlight = `${formatCount(concurrency)} in flight`;
  const opponents = [
    ...(threads === null
      ? []
      : [`${formatCount(threads.concurrency)} ${threads.concurrency === 1 ? 'thread' : 'threads'}`]),
    levels > 2 ? `up to ${inFlight}` : inFlight,
  ];
  return [
    threads === null ? 'sync vs async' : 'sync vs threads vs async',
    `${formatCount(requests)} ${requests === 1 ? 'request' : 'requests'} a side`,
    `one at a time against ${opponents.join(' and ')}`,
    ...(rounds.length === 1 ? [] : [`${rounds.length} rounds`]),
  ];
}

function findingLines({ kind, sentence }: Finding, palette: Palette): string[] {
  const paint: Readonly<Record<Finding['kind'], Paint>> = {
    scales: palette.green,
    saturates: palette.yellow,
    serialises: palette.yellow,
    'generator-limited': palette.red,
    'no-comparison': palette.red,
  };
  return field(
    'finding',
    wrap(sentence, fieldWidth).map((line) => palette.bold(paint[kind](line))),
    palette.dim,
  );
}

export function spectrumOf({ sync, threads, async }: SyncVsAsyncResult): Series[] {
  return [
    ...seriesOfSide('sync', sync),
    ...(threads === null ? [] : seriesOfSide('threads', threads)),
    ...seriesOfSide('async', async),
  ];
}

/** Of several rounds only the service time: the others are not pooled. */
function seriesOfSide(name: string, { runs, serviceTime }: Side): Series[] {
  const [first] = runs;
  if (first === undefined) return [];
  return seriesOf(first)
    .filter((one) => !one.okOnly && (runs.length === 1 || one.name === 'service time'))
    .map((one) => ({
      ...one,
      name: `${name} ${one.name.split(' ')[0]}`,
      distribution: one.name === 'service time' ? serviceTime : one.distribution,
    }));
}
