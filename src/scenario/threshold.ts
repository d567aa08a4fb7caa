import type { Parsed } from '../base/units.ts';
import { type BaselineLimit, parseLimit } from './threshold-limit.ts';
import { isShare, type Metric, type RunKind, type ThresholdUnit, unitOf } from './threshold-metric.ts';
import { parseSubject } from './threshold-subject.ts';

export type { Allowance, BaselineLimit } from './threshold-limit.ts';
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
export { unknownRequest } from './threshold-subject.ts';

/** A condition on a result, as data. */
export type Threshold = {
  /** As the user wrote it. */
  readonly expression: string;
  /** Name of the request that it is about; null: all of them. */
  readonly request: string | null;
  readonly metric: Metric;
  readonly operator: Operator;
  /** A number is in `unit`. */
  readonly limit: number | BaselineLimit;
  readonly unit: ThresholdUnit;
  /** What it means when the condition is true: `--fail-if` says what must not be, a scenario file what must. */
  readonly holds: 'fails' | 'passes';
  /** It passes only if the whole interval of the true value does. */
  readonly isConfident: boolean;
  /** null: the run goes on whatever becomes of it. */
  readonly abort: AbortRule | null;
};

/** The run ends when three intervals of a second in a row are bad by themselves. */
export type AbortRule = {
  /** From the start of the measured part: how long nothing is ended. */
  readonly delayMs: number;
};

export type Operator = (typeof operators)[number];

export type ThresholdContext = {
  /** Names of the requests; null: not known yet, so that any name may be one. */
  readonly requests: readonly string[] | null;
  readonly holds: Threshold['holds'];
};

const noNames: ThresholdContext = { requests: [], holds: 'fails' };
const operators = ['<', '<=', '>', '>=', '==', '!='] as const;

// Quoted names and labels may hold operators; a text with a lone quote is read without regard to it.
const withQuotes = /^((?:"(?:[^"\\]|\\.)*"|[^"<>=!])+)([<>=!]+)([^<>=!]+)$/;
const withoutQuotes = /^([^<>=!]+)([<>=!]+)([^<>=!]+)$/;

/**
 * Reads `p95 > 500ms`, `p(95)<500` (bare latencies are ms), `service.ok.p99 >= 1s`, `errors > 1%` or `errors > 0.01`,
 * `rate < 1000/s`, `checks < 99%`, `bytes.received > 10MB`, `speedup < 3`; of one request `orders.p99 > 800ms`,
 * `"GET /v1.0".errors > 1%`; against a baseline `p95 > baseline + max(10%, 3 sigma, 2ms)`. The message of a refusal
 * quotes the expression and says what was expected. Without a context no request has a name, and the condition fails
 * when it holds.
 */
export function parseThreshold(
  text: string,
  runKind: RunKind,
  { requests, holds }: ThresholdContext = noNames,
): Parsed<Threshold> {
  const expression = text.trim();
  const [, subjectText, operatorText, limitText] =
    withQuotes.exec(expression) ?? withoutQuotes.exec(expression) ?? [];
  const operator = operators.find((known) => known === operatorText);
  if (subjectText === undefined || operator === undefined || limitText === undefined) {
    const example = runKind === 'load' ? 'p95 > 500ms' : 'speedup < 3';
    return refuse(
      `"${expression}" is not a condition such as "${example}"; operators are ${operators.join(' ')}`,
    );
  }
  const subject = parseSubject(subjectText.trim(), runKind, requests);
  if (!subject.ok) return refuse(`"${expression}": ${subject.message}`);
  const { metric } = subject.value;
  const unit = unitOf(metric);
  const parsed = parseLimit(limitText.trim(), unit);
  if (!parsed.ok) return refuse(`"${expression}": ${parsed.message}`);
  const { value: limit } = parsed;
  if (typeof limit !== 'number' && runKind !== 'load') {
    return refuse(`"${expression}": baselines are of load runs, and not of sync against async`);
  }
  const highest = isShare(metric) ? 100 : Infinity;
  if (typeof limit === 'number' && isForegone(operator, limit, highest)) {
    const range = highest === 100 ? 'lies between 0% and 100%, and a bare 1 is 100%' : 'is never below 0';
    return refuse(`"${expression}" has one answer whatever happens: ${subjectText.trim()} ${range}`);
  }
  const given = { ...subject.value, operator, limit, unit, holds };
  return { ok: true, value: { expression, ...given, isConfident: false, abort: null } };
}

/** Whether a condition is true, or false, of every number from 0 to `highest`. */
function isForegone(operator: Operator, limit: number, highest: number): boolean {
  if (limit > highest) return true;
  if (limit === 0) return operator === '<' || operator === '>=';
  return limit === highest && (operator === '>' || operator === '<=');
}

function refuse(message: string): Parsed<never> {
  return { ok: false, message };
}
