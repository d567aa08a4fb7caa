/** Which metrics exist depends on what runs: one load, or sync against async. */
export type RunKind = 'load' | 'comparison';

export type Metric =
  | {
      readonly kind: 'latency';
      /** null: response time in an open model, service time in a closed one. */
      readonly series: Series | null;
      readonly outcome: Outcome;
      readonly statistic: Statistic;
    }
  /** The share of one check that passed, by its label. */
  | { readonly kind: 'check'; readonly label: string }
  | { readonly kind: Figure };

export type Series = (typeof seriesNames)[number];
export type Outcome = (typeof outcomes)[number];
export type Statistic = (typeof statistics)[number];
export type Figure = LoadFigure | ComparisonFigure;
export type ThresholdUnit = 'ms' | '%' | '/s' | '×' | 'B' | CountUnit;

type LoadFigure = (typeof loadFigureNames)[number];
type ComparisonFigure = keyof typeof comparisonFigures;
type CountUnit = 'requests' | 'starts' | 'iterations' | 'checks';

export const seriesNames = ['response', 'service', 'ttfb', 'connect', 'tls', 'lag'] as const;
export const outcomes = ['ok', 'all'] as const;
export const statistics = [
  'p50',
  'p75',
  'p90',
  'p95',
  'p99',
  'p99.9',
  'p99.99',
  'mean',
  'min',
  'max',
] as const;
export const loadFigureNames = [
  'errors',
  'missed',
  'rate',
  'requests',
  'checks',
  'failures',
  'timeouts',
  'missed.count',
  'checks.failed',
  'iterations',
  'bytes.received',
  'bytes.sent',
  'bytes.body',
] as const;
export const loadFigures: Readonly<Record<LoadFigure, ThresholdUnit>> = {
  errors: '%',
  missed: '%',
  rate: '/s',
  requests: 'requests',
  checks: '%',
  failures: 'requests',
  timeouts: 'requests',
  'missed.count': 'starts',
  'checks.failed': 'checks',
  iterations: 'iterations',
  'bytes.received': 'B',
  'bytes.sent': 'B',
  'bytes.body': 'B',
};
export const comparisonFigures = {
  speedup: '×',
  efficiency: '%',
  inflation: '×',
  'threads.speedup': '×',
  'threads.efficiency': '%',
  'threads.inflation': '×',
  knee: 'requests',
} as const;
const figureUnits: Readonly<Record<Figure, ThresholdUnit>> = { ...loadFigures, ...comparisonFigures };

/**
 * The one way to write a metric: `p95`, `service.ok.p99`, `errors`, `checks."status is 200"`. What is the default is
 * left out, so that two ways to ask for the same number have the same text.
 */
export function canonicalMetric(metric: Metric): string {
  if (metric.kind === 'check') return `checks."${metric.label.replaceAll(/["\\]/g, '\\$&')}"`;
  if (metric.kind !== 'latency') return metric.kind;
  const { series, outcome, statistic } = metric;
  return [series, outcome === 'all' ? null : outcome, statistic].filter((word) => word !== null).join('.');
}

export function unitOf(metric: Metric): ThresholdUnit {
  if (metric.kind === 'latency') return 'ms';
  return metric.kind === 'check' ? '%' : figureUnits[metric.kind];
}

/** Whether it lies between 0 % and 100 %. */
export function isShare({ kind }: Metric): boolean {
  return kind === 'errors' || kind === 'missed' || kind === 'checks' || kind === 'check';
}

export function isFigure(word: string): word is Figure {
  return Object.hasOwn(figureUnits, word);
}

/** Response time, start lag and missed starts count from a plan, and a closed model has none. */
export function needsOpenModel(metric: Metric): boolean {
  return metric.kind === 'latency'
    ? metric.series === 'response' || metric.series === 'lag'
    : metric.kind === 'missed' || metric.kind === 'missed.count';
}

/** Only a comparison with `--threads` has those. */
export function needsThreads(metric: Metric): boolean {
  return metric.kind.startsWith('threads.');
}

/** A count of the whole run: it grows with its length, and a part of it says nothing. */
export function addsUp(metric: Metric): boolean {
  const unit = unitOf(metric);
  return unit !== 'ms' && unit !== '%' && unit !== '/s' && unit !== '×';
}

/** What is kept of the requests of one name. */
export function isKeptByRequest(metric: Metric): boolean {
  switch (metric.kind) {
    case 'latency':
      return metric.series === null || metric.series === 'response' || metric.series === 'service';
    case 'errors':
    case 'rate':
    case 'requests':
    case 'checks':
    case 'check':
    case 'failures':
    case 'timeouts':
    case 'checks.failed':
      return true;
    default:
      return false;
  }
}
