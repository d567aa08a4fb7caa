import { canonicalMetric, type Metric } from '../../scenario/threshold-metric.ts';
import type { Result } from '../../summary/result.ts';
import { type Baseline, baselineRow } from '../baseline/baseline.ts';
import { medianOf } from '../baseline/spread.ts';
import { exactly, type Reading } from '../reading.ts';
import { readRun, rowOf } from '../read-run.ts';
import type { CompareSide } from './compare-result.ts';
import { withoutPort } from './condition-differences.ts';
import type { Units } from './sessions.ts';
import type { Conditions } from './conditions.ts';

/** One of the two sides. */
export type ComparedSide = Pick<CompareSide, 'label' | 'source' | 'inrush' | 'startedAt' | 'leftOut'> & {
  /** Of its first run. */
  readonly conditions: Conditions;
  /** By what its runs differ among themselves, with their names. */
  readonly mixed: readonly string[];
  readonly measured: SideRuns;
  /** When each run that counts started, in ms. */
  readonly times: readonly number[];
  /** Which runs count as one: see `unitsOf`. */
  readonly units: Units;
};

/** The runs that count, or what a baseline kept of them. */
export type SideRuns =
  | { readonly kind: 'runs'; readonly results: readonly Result[] }
  | { readonly kind: 'baseline'; readonly baseline: Baseline };

/** A number of each run that has it, in the order in which they ran. */
export function readingsOf(side: ComparedSide, request: string | null, metric: Metric): Reading[] {
  return readingsByRun(side, request, metric).filter((reading) => reading !== null);
}

/** The same for what counts as one each: the median of its runs. */
export function unitValues(side: ComparedSide, request: string | null, metric: Metric): number[] {
  const readings = readingsByRun(side, request, metric);
  return [...new Set(side.units)].flatMap((unit) => {
    const values = readings
      .filter((_, run) => side.units[run] === unit)
      .filter((reading) => reading !== null);
    return values.length === 0 ? [] : [medianOf(values.map(({ value }) => value))];
  });
}

export function runCount({ measured }: Pick<ComparedSide, 'measured'>): number {
  return measured.kind === 'runs' ? measured.results.length : measured.baseline.runs;
}

/** The result of a side that is a single run; null where there are others to say how much runs differ. */
export function onlyRun({ measured }: ComparedSide): Result | null {
  const [only, ...others] = measured.kind === 'runs' ? measured.results : [];
  return others.length > 0 ? null : (only ?? null);
}

/** The name that a run has for a request: single URLs are named by themselves, and their port may be another. */
export function nameIn({ requests }: Pick<Result, 'requests'>, request: string): string {
  return sameName(
    requests.map(({ name }) => name),
    request,
  );
}

function readingsByRun(
  { measured }: ComparedSide,
  request: string | null,
  metric: Metric,
): (Reading | null)[] {
  return measured.kind === 'runs'
    ? measured.results.map((result) => readingOf(result, request, metric))
    : valuesOf(measured.baseline, request, metric).map(exactly);
}

/** Refused connections are fast: without a success there is no time and no rate. */
export function readingOf(result: Result, request: string | null, metric: Metric): Reading | null {
  const name = request === null ? null : nameIn(result, request);
  const ok = name === null ? result.accounting.ok : (rowOf(name, result)?.ok ?? 0);
  const isSpeed = metric.kind === 'latency' || metric.kind === 'rate';
  return isSpeed && ok === 0 ? null : readRun(name, metric, result);
}

function valuesOf(baseline: Baseline, request: string | null, metric: Metric): readonly (number | null)[] {
  const name = request === null ? null : sameName(baseline.conditions.requests, request);
  return baselineRow(baseline, name, canonicalMetric(metric))?.values ?? [];
}

function sameName(names: readonly string[], request: string): string {
  if (names.includes(request)) return request;
  const alike = names.filter((name) => withoutPort(name) === withoutPort(request));
  return alike.length === 1 ? (alike[0] ?? request) : request;
}
