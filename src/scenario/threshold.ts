import { assertNever } from '../base/assert.ts';
import { suggest } from '../base/suggest.ts';
import { parseCount, parseDurationMs, parseRatePerS, type Parsed } from '../base/units.ts';
import {
  figureUnits,
  type Metric,
  parseMetric,
  type RunKind,
  seriesNames,
  type ThresholdUnit,
} from './threshold-metric.ts';

export { needsOpenModel, needsThreads } from './threshold-metric.ts';
export type {
  Figure,
  Metric,
  Outcome,
  RunKind,
  Series,
  Statistic,
  ThresholdUnit,
} from './threshold-metric.ts';

/** A condition on a result, as data. */
export type Threshold = {
  /** As the user wrote it. */
  readonly expression: string;
  /** Name of the request that it is about; null: all of them. */
  readonly request: string | null;
  readonly metric: Metric;
  readonly operator: Operator;
  /** In `unit`. */
  readonly limit: number;
  readonly unit: ThresholdUnit;
  /** What it means when the condition is true: `--fail-if` says what must not be, a scenario file what must. */
  readonly holds: 'fails' | 'passes';
};

export type Operator = (typeof operators)[number];

export type ThresholdContext = {
  /** Names of the requests; null: not known yet, so that any name may be one. */
  readonly requests: readonly string[] | null;
  readonly holds: Threshold['holds'];
};

const noNames: ThresholdContext = { requests: [], holds: 'fails' };
const operators = ['<', '<=', '>', '>=', '==', '!='] as const;

/**
 * Reads `p95 > 500ms`, `p(95)<500` (bare latencies are ms), `service.ok.p99 >= 1s`, `errors > 1%` or `errors > 0.01`,
 * `rate < 1000/s`, `checks < 99%`, `speedup < 3`; of one request `orders.p99 > 800ms`, `"GET /v1.0".errors > 1%`. The
 * message of a refusal quotes the expression and says what was expected. Without a context no request has a name, and
 * the condition fails when it holds.
 */
export function parseThreshold(
  text: string,
  runKind: RunKind,
  { requests, holds }: ThresholdContext = noNames,
): Parsed<Threshold> {
  const expression = text.trim();
  const [, subjectText, operatorText, limitText] =
    /^("(?:[^"\\]|\\.)*"[^<>=!]+|[^<>=!]+)([<>=!]+)([^<>=!]+)$/.exec(expression) ?? [];
  const operator = operators.find((known) => known === operatorText);
  if (subjectText === undefined || operator === undefined || limitText === undefined) {
    const example = runKind === 'load' ? 'p95 > 500ms' : 'speedup < 3';
    return refuse(
      `"${expression}" is not a condition such as "${example}"; operators are ${operators.join(' ')}`,
    );
  }
  const subject = parseSubject(subjectText.trim(), runKind, requests);
  if (!subject.ok) return refuse(`"${expression}": ${subject.message}`);
  const { request, metric } = subject.value;
  const unit = metric.kind === 'latency' ? 'ms' : figureUnits[metric.kind];
  const limit = parseLimit(limitText.trim(), unit);
  if (!limit.ok) return refuse(`"${expression}": ${limit.message}`);
  const highest = isShare(metric) ? 100 : Infinity;
  if (isForegone(operator, limit.value, highest)) {
    const range = highest === 100 ? 'lies between 0% and 100%, and a bare 1 is 100%' : 'is never below 0';
    return refuse(`"${expression}" has one answer whatever happens: ${subjectText.trim()} ${range}`);
  }
  return { ok: true, value: { expression, request, metric, operator, limit: limit.value, unit, holds } };
}

/** Why a condition speaks of a request that isn't there; null when it doesn't. */
export function unknownRequest(request: string | null, names: readonly string[]): string | null {
  if (request === null || names.includes(request)) return null;
  const near = suggest(request, [...names, ...seriesNames]);
  if (near !== undefined) return `there is no request "${request}", did you mean "${near}"?`;
  const listed = names.slice(0, mostListed).map((name) => `"${name}"`);
  const more = names.length > mostListed ? `, and ${names.length - mostListed} more` : '';
  return `there is no request "${request}"; there are ${listed.join(', ')}${more}`;
}

type Subject = Pick<Threshold, 'request' | 'metric'>;

const mostListed = 5;

/** What is meant by the whole text goes before a request of that name: that one takes quotes. */
function parseSubject(text: string, runKind: RunKind, names: readonly string[] | null): Parsed<Subject> {
  const [, quoted, rest] = /^"((?:[^"\\]|\\.)*)"\s*\.?(.*)$/.exec(text) ?? [];
  if (quoted !== undefined && rest !== undefined && runKind === 'load') {
    return ofRequest(quoted.replaceAll(/\\(.)/g, '$1'), rest, names);
  }
  const whole = metricOf(text, runKind);
  if (whole.ok) return { ok: true, value: { request: null, metric: whole.value } };
  if (runKind !== 'load' || names?.length === 0) return whole;
  const known = (names ?? []).filter((name) => text.startsWith(`${name}.`));
  if (known.length > 0) {
    const longest = known.reduce((best, name) => (name.length > best.length ? name : best));
    return ofRequest(longest, text.slice(longest.length + 1), names);
  }
  for (let dot = text.indexOf('.'); dot > 0; dot = text.indexOf('.', dot + 1)) {
    const metricText = text.slice(dot + 1);
    if (metricOf(metricText, runKind).ok) return ofRequest(text.slice(0, dot).trim(), metricText, names);
  }
  return whole;
}

function ofRequest(request: string, metricText: string, names: readonly string[] | null): Parsed<Subject> {
  const unknown = names === null ? null : unknownRequest(request, names);
  if (unknown !== null) return refuse(unknown);
  if (metricText.trim() === '') {
    return refuse(`which number of "${request}"? Add one, as in "${request}".p95`);
  }
  const metric = metricOf(metricText, 'load');
  if (!metric.ok) return metric;
  const { value } = metric;
  const isKept =
    value.kind === 'latency'
      ? value.series === null || value.series === 'response' || value.series === 'service'
      : value.kind !== 'missed';
  if (isKept) return { ok: true, value: { request, metric: value } };
  return refuse(
    `${metricText.trim()} is not kept by request; of "${request}" there are response and service time, errors, rate, requests and checks`,
  );
}

function metricOf(text: string, runKind: RunKind): Parsed<Metric> {
  return parseMetric(text.toLowerCase().replaceAll(/\s/g, ''), runKind);
}

function isShare({ kind }: Metric): boolean {
  return kind === 'errors' || kind === 'missed' || kind === 'checks';
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

function isPlainNumber(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text);
}

function refuse(message: string): Parsed<never> {
  return { ok: false, message };
}
