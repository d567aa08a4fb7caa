import type { Baseline } from '../gate/baseline/baseline.ts';
import type { CompareResult } from '../gate/compare/compare-result.ts';
import type { TrendResult } from '../gate/trend/trend-result.ts';
import type { AbResult } from '../modes/ab/ab-result.ts';
import type { FindMaxResult } from '../modes/find-max/find-max-result.ts';
import type { SyncVsAsyncResult } from '../modes/sync-vs-async/comparison-result.ts';
import type { Result } from '../summary/result.ts';
import type { Palette } from './palette.ts';

/** What a command of inrush found out: the document that `-o json` writes, told apart by `kind`. */
export type Report = RunReport | Study;

/** Load runs, whole. */
export type RunReport = Result | SyncVsAsyncResult;

/** What several load runs come to, without the runs themselves. */
export type Study = AbResult | CompareResult | TrendResult | FindMaxResult;

export type ReportOptions = {
  readonly palette: Palette;
  /** Adds every percentile, minimum, mean and maximum of every series (`--latency`). */
  readonly latency: boolean;
  /** Drawn beside a load run, in the format that draws; null, too, without one. */
  readonly baseline?: Baseline | null;
};

/** What those who write a report choose, whatever it is written to. */
export type Rendering = Omit<ReportOptions, 'palette'>;

/** Turns a report into one format, trailing newline included; reads nothing else and writes nothing. */
export type Reporter<Kind extends Report = RunReport> = (report: Kind, options: ReportOptions) => string;
