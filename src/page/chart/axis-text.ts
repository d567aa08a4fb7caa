import type { AxisUnit } from '../../report/html/page.ts';
import {
  formatBytes,
  formatLatency,
  formatNumber,
  formatPercent,
  formatRatio,
  formatShortCount,
} from '../../report/format.ts';

const dayMs = 86_400_000;

const texts: Readonly<Record<AxisUnit, (value: number) => string>> = {
  us: formatLatency,
  'per-s': (value) => `${formatNumber(value)}/s`,
  count: (value) => (Number.isInteger(value) ? formatShortCount(value) : formatNumber(value)),
  share: formatPercent,
  factor: formatRatio,
  bytes: formatBytes,
  percentile: percentileText,
  elapsed: (value) => (Math.abs(value) < 60 ? secondsText(value) : clockText(value)),
  date: (value) => `${dayText(value)} ${timeText(value)}`,
};

/** Beside an axis that ends at `last`. */
const ticks: Readonly<Record<AxisUnit, (value: number, last: number) => string>> = {
  ...texts,
  'per-s': shortNumber,
  count: shortNumber,
  factor: (value) => `${formatNumber(value)}×`,
  elapsed: (value, last) => (last < 120 ? secondsText(value) : clockText(value)),
  date: (value) => (value % dayMs === 0 ? dayText(value) : timeText(value)),
};

/** A value as it is read off a chart: `1.24 ms`, `2:05`, `p99.9`. */
export function valueText(unit: AxisUnit, value: number): string {
  return texts[unit](value);
}

/** The same beside an axis that ends at `last`, with no digit too many: `1 ms`, `50k`. */
export function tickText(unit: AxisUnit, value: number, last: number): string {
  return value === 0 && unit !== 'date' && unit !== 'elapsed' ? '0' : withoutZeros(ticks[unit](value, last));
}

/** `p50` of 2, `p99.9` of 1000; nothing is below `min`. */
function percentileText(value: number): string {
  if (value <= 1) return 'min';
  const decimals = Math.max(1, Math.floor(Math.log10(value) + 1e-9) - 1);
  return `p${withoutZeros((100 - 100 / value).toFixed(decimals))}`;
}

function secondsText(seconds: number): string {
  return `${formatNumber(seconds)} s`;
}

/** `0:30`, `2:05`, `1:00:00` */
function clockText(seconds: number): string {
  const whole = Math.round(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  if (parts[0] === 0) parts.shift();
  return parts.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':');
}

/** `50`, `1.5k`, `2M` */
function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e9) return `${formatNumber(value / 1e9)}G`;
  if (size >= 1e6) return `${formatNumber(value / 1e6)}M`;
  return size >= 1e4 ? `${formatNumber(value / 1e3)}k` : formatNumber(value);
}

/** `1.50 ms` → `1.5 ms` */
function withoutZeros(text: string): string {
  return text.replace(/(\.\d*?)0+(?!\d)/, '$1').replace(/\.(?!\d)/, '');
}

/** In UTC, as everywhere in reports. */
function dayText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function timeText(ms: number): string {
  return new Date(ms).toISOString().slice(11, ms % 60_000 === 0 ? 16 : 19);
}
