import { assert } from '../../base/assert.ts';
import { version } from '../../base/version.ts';
import type { Result, TrustLevel } from '../../summary/result.ts';
import { conditionsOf } from '../compare/conditions.ts';
import { metricsOf, type ResultMetric } from '../read-metric.ts';
import type { Baseline, BaselineRow } from './baseline.ts';
import { medianOf, sigmaOf } from './spread.ts';

const trustLevels: readonly TrustLevel[] = ['ok', 'degraded', 'invalid'];
const digits = 6;

/** Of runs under the same conditions, in the order in which they ran; at least one. */
export function makeBaseline(runs: readonly Result[]): Baseline {
  const [first] = runs;
  assert(first !== undefined, 'a baseline has runs');
  const worst = Math.max(...runs.map(({ trust }) => trustLevels.indexOf(trust.level)));
  return {
    schemaVersion: 1,
    kind: 'baseline',
    inrush: version,
    startedAt: first.startedAt,
    runs: runs.length,
    startedAts: runs.map(({ startedAt }) => startedAt),
    trust: trustLevels[worst] ?? 'invalid',
    conditions: conditionsOf(first),
    rows: rowsOf(runs.map(metricsOf)),
  };
}

/**
 * The runs of both, under the same conditions, the older one's first. Runs of one session are more alike than those of
 * several, so that a baseline grows better with each.
 */
export function joinBaselines(older: Baseline, newer: Baseline): Baseline {
  const all = new Map([...older.rows, ...newer.rows].map((row) => [keyOf(row), row]));
  const valuesIn = ({ rows, runs }: Baseline, key: string): BaselineRow['values'] =>
    rows.find((row) => keyOf(row) === key)?.values ?? Array.from({ length: runs }, () => null);
  const worst = Math.max(...[older, newer].map(({ trust }) => trustLevels.indexOf(trust)));
  return {
    ...older,
    inrush: newer.inrush,
    runs: older.runs + newer.runs,
    startedAts: [...older.startedAts, ...newer.startedAts],
    trust: trustLevels[worst] ?? 'invalid',
    rows: [...all].map(([key, row]) => withSpread(row, [...valuesIn(older, key), ...valuesIn(newer, key)])),
  };
}

/** A check or a request may be missing in some runs: it stands where it came first. */
function rowsOf(metricsByRun: readonly (readonly ResultMetric[])[]): BaselineRow[] {
  const about = metricsByRun.map((metrics) =>
    metrics.map(({ request, name, unit, value }) => ({ request, metric: name, unit, value })),
  );
  const byRun = about.map((metrics) => new Map(metrics.map((metric) => [keyOf(metric), metric.value])));
  const all = new Map(about.flat().map((metric) => [keyOf(metric), metric]));
  return [...all].map(([key, row]) =>
    withSpread(
      row,
      byRun.map((run) => rounded(run.get(key) ?? null)),
    ),
  );
}

type Identity = Pick<BaselineRow, 'request' | 'metric' | 'unit'>;

function withSpread({ request, metric, unit }: Identity, values: BaselineRow['values']): BaselineRow {
  const known = values.filter((value) => value !== null);
  const median = rounded(medianOf(known)) ?? 0;
  return { request, metric, unit, median, sigma: rounded(sigmaOf(known)), values };
}

function keyOf({ request, metric }: Pick<Identity, 'request' | 'metric'>): string {
  return JSON.stringify([request, metric]);
}

function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(digits));
}
