import { suggest } from '../base/suggest.ts';
import type { Parsed } from '../base/units.ts';

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
  | { readonly kind: Figure };

export type Series = (typeof seriesNames)[number];
export type Outcome = (typeof outcomes)[number];
export type Statistic = (typeof statistics)[number];
export type Figure = LoadFigure | ComparisonFigure;
export type ThresholdUnit = 'ms' | '%' | '/s' | 'requests' | '×';

type LoadFigure = keyof typeof loadFigures;
type ComparisonFigure = keyof typeof comparisonFigures;

export const seriesNames = ['response', 'service', 'ttfb', 'connect', 'tls', 'lag'] as const;
const outcomes = ['ok', 'all'] as const;
const statistics = ['p50', 'p75', 'p90', 'p95', 'p99', 'p99.9', 'p99.99', 'mean', 'min', 'max'] as const;
const loadFigures = { errors: '%', missed: '%', rate: '/s', requests: 'requests', checks: '%' } as const;
const comparisonFigures = {
  speedup: '×',
  efficiency: '%',
  inflation: '×',
  'threads.speedup': '×',
  'threads.efficiency': '%',
  'threads.inflation': '×',
  knee: 'requests',
} as const;
export const figureUnits: Readonly<Record<Figure, ThresholdUnit>> = {
  ...loadFigures,
  ...comparisonFigures,
} as const;

/** Response time, start lag and missed starts count from a plan, and a closed model has none. */
export function needsOpenModel(metric: Metric): boolean {
  return metric.kind === 'latency'
    ? metric.series === 'response' || metric.series === 'lag'
    : metric.kind === 'missed';
}

/** Only a comparison with `--threads` has those. */
export function needsThreads(metric: Metric): boolean {
  return metric.kind.startsWith('threads.');
}

/** Of a name in small letters and without spaces, such as `service.p(95)`. */
export function parseMetric(name: string, runKind: RunKind): Parsed<Metric> {
  const figures = runKind === 'load' ? loadFigures : comparisonFigures;
  if (isFigure(name)) {
    return Object.hasOwn(figures, name) ? { ok: true, value: { kind: name } } : notHere(name, runKind);
  }
  const words = wordsOf(name);
  const latencyWords: readonly string[] = [...seriesNames, ...outcomes, ...statistics];
  const unknown = words.find((word) => !latencyWords.includes(word));
  if (unknown === undefined) return runKind === 'load' ? parseLatency(name, words) : notHere(name, runKind);
  if (isFigure(unknown)) return refuse(`${unknown} stands alone, without a dot`);
  if (/^p\d/.test(unknown)) {
    const percentiles = statistics.filter((statistic) => /^p\d/.test(statistic));
    return refuse(`${unknown} is not kept; the percentiles are ${percentiles.join(', ')}`);
  }
  // The names of a comparison's figures hold dots themselves.
  const misspelt = runKind === 'load' ? unknown : name;
  const near = suggest(misspelt, [...Object.keys(figures), ...(runKind === 'load' ? latencyWords : [])]);
  return near === undefined
    ? notHere(misspelt, runKind)
    : refuse(`there is no "${misspelt}", did you mean "${near}"?`);
}

function parseLatency(name: string, words: readonly string[]): Parsed<Metric> {
  const [series, secondSeries] = seriesNames.filter((known) => words.includes(known));
  const [outcome, secondOutcome] = outcomes.filter((known) => words.includes(known));
  const [statistic, secondStatistic] = statistics.filter((known) => words.includes(known));
  if (statistic === undefined) {
    return refuse(`which number of ${name}? Add one of ${statistics.join(' ')}, as in ${name}.p95`);
  }
  const second = secondSeries ?? secondOutcome ?? secondStatistic;
  if (second !== undefined || new Set(words).size < words.length) {
    return refuse(`"${name}" names more than one number; expected one such as service.ok.p95`);
  }
  if (outcome !== undefined && series !== undefined && series !== 'response' && series !== 'service') {
    return refuse(`only response and service times tell ok from all; expected ${series}.${statistic}`);
  }
  return {
    ok: true,
    value: { kind: 'latency', series: series ?? null, outcome: outcome ?? 'all', statistic },
  };
}

/** `service.p(99.9)` in canonical words: `service`, `p99.9`. */
function wordsOf(name: string): string[] {
  // A dot before a digit belongs to a percentile.
  return name.split(/\.(?!\d)/).map((word) => {
    const percent = /^p\(?(\d+(?:\.\d+)?)\)?$/.exec(word)?.[1];
    if (percent !== undefined) return `p${Number(percent)}`;
    return word === 'avg' ? 'mean' : word;
  });
}

function isFigure(word: string): word is Figure {
  return Object.hasOwn(figureUnits, word);
}

function notHere(name: string, runKind: RunKind): Parsed<never> {
  return refuse(
    runKind === 'load'
      ? `a load run has no "${name}"; it has ${Object.keys(loadFigures).join(', ')} and latencies such as p95, ok.mean or service.p99`
      : `sync against async has no "${name}"; it has ${Object.keys(comparisonFigures).join(', ')}`,
  );
}

function refuse(message: string): Parsed<never> {
  return { ok: false, message };
}
