import { assertNever } from '../base/assert.ts';
import { suggest } from '../base/suggest.ts';
import { parseBytes, parseCount, parseDurationMs, type Parsed, parseRatePerS } from '../base/units.ts';
import type { ThresholdUnit } from './threshold-metric.ts';

/** A limit that a stored baseline gives: its value, and what may be added to it or taken off. */
export type BaselineLimit = {
  readonly kind: 'baseline';
  readonly direction: 'above' | 'below';
  /** The largest of them counts; empty: the baseline's own value. */
  readonly allowances: readonly Allowance[];
};

export type Allowance =
  /** Of the baseline's value, from 0: 0.1 is 10 %. */
  | { readonly kind: 'share'; readonly share: number }
  /** Times the noise of the baseline's runs. */
  | { readonly kind: 'sigma'; readonly times: number }
  /** In the threshold's unit; of a metric that is a share itself in percentage points. */
  | { readonly kind: 'amount'; readonly amount: number };

const examples: Readonly<Record<ThresholdUnit, string>> = {
  ms: '2ms',
  '%': '1%',
  '/s': '50/s',
  '×': '0.5x',
  B: '10kB',
  requests: '100',
  starts: '100',
  iterations: '100',
  checks: '100',
};

/** `500ms` in that unit, or `baseline + max(10%, 3 sigma, 2ms)`. */
export function parseLimit(text: string, unit: ThresholdUnit): Parsed<number | BaselineLimit> {
  const [word = ''] = /^[a-z]{5,}(?![\w.])/i.exec(text) ?? [];
  if (word.toLowerCase() === 'baseline') return parseBaseline(text, unit);
  const near = suggest(word.toLowerCase(), ['baseline']);
  return near === undefined
    ? parseNumber(text, unit)
    : refuse(`there is no limit "${word}", did you mean "${near}"?`);
}

function parseBaseline(text: string, unit: ThresholdUnit): Parsed<BaselineLimit> {
  const [, signText, rest = ''] = /^baseline\s*(?:([+-])\s*(.*))?$/i.exec(text) ?? [];
  if (signText === undefined) {
    return text.length === 'baseline'.length
      ? { ok: true, value: { kind: 'baseline', direction: 'above', allowances: [] } }
      : refuse(`"${text}" is not a limit such as baseline + 10% or baseline + max(10%, 3 sigma, 2ms)`);
  }
  const [, list] = /^max\s*\((.*)\)$/i.exec(rest) ?? [];
  const parsed = (list ?? rest).split(',').map((part) => parseAllowance(part.trim(), unit));
  const allowances = parsed.flatMap((each) => (each.ok ? [each.value] : []));
  const wrong = parsed.find((each) => !each.ok);
  if (wrong?.ok === false) return wrong;
  if (list === undefined && allowances.length > 1) return refuse(`write several of them as max(${rest})`);
  return {
    ok: true,
    value: { kind: 'baseline', direction: signText === '+' ? 'above' : 'below', allowances },
  };
}

function parseAllowance(text: string, unit: ThresholdUnit): Parsed<Allowance> {
  const [, times] = /^(\d+(?:\.\d+)?)\s*(?:sigma|σ)$/i.exec(text) ?? [];
  if (times !== undefined) return { ok: true, value: { kind: 'sigma', times: Number(times) } };
  const [, percent] = /^(\d+(?:\.\d+)?)\s*%$/.exec(text) ?? [];
  if (percent !== undefined && unit !== '%') {
    return { ok: true, value: { kind: 'share', share: Number(`${percent}e-2`) } };
  }
  const amount = parseNumber(text, unit);
  if (amount.ok) return { ok: true, value: { kind: 'amount', amount: amount.value } };
  const expected = `10%, 3 sigma or ${examples[unit]}`;
  return refuse(`"${text}" is nothing that a baseline can be moved by; expected ${expected}`);
}

function parseNumber(text: string, unit: ThresholdUnit): Parsed<number> {
  switch (unit) {
    case 'ms':
      return isPlainNumber(text) ? { ok: true, value: Number(text) } : parseDurationMs(text);
    case '%':
      return parsePercent(text);
    case '/s':
      return parseRatePerS(text);
    case 'requests':
    case 'starts':
    case 'iterations':
    case 'checks':
      return parseCount(text);
    case 'B':
      return /^\d+$/.test(text) ? { ok: true, value: Number(text) } : parseBytes(text);
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

function isPlainNumber(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text);
}

function refuse(message: string): Parsed<never> {
  return { ok: false, message };
}
