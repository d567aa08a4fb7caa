import { assertNever } from '../base/assert.ts';
import { suggest } from '../base/suggest.ts';
import { parseCount, parseDurationMs, parseRatePerS, type Parsed } from '../base/units.ts';

/** A condition on a result, as data; the gate fails when it holds. */
export type Threshold = {
  /** As the user wrote it. */
  readonly expression: string;
  readonly metric: Metric;
  readonly operator: Operator;
  /** In `unit`. */
  readonly limit: number;
  readonly unit: ThresholdUnit;
};

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
export type Operator = (typeof operators)[number];
export type ThresholdUnit = 'ms' | '%' | '/s' | 'requests' | '×';

type LoadFigure = keyof typeof loadFigures;
type ComparisonFigure = keyof typeof comparisonFigures;

const operators = ['<', '<=', '>', '>=', '==', '!='] as const;
const seriesNames = ['response', 'service', 'ttfb', 'connect', 'tls', 'lag'] as const;
const outcomes = ['ok', 'all'] as const;
const statistics = ['p50', 'p75', 'p90', 'p95', 'p99', 'p99.9', 'p99.99', 'mean', 'min', 'max'] as const;
const loadFigures = { errors: '%', missed: '%', rate: '/s', requests: 'requests' } as const;
const comparisonFigures = {
  speedup: '×',
  efficiency: '%',
  inflation: '×',
  'threads.speedup': '×',
  'threads.efficiency': '%',
  'threads.inflation': '×',
  knee: 'requests',
} as const;
const figureUnits = { ...loadFigures, ...comparisonFigures } as const;

/**
 * Reads `p95 > 500ms`, `p(95)<500` (bare latencies are ms), `service.ok.p99 >= 1s`, `errors > 1%` or `errors > 0.01`,
 * `rate < 1000/s`, `speedup < 3`. The message of a refusal quotes the expression and says what was expected.
 */
export function parseThreshold(text: string, runKind: RunKind): Parsed<Threshold> {
  const expression = text.trim();
  const [, name, operatorText, limitText] = /^([^<>=!]+)([<>=!]+)([^<>=!]+)$/.exec(expression) ?? [];
  const operator = operators.find((known) => known === operatorText);
  if (name === undefined || operator === undefined || limitText === undefined) {
    const example = runKind === 'load' ? 'p95 > 500ms' : 'speedup < 3';
    return refuse(
      `"${expression}" is not a condition such as "${example}"; operators are ${operators.join(' ')}`,
    );
  }
  const metric = parseMetric(name.toLowerCase().replaceAll(/\s/g, ''), runKind);
  if (!metric.ok) return refuse(`"${expression}": ${metric.message}`);
  const unit = metric.value.kind === 'latency' ? 'ms' : figureUnits[metric.value.kind];
  const limit = parseLimit(limitText.trim(), unit);
  if (!limit.ok) return refuse(`"${expression}": ${limit.message}`);
  const highest = metric.value.kind === 'errors' || metric.value.kind === 'missed' ? 100 : Infinity;
  if (isForegone(operator, limit.value, highest)) {
    const range = highest === 100 ? 'lies between 0% and 100%, and a bare 1 is 100%' : 'is never below 0';
    return refuse(`"${expression}" has one answer whatever happens: ${name.trim()} ${range}`);
  }
  return { ok: true, value: { expression, metric: metric.value, operator, limit: limit.value, unit } };
}

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

function parseMetric(name: string, runKind: RunKind): Parsed<Metric> {
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

function parseLimit(text: string, unit: ThresholdUnit): Parsed<number> {
  switch (unit) {
    case 'ms':
      return isPlainNumber(text) ? { ok: true, value: Number(text) } : parseDurationMs(text);
    case '%':
      return parsePercent(text);
    case '/s':
      return parseRatePerS(text);
    case 'requests':
      return parseCount(text);
    case '×': {
      const ratio = text.replace(/\s*[x×]$/, '');
      return isPlainNumber(ratio)
        ? { ok: true, value: Number(ratio) }
        : refuse(`"${text}" is not a ratio such as 2.5`);
    }
    default:
      return assertNever(unit);
  }
}

function parsePercent(text: string): Parsed<number> {
  const percent = text.replace(/\s*%$/, '');
  if (!isPlainNumber(percent)) return refuse(`"${text}" is not a share such as 1% or 0.01`);
  if (percent !== text) return { ok: true, value: Number(percent) };
  if (Number(text) > 1) return refuse(`a bare share lies between 0 and 1; did you mean ${text}%?`);
  // Shifted as text: 0.07 × 100 is above 7, and exactly 7 % would then pass for less.
  return { ok: true, value: Number(`${text}e2`) };
}

/** Whether a condition is true, or false, of every number from 0 to `highest`. */
function isForegone(operator: Operator, limit: number, highest: number): boolean {
  if (limit > highest) return true;
  if (limit === 0) return operator === '<' || operator === '>=';
  return limit === highest && (operator === '>' || operator === '<=');
}

function isFigure(word: string): word is Figure {
  return Object.hasOwn(figureUnits, word);
}

function isPlainNumber(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text);
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
