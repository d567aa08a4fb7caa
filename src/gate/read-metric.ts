import {
  canonicalMetric,
  isKeptByRequest,
  loadFigureNames,
  type Metric,
  needsOpenModel,
  outcomes,
  type Series,
  seriesNames,
  statistics,
  type ThresholdUnit,
  unitOf,
} from '../scenario/threshold-metric.ts';
import type { Result } from '../summary/result.ts';
import type { Measured } from './measured.ts';
import { headlineSeries } from './read-latency.ts';
import { readPair } from './read-pair.ts';
import { checksOf, readRun } from './read-run.ts';
import type { Reading } from './reading.ts';

/**
 * A number of what was measured, of the requests of one name or of all of them (null), in the unit of the metric; null
 * when there is none.
 */
export function readMetric(request: string | null, metric: Metric, measured: Measured): Reading | null {
  return measured.kind === 'sync-vs-async' ? readPair(metric, measured) : readRun(request, metric, measured);
}

/** A number of a result that a threshold can name. */
export type ResultMetric = {
  /** null: all requests. */
  readonly request: string | null;
  readonly metric: Metric;
  /** The canonical text of the metric, without the request. */
  readonly name: string;
  readonly unit: ThresholdUnit;
  /** Where only a lower bound is known: that. */
  readonly value: number;
};

/** Every number of a result that thresholds can name, each once: of all requests, then of each name where there are several. */
export function metricsOf(result: Result): ResultMetric[] {
  const rows = result.requests.length > 1 ? result.requests.map(({ name }) => name) : [];
  return [null, ...rows].flatMap((request) =>
    candidates(request, result).flatMap((metric) => {
      const reading = readMetric(request, metric, result);
      if (reading === null) return [];
      return [{ request, metric, name: canonicalMetric(metric), unit: unitOf(metric), value: reading.value }];
    }),
  );
}

/** The same number by its one name: the headline's times need no name of their own. */
export function headlined(metric: Metric, result: Result): Metric {
  return metric.kind === 'latency' && metric.series === headlineSeries(result)
    ? { ...metric, series: null }
    : metric;
}

function candidates(request: string | null, result: Result): Metric[] {
  const headline = headlineSeries(result);
  const series = [null, ...seriesNames.filter((name) => name !== headline)];
  const figures = loadFigureNames.map((kind) => ({ kind }) as const);
  const labels = new Set(checksOf(request, { kind: 'checks' }, result).map(({ label }) => label));
  const checks = [...labels].map((label) => ({ kind: 'check', label }) as const);
  const all: Metric[] = [...series.flatMap(timesOf), ...figures, ...checks];
  return all.filter(
    (metric) =>
      (request === null || isKeptByRequest(metric)) &&
      (result.load.model === 'open' || !needsOpenModel(metric)),
  );
}

function timesOf(series: Series | null): Metric[] {
  const kept =
    series === null || series === 'response' || series === 'service' ? outcomes : (['all'] as const);
  return kept.flatMap((outcome) =>
    statistics.map((statistic) => ({ kind: 'latency', series, outcome, statistic }) as const),
  );
}
