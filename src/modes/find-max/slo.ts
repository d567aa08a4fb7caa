import type { Problem } from '../../base/errors.ts';
import { type Metric, parseThreshold, type Threshold, unknownRequest } from '../../scenario/threshold.ts';

/** A condition that must hold; its limit is a number. */
export type SloCondition = Threshold & { readonly limit: number };

/** What the target has to keep, all of it. */
export type Slo = { readonly text: string; readonly conditions: readonly SloCondition[] };

export type SloReading = { readonly slo: Slo; readonly problems: readonly Problem[] };

/**
 * Reads `p99 < 200ms, errors < 0.1%`. Several texts are one SLO. `names` are those of requests, null where any may be one.
 * What no rate could be searched by is refused.
 */
export function readSlo(texts: readonly string[], names: readonly string[] | null): SloReading {
  const parts = texts.flatMap(splitConditions);
  if (parts.length === 0) {
    const problem = { message: 'there is no SLO to search the highest rate within', hint: example };
    return { slo: { text: '', conditions: [] }, problems: [problem] };
  }
  const problems: Problem[] = [];
  const conditions: SloCondition[] = [];
  for (const part of parts) {
    const parsed = parseThreshold(part, 'load', { requests: null, holds: 'passes' });
    if (!parsed.ok) {
      problems.push({ message: `--slo: ${parsed.message}` });
      continue;
    }
    const { limit, request } = parsed.value;
    const unknown = names === null ? null : unknownRequest(request, names);
    const refusal = unknown === null ? refusalOf(parsed.value) : { why: unknown };
    if (refusal !== null) {
      const { why, ...rest } = refusal;
      problems.push({ message: `--slo "${part}": ${why}`, ...rest });
    } else if (typeof limit === 'number') {
      conditions.push({ ...parsed.value, limit });
    }
  }
  return { slo: { text: parts.join(', '), conditions }, problems };
}

/** Of a percentile, 0 to 1; null of other metrics. */
export function quantileOf(metric: Metric): number | null {
  if (metric.kind !== 'latency') return null;
  const [, percent] = /^p([\d.]+)$/.exec(metric.statistic) ?? [];
  // Shifted as text: 99.9 / 100 isn't 0.999.
  return percent === undefined ? null : Number(`${percent}e-2`);
}

const example = "such as --slo 'p99 < 200ms, errors < 0.1%'";

/** Commas within quotes belong to names. */
function splitConditions(text: string): string[] {
  const parts = text.match(/(?:"(?:[^"\\]|\\.)*"|[^,"]|")+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

type Refusal = { readonly why: string; readonly hint?: string };

function refusalOf({ metric, operator, limit }: Threshold): Refusal | null {
  if (typeof limit !== 'number') {
    return { why: 'a baseline is of one rate, and here the rate is what is looked for', hint: example };
  }
  if (operator === '==' || operator === '!=') {
    return { why: 'a limit is kept below or above, and not hit', hint: example };
  }
  if (metric.kind === 'latency' && metric.series === 'lag') {
    return { why: 'start lag is the delay of the generator, not of the target', hint: example };
  }
  const isHighGood = metric.kind === 'checks' || metric.kind === 'check';
  const grows = countsWork(metric);
  if (grows !== null) return { why: `${metric.kind} ${grows}`, hint: example };
  if (isHighGood === (operator === '>' || operator === '>=')) return null;
  return {
    why: 'an SLO says what must hold, and this is what must not',
    hint: `turn the operator round, ${example}`,
  };
}

/** What depends on the rate and the length of a trial more than on how well the target does. */
function countsWork({ kind }: Metric): string | null {
  switch (kind) {
    case 'rate':
      return 'is what is searched for: leave it out, or ask for a least one with --at-least';
    case 'requests':
    case 'iterations':
    case 'failures':
    case 'timeouts':
    case 'missed.count':
    case 'checks.failed':
    case 'bytes.received':
    case 'bytes.sent':
    case 'bytes.body':
      return 'grows with the length of a trial: use a share, as errors < 0.1%';
    default:
      return null;
  }
}
