import type { ThresholdUnit } from '../../scenario/threshold-metric.ts';
import type { TrustLevel } from '../../summary/result.ts';
import type { Conditions } from '../compare/conditions.ts';

/**
 * What a target's numbers were when somebody decided that they are good, and how much they differed from run to run: the
 * file that `inrush baseline record` writes.
 */
export type Baseline = {
  readonly schemaVersion: 1;
  readonly kind: 'baseline';
  /** Version of inrush that measured. */
  readonly inrush: string;
  /** Wall-clock start of the first run that counts, ISO 8601. */
  readonly startedAt: string;
  /** How many count. */
  readonly runs: number;
  /** When each of them started. */
  readonly startedAts: readonly string[];
  /** Of the worst of them. */
  readonly trust: TrustLevel;
  readonly conditions: Conditions;
  /** One for every number that a threshold can name: of all requests, then of each name where there are several. */
  readonly rows: readonly BaselineRow[];
};

/** Numbers are in `unit` and have six significant digits. */
export type BaselineRow = {
  /** Name of the request; null: all of them. */
  readonly request: string | null;
  /** In its canonical spelling: `p95`, `service.ok.p99`, `errors`. */
  readonly metric: string;
  readonly unit: ThresholdUnit;
  /** Of the runs that have such a number. */
  readonly median: number;
  /** Standard deviation from run to run; null with a single value. */
  readonly sigma: number | null;
  /** Of each run, in the order in which they ran; null where it has no such number. */
  readonly values: readonly (number | null)[];
};

/** The row of a metric in its canonical spelling; null where no run had such a number. */
export function baselineRow(
  { rows, conditions }: Pick<Baseline, 'rows' | 'conditions'>,
  request: string | null,
  metric: string,
): BaselineRow | null {
  // Of a single request all numbers are those of all requests.
  const [only, ...others] = conditions.requests;
  const name = request === only && others.length === 0 ? null : request;
  return rows.find((row) => row.request === name && row.metric === metric) ?? null;
}
