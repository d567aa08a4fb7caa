import type { GateInterval, GateOutcome } from '../summary/result.ts';
import { formatBytes, formatNumber, noNumber } from './format.ts';

/** With as many digits as tell it from the limit. */
export function valueText({ value, limit, unit }: GateOutcome): string {
  if (value === null) return noNumber;
  const isTold = limit === null || formatBytes(value) !== formatBytes(limit);
  if (unit === 'B' && isTold) return formatBytes(value);
  return withUnit(formatNumber(value, digitsToTellApart(value, limit)), unit);
}

/** `198 to 231`, in the unit of the value, with `?` where nothing bounds it; empty without an interval. */
export function intervalText({ interval, unit }: GateOutcome): string {
  if (interval === null) return '';
  const { low, high } = interval;
  const digits = digitsToTellApart(low ?? 0, high);
  const end = (value: number | null): string => {
    if (value === null) return '?';
    return unit === 'B' ? formatBytes(value) : formatNumber(value, digits);
  };
  return `${end(low)} to ${end(high)}`;
}

/** `+288 ms` on the good side of the limit, `-0.01 ms` on the bad one; empty where there is none. */
export function marginText({ margin, unit }: GateOutcome): string {
  if (margin === null) return '';
  const sign = margin > 0 ? '+' : '';
  return `${sign}${unit === 'B' ? signedBytes(margin) : withUnit(formatNumber(margin), unit)}`;
}

/** The head over intervals: `95 % from`, or `interval` where they differ in how sure they are. */
export function intervalHead(gates: readonly GateOutcome[]): string {
  const levels = new Set(gates.flatMap(({ interval }) => (interval === null ? [] : [levelOf(interval)])));
  const [level, ...others] = levels;
  return level !== undefined && others.length === 0 ? `${level} sure` : 'interval';
}

function levelOf({ confidence }: GateInterval): string {
  return `${formatNumber(100 * confidence)} %`;
}

function signedBytes(bytes: number): string {
  return bytes < 0 ? `-${formatBytes(-bytes)}` : formatBytes(bytes);
}

function withUnit(number: string, unit: string): string {
  return ['', '/s', '×'].includes(unit) ? `${number}${unit}` : `${number} ${unit}`;
}

/** 500.04 ms must not print as 500 ms beside `p95 > 500ms`, failed. */
function digitsToTellApart(value: number, limit: number | null): number {
  if (limit === null) return 3;
  const isEnough = (digits: number): boolean => formatNumber(value, digits) !== formatNumber(limit, digits);
  return value === limit ? 3 : ([3, 4, 5, 6, 8, 10, 12].find(isEnough) ?? 15);
}
