import type { Baseline, BaselineRow } from '../gate/baseline/baseline.ts';
import { medianOf } from '../gate/baseline/spread.ts';
import { clip, reportWidth, wrap } from '../base/fit.ts';
import { formatCount, formatLatency, formatNumber, formatPercent, formatRate, noNumber } from './format.ts';
import { columns, field, fieldWidth, sections } from './layout.ts';
import type { Palette } from './palette.ts';

const shownMetrics = ['p50', 'p95', 'p99', 'rate', 'errors'];
const shownOfRequests = ['p50', 'p99', 'errors'];
const mostRequests = 20;
const nameWidth = 30;
/** Above it the usual limits of a gate would pass nearly anything. */
const largeNoise = 0.1;
/** Standard deviations, as most runs tell it, from which on a run stands apart. */
const farAway = 6;

/** What a baseline was recorded under, its most important numbers, and whether their noise is a hindrance. */
export function baselineReport(baseline: Baseline, palette: Palette): string {
  const { conditions, rows } = baseline;
  const { target, scenario } = conditions;
  const what = scenario === null ? `${target.method} ${target.url}` : `${scenario} at ${target.url}`;
  const runs = `${formatCount(baseline.runs)} ${baseline.runs === 1 ? 'run' : 'runs'}`;
  return sections([
    [
      `${palette.dim(clip(`inrush ${baseline.inrush}`, 20))}  ${palette.bold(clip(what, 58))}`,
      clip(`baseline of ${runs}, the first ${baseline.startedAt} · trust ${baseline.trust}`, reportWidth),
    ],
    rowTable(shownRows(baseline), palette),
    [palette.dim(`the file has ${formatCount(rows.length)} numbers: each one that a threshold can name`)],
    field('noise', noiseLines(baseline), (label) => palette.yellow(label)),
  ]);
}

/** The most important of its numbers. */
export function shownRows({ conditions, rows }: Baseline): readonly BaselineRow[] {
  const names = conditions.requests.slice(0, mostRequests);
  return rows.filter(({ request, metric }) =>
    request === null
      ? shownMetrics.includes(metric)
      : names.includes(request) && shownOfRequests.includes(metric),
  );
}

/** Why the baseline is a poor one to gate against; empty when it isn't. */
export function noiseWarnings({ rows, runs }: Pick<Baseline, 'rows' | 'runs'>): string[] {
  const watched = rows.filter(
    ({ request, metric }) => request === null && ['p50', 'p95', 'rate'].includes(metric),
  );
  const noisy = watched.flatMap((row) => {
    const share = noiseOf(row);
    return share !== null && share > largeNoise ? [`${row.metric} by ${formatPercent(share)}`] : [];
  });
  const apart = [...new Set(watched.flatMap(runsApart))].toSorted((a, b) => a - b);
  return [
    ...(runs < 5 ? [`${formatCount(runs)} runs say little of how much runs differ: record 10`] : []),
    ...(noisy.length === 0
      ? []
      : [
          `runs differ in ${noisy.join(', ')}: limits below three times that will fail for nothing. Longer runs (-d), a quieter machine (inrush doctor), or inrush ab, which needs no baseline`,
        ]),
    ...(apart.length === 0
      ? []
      : [`run ${apart.join(', ')} stands far from the others: was something else at work? Record again`]),
  ];
}

function noiseLines(baseline: Baseline): string[] {
  return noiseWarnings(baseline).flatMap((text) => wrap(text, fieldWidth));
}

function rowTable(rows: readonly BaselineRow[], palette: Palette): string[] {
  const head = ['', 'median', 'sigma', 'of median', 'lowest', 'highest'];
  const cells = rows.map((row) => {
    const { median, sigma, values } = row;
    const known = values.filter((value) => value !== null);
    const share = noiseOf(row);
    return [
      clip(rowName(row), nameWidth),
      rowValueText(median, row),
      sigma === null ? noNumber : rowValueText(sigma, row),
      share === null ? noNumber : formatPercent(share),
      rowValueText(Math.min(...known), row),
      rowValueText(Math.max(...known), row),
    ];
  });
  const alignments = head.map((_, column) => (column === 0 ? ('left' as const) : ('right' as const)));
  return columns([head.map((text) => (text === '' ? '' : palette.dim(text))), ...cells], alignments, 2);
}

/** Of a share such as errors a share of it says nothing. */
function noiseOf({ median, sigma, unit }: BaselineRow): number | null {
  return sigma === null || median <= 0 || unit === '%' ? null : sigma / median;
}

/** Which runs, from 1, are so far from the median that the others don't explain it. */
function runsApart({ values, median }: BaselineRow): number[] {
  const known = values.filter((value) => value !== null);
  // The standard deviation of a normal variable whose median absolute deviation that is.
  const usual = 1.4826 * medianOf(known.map((value) => Math.abs(value - median)));
  const far = Math.max(farAway * usual, largeNoise * median);
  return values.flatMap((value, index) =>
    value !== null && Math.abs(value - median) > far ? [index + 1] : [],
  );
}

/** As a threshold names it: `p95`, `orders.p95`. */
export function rowName({ request, metric }: BaselineRow): string {
  return request === null ? metric : `${request}.${metric}`;
}

/** In the unit of the row, as a report writes it. */
export function rowValueText(value: number, { unit }: BaselineRow): string {
  switch (unit) {
    case 'ms':
      return formatLatency(value * 1000);
    case '/s':
      return `${formatRate(value)}/s`;
    default:
      return `${formatNumber(value)} ${unit}`;
  }
}
