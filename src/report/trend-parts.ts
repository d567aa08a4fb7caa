import { dayOf } from '../gate/trend/trend-finding.ts';
import type { TrendChange, TrendResult, TrendSeries } from '../gate/trend/trend-result.ts';
import { formatLatency, formatNumber, formatRate, noNumber } from './format.ts';

const bars = Array.from('▁▂▃▄▅▆▇█');
/** What is narrower than this share of its middle is drawn flat: noise is not to look like change. */
const narrowest = 0.2;

/** `42 runs from 2026-01-03 to 2026-03-01` */
export function spanText({ runs }: TrendResult): string {
  const [first, last] = [dayOf(runs[0]?.startedAt ?? ''), dayOf(runs.at(-1)?.startedAt ?? '')];
  if (runs.length === 1) return `one run of ${first}`;
  return `${runs.length} runs ${first === last ? `of ${first}` : `from ${first} to ${last}`}`;
}

/** In the unit of its metric: `45.1 ms`, `5,000/s`, `0.4 %`. */
export function metricValue(value: number | null, unit: TrendSeries['unit']): string {
  if (value === null) return noNumber;
  if (unit === 'ms') return formatLatency(1000 * value);
  return unit === '/s' ? `${formatRate(value)}/s` : `${formatNumber(value)} %`;
}

/** `41.2 ms → 46.1 ms` */
export function levelsText({ base, head, unit }: TrendChange): string {
  return `${metricValue(base, unit)} → ${metricValue(head, unit)}`;
}

/** How likely so much is where nothing changed: `p 0.0004`. */
export function chanceText({ pValue }: TrendChange): string {
  if (pValue < 1e-6) return 'p < 0.000001';
  const rounded = Number(pValue.toPrecision(1));
  return `p ${rounded.toFixed(Math.max(0, -Math.floor(Math.log10(rounded))))}`;
}

/** `30 runs before, 12 after` */
export function runsText({ runsBefore, runsAfter }: TrendChange): string {
  return `${runsBefore} runs before, ${runsAfter} after`;
}

/** The newest values as bars from the least to the most; a gap where a run has none. */
export function sparkline({ values }: TrendSeries, width: number): string {
  const shown = values.slice(-width);
  const known = shown.filter((value) => value !== null);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const middle = (least + most) / 2;
  const range = Math.max(most - least, narrowest * Math.abs(middle));
  const bottom = middle - range / 2;
  return shown
    .map((value) => {
      if (value === null) return ' ';
      const height = range === 0 ? 0 : Math.floor(((value - bottom) / range) * bars.length);
      return bars[Math.max(0, Math.min(bars.length - 1, height))] ?? ' ';
    })
    .join('');
}
