import type { Distribution, RequestRow, Result } from '../summary/result.ts';
import { printable } from '../base/fit.ts';
import { requestText } from './header.ts';
import type { RunReport, Reporter } from './reporter.ts';
import { type Place, runsOf } from './runs.ts';

/**
 * A HdrHistogram interval log, version 1.3: a line for each series of each run, with tags such as `service.ok` and,
 * in a comparison, `sync.service.ok`; of a request among several `orders.service.ok`. Histogram values are microseconds, Interval_Max is in milliseconds. An interval is
 * a whole run: a result has no histograms of parts of it.
 */
export const hlogReport: Reporter = (report) => {
  const baseMs = Date.parse(report.startedAt);
  const base = `${seconds(baseMs)} (seconds since epoch)`;
  return [
    `#[Logged with inrush ${printable(report.inrush)}: ${printable(requestText(report))}]`,
    '#[Histogram log format version 1.3]',
    `#[StartTime: ${base}, ${printable(report.startedAt)}]`,
    `#[BaseTime: ${base}]`,
    '#[Values in microseconds, Interval_Max in milliseconds]',
    ...caveats(report),
    '"StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"',
    ...intervalLines(report, baseMs),
  ]
    .map((line) => `${line}\n`)
    .join('');
};

/** What the histograms can't say: which of their values are only lower bounds, and whether to believe any. */
function caveats(report: RunReport): string[] {
  return runsOf(report).flatMap(({ place, result }) => {
    const side = place === null ? '' : `${place.side}, round ${place.round}: `;
    const bounds = taggedSeries(result).flatMap(([name, { count, censored, censoredFromUs }]) =>
      censoredFromUs === null
        ? []
        : [
            `${censored} of ${count} values of ${tagOf(place, name)} are lower bounds, from ${censoredFromUs} on`,
          ],
    );
    const { pool, lag, stopped } = result.accounting.missed;
    const missed = pool + lag + stopped;
    return [
      ...bounds,
      ...(missed === 0
        ? []
        : [`${side}${missed} planned starts were missed: ${pool} pool, ${lag} lag, ${stopped} stopped`]),
      ...(result.completion.state === 'complete' ? [] : [`${side}partial run`]),
      ...(result.trust.level === 'ok' ? [] : [`${side}trust is ${result.trust.level}`]),
    ].map((text) => `#[${printable(text)}]`);
  });
}

function intervalLines(report: RunReport, baseMs: number): string[] {
  return runsOf(report).flatMap(({ place, result }) => {
    const startMs = Date.parse(result.startedAt) - baseMs + result.load.warmupMs;
    return taggedSeries(result)
      .filter(([, { histogram }]) => histogram !== '')
      .map(([name, { maxUs, histogram }]) => {
        const fields = [seconds(startMs), seconds(result.wallMs), ((maxUs ?? 0) / 1000).toFixed(3)];
        return `Tag=${tagOf(place, name)},${fields.join(',')},${base64Only(histogram)}`;
      });
  });
}

/** Named as conditions of `--fail-if` name them. */
function taggedSeries({ latency, requests }: Result): (readonly [name: string, Distribution])[] {
  const { responseTime, serviceTime, timeToFirstByte, connect, tls, startLag } = latency;
  return [
    ...(responseTime === null
      ? []
      : [['response', responseTime.all] as const, ['response.ok', responseTime.ok] as const]),
    ['service', serviceTime.all],
    ['service.ok', serviceTime.ok],
    ['ttfb', timeToFirstByte],
    ['connect', connect],
    ['tls', tls],
    ...(startLag === null ? [] : [['lag', startLag] as const]),
    ...(requests.length > 1 ? requests.flatMap(taggedRow) : []),
  ];
}

/** A name may hold what ends a tag; its place tells apart what is left of two of them. */
function taggedRow(
  { name, responseTime, serviceTime }: RequestRow,
  place: number,
): (readonly [string, Distribution])[] {
  const plain = name.replaceAll(/[^\w.:/=?&{}()-]+/g, '_');
  const tag = plain === name ? name : `${place + 1}_${plain}`;
  return [
    ...(responseTime === null
      ? []
      : [[`${tag}.response`, responseTime.all] as const, [`${tag}.response.ok`, responseTime.ok] as const]),
    [`${tag}.service`, serviceTime.all],
    [`${tag}.service.ok`, serviceTime.ok],
  ];
}

function tagOf(place: Place | null, name: string): string {
  return place === null ? name : `${place.side}.${name}`;
}

function seconds(ms: number): string {
  return (Number.isFinite(ms) ? ms / 1000 : 0).toFixed(3);
}

/** A line of the log ends where another sign would stand. */
function base64Only(text: string): string {
  return text.replaceAll(/[^\w+/=-]/g, '');
}
