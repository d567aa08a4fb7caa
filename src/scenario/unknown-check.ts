import { suggest } from '../base/suggest.ts';
import type { Threshold } from './threshold.ts';

/** A check that is made of the responses of a request. */
export type NamedCheck = { readonly request: string; readonly label: string };

const mostListed = 5;

/** Why a condition speaks of checks that nobody makes, and what to do; null when it doesn't. */
export function unknownCheck(
  { metric, request }: Pick<Threshold, 'metric' | 'request'>,
  checks: readonly NamedCheck[],
): { readonly why: string; readonly hint: string } | null {
  if (metric.kind !== 'checks' && metric.kind !== 'check' && metric.kind !== 'checks.failed') return null;
  const own = checks.filter((check) => request === null || check.request === request);
  const labels = [...new Set(own.map(({ label }) => label))];
  if (labels.length === 0) {
    return { why: 'asks for checks, and there are none', hint: 'add some: check: { status: 200 }' };
  }
  if (metric.kind !== 'check' || labels.includes(metric.label)) return null;
  const near = suggest(metric.label, labels);
  const listed = labels.slice(0, mostListed).map((label) => `"${label}"`);
  return {
    why: `asks for a check "${metric.label}" that isn't there`,
    hint: near === undefined ? `there are ${listed.join(', ')}` : `did you mean "${near}"?`,
  };
}
