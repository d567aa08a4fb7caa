import type { Allowance, BaselineLimit, Threshold } from '../scenario/threshold.ts';
import { canonicalMetric, type ThresholdUnit } from '../scenario/threshold-metric.ts';
import type { Result } from '../summary/result.ts';
import { type Baseline, type BaselineRow, baselineRow } from './baseline/baseline.ts';
import { conditionDifferences } from './compare/condition-differences.ts';
import { conditionsOf } from './compare/conditions.ts';
import type { Measured } from './measured.ts';
import { headlined } from './read-metric.ts';

/** What a condition is held against. */
export type Limit =
  /** `note` says how a baseline led to it. */
  | { readonly kind: 'known'; readonly limit: number; readonly note: string | null }
  /** The baseline is of something else, or too little. */
  | { readonly kind: 'incomparable'; readonly note: string }
  /** The baseline has no such number. */
  | { readonly kind: 'missing'; readonly note: string };

export function limitOf(threshold: Threshold, measured: Measured, baseline: Baseline | null): Limit {
  const { limit, request, metric, unit } = threshold;
  if (typeof limit === 'number') return { kind: 'known', limit, note: null };
  if (baseline === null || measured.kind !== 'load-run') {
    return { kind: 'incomparable', note: 'there is no baseline: add --baseline FILE' };
  }
  const unlike = whyIncomparable(baseline, measured);
  if (unlike !== null) return { kind: 'incomparable', note: unlike };
  const name = canonicalMetric(headlined(metric, measured));
  const row = baselineRow(baseline, request, name);
  if (row === null) return { kind: 'missing', note: `the baseline has no ${name}: record it again` };
  return moveFrom(limit, row, unit);
}

/** null where this run may be held against the baseline. */
function whyIncomparable({ conditions, trust }: Baseline, result: Result): string | null {
  if (trust === 'invalid') return "the baseline's own numbers can't be trusted: record it again";
  const [difference, ...others] = conditionDifferences(conditions, conditionsOf(result));
  if (difference === undefined) return null;
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return `the baseline is of something else (${difference}${more}): record one here`;
}

function moveFrom({ direction, allowances }: BaselineLimit, row: BaselineRow, unit: ThresholdUnit): Limit {
  const { median, sigma } = row;
  const amounts = allowances.flatMap((allowance) => {
    const amount = amountOf(allowance, row);
    return amount === null ? [] : [{ amount, text: textOf(allowance, unit) }];
  });
  if (allowances.length > 0 && amounts.length === 0) {
    return { kind: 'incomparable', note: 'the baseline is of one run, and sigma needs two at least' };
  }
  const [first, ...rest] = amounts;
  const noise = sigma === null ? '' : ` (sigma ${shown(sigma, unit)})`;
  const base = `baseline ${shown(median, unit)}${noise}`;
  if (first === undefined) return { kind: 'known', limit: median, note: base };
  const largest = rest.reduce((best, each) => (each.amount > best.amount ? each : best), first);
  const [sign, moved] = direction === 'above' ? ['+', largest.amount] : ['-', -largest.amount];
  const limit = median + moved;
  return { kind: 'known', limit, note: `limit ${shown(limit, unit)}: ${base} ${sign} ${largest.text}` };
}

/** null where the baseline can't tell. */
function amountOf(allowance: Allowance, { median, sigma }: BaselineRow): number | null {
  switch (allowance.kind) {
    case 'share':
      return allowance.share * Math.abs(median);
    case 'sigma':
      return sigma === null ? null : allowance.times * sigma;
    default:
      return allowance.amount;
  }
}

function textOf(allowance: Allowance, unit: ThresholdUnit): string {
  switch (allowance.kind) {
    case 'share':
      return `${Number((100 * allowance.share).toPrecision(6))} %`;
    case 'sigma':
      return `${allowance.times} sigma`;
    default:
      return shown(allowance.amount, unit);
  }
}

function shown(value: number, unit: ThresholdUnit): string {
  const digits = String(Number(value.toPrecision(4)));
  return unit === '/s' || unit === '×' ? `${digits}${unit}` : `${digits} ${unit}`;
}
