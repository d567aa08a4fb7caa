import { InrushError, type Problem } from '../../base/errors.ts';
import { chosenMetrics, metricProblems } from '../compare/chosen-metrics.ts';
import type { LeftOut } from '../compare/compare-result.ts';
import type { StoredRun } from '../compare/make-side.ts';
import { makeTrend } from './make-trend.ts';
import type { TrendResult } from './trend-result.ts';
import { runsInOrder } from './trend-runs.ts';
import { designOf, shapeProblems, type TrendShape } from './trend-shape.ts';

/** Stored runs, and what else was where they are. */
export type TrendSource = {
  /** The folder or files as they were named. */
  readonly label: string;
  readonly runs: readonly StoredRun[];
  readonly others?: readonly LeftOut[];
};

/**
 * Where the numbers of stored runs changed, in whatever order they are given. Throws `usage` with everything that is wrong
 * with the shape, and when no run counts.
 */
export function findTrend(source: TrendSource, shape: TrendShape = {}): TrendResult {
  const problems = trendProblems(source, shape);
  if (problems.length > 0) throw new InrushError('usage', problems);
  const { counted, leftOut } = runsInOrder(source.runs, shape.last ?? null);
  const metrics = chosenMetrics(newestOf(source), shape.metrics ?? []);
  const all = [...leftOut, ...(source.others ?? [])];
  return makeTrend({ label: source.label, runs: counted, leftOut: all }, metrics, designOf(shape));
}

/** All that keeps a trend from being found; empty when nothing does. */
export function trendProblems(source: TrendSource, shape: TrendShape): Problem[] {
  const { counted, leftOut } = runsInOrder(source.runs, null);
  const [first] = [...leftOut, ...(source.others ?? [])];
  const none = first === undefined ? 'there is no run' : `no run counts: ${first.name}: ${first.reason}`;
  return [
    ...shapeProblems(shape),
    ...(counted.length === 0
      ? [{ message: none }]
      : metricProblems(newestOf(source), shape.metrics ?? []).map((why) => ({ message: `--metric ${why}` }))),
  ];
}

type Newest = Parameters<typeof chosenMetrics>[0];

/** What can be asked of the newest run. */
function newestOf({ runs }: TrendSource): Newest {
  const newest = runsInOrder(runs, 1).counted.at(-1)?.result;
  return {
    model: newest?.load.model ?? 'closed',
    requests: newest?.requests.map(({ name }) => name) ?? [],
  };
}
