import { type ComparedMetric, kindOfChange } from '../compare/compared-metric.ts';
import { readingOf } from '../compare/compared-side.ts';
import type { StoredRun } from '../compare/make-side.ts';
import type { TrendSeries } from './trend-result.ts';

/** What each run has of a metric. */
export function seriesOf(
  { request, metric, isGated }: ComparedMetric,
  runs: readonly StoredRun[],
): TrendSeries {
  const values = runs.map(({ result }) => readingOf(result, request, metric)?.value ?? null);
  return { ...kindOfChange(metric), request, isGated, values };
}

/** How many runs know of a metric only that it is at least so much. */
export function lowerBounds({ request, metric }: ComparedMetric, runs: readonly StoredRun[]): number {
  return runs.filter(({ result }) => readingOf(result, request, metric)?.highest === Infinity).length;
}

export function isEmpty({ values }: TrendSeries): boolean {
  return values.every((value) => value === null);
}
