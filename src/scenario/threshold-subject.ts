import { suggest } from '../base/suggest.ts';
import type { Parsed } from '../base/units.ts';
import { parseMetric } from './parse-metric.ts';
import { isKeptByRequest, type Metric, type RunKind, seriesNames } from './threshold-metric.ts';

/** What a condition is about: a number of all requests, or of those of one name. */
export type Subject = { readonly request: string | null; readonly metric: Metric };

const mostListed = 5;

/** What is meant by the whole text goes before a request of that name: that one takes quotes. */
export function parseSubject(
  text: string,
  runKind: RunKind,
  names: readonly string[] | null,
): Parsed<Subject> {
  const [, quoted, rest] = /^"((?:[^"\\]|\\.)*)"\s*\.?(.*)$/.exec(text) ?? [];
  if (quoted !== undefined && rest !== undefined && runKind === 'load') {
    return ofRequest(quoted.replaceAll(/\\(.)/g, '$1'), rest, names);
  }
  const whole = parseMetric(text, runKind);
  if (whole.ok) return { ok: true, value: { request: null, metric: whole.value } };
  if (runKind !== 'load' || names?.length === 0) return whole;
  const known = (names ?? []).filter((name) => text.startsWith(`${name}.`));
  if (known.length > 0) {
    const longest = known.reduce((best, name) => (name.length > best.length ? name : best));
    return ofRequest(longest, text.slice(longest.length + 1), names);
  }
  for (let dot = text.indexOf('.'); dot > 0; dot = text.indexOf('.', dot + 1)) {
    const metricText = text.slice(dot + 1);
    if (parseMetric(metricText, runKind).ok) return ofRequest(text.slice(0, dot).trim(), metricText, names);
  }
  return whole;
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

function ofRequest(request: string, metricText: string, names: readonly string[] | null): Parsed<Subject> {
  const unknown = names === null ? null : unknownRequest(request, names);
  if (unknown !== null) return refuse(unknown);
  if (metricText.trim() === '') {
    return refuse(`which number of "${request}"? Add one, as in "${request}".p95`);
  }
  const metric = parseMetric(metricText, 'load');
  if (!metric.ok) return metric;
  if (isKeptByRequest(metric.value)) return { ok: true, value: { request, metric: metric.value } };
  return refuse(
    `${metricText.trim()} is not kept by request; of "${request}" there are response and service time, errors, failures, timeouts, rate, requests and checks`,
  );
}

function refuse(message: string): Parsed<never> {
  return { ok: false, message };
}
