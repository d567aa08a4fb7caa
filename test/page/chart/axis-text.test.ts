import { describe, expect, it } from 'vitest';
import { tickText, valueText } from '../../../src/page/chart/axis-text.ts';
import type { AxisUnit } from '../../../src/report/html/page.ts';

describe('a value is written in the unit of its axis', () => {
  it.each<[AxisUnit, number, string]>([
    ['us', 1240, '1.24 ms'],
    ['per-s', 61_234.4, '61,234/s'],
    ['count', 1200, '1,200'],
    ['count', 2.5, '2.5'],
    ['share', 0.632, '63.2 %'],
    ['factor', 1.5, '1.50×'],
    ['bytes', 1_210_000, '1.21 MB'],
    ['percentile', 1, 'min'],
    ['percentile', 2, 'p50'],
    ['percentile', 3, 'p66.7'],
    ['percentile', 4, 'p75'],
    ['percentile', 10, 'p90'],
    ['percentile', 20, 'p95'],
    ['percentile', 100, 'p99'],
    ['percentile', 1000, 'p99.9'],
    ['percentile', 2000, 'p99.95'],
    ['percentile', 100_000, 'p99.999'],
    ['elapsed', 0, '0 s'],
    ['elapsed', 12.5, '12.5 s'],
    ['elapsed', 60, '1:00'],
    ['elapsed', 125, '2:05'],
    ['elapsed', 3600, '1:00:00'],
    ['elapsed', 36_061, '10:01:01'],
    ['date', Date.UTC(2026, 10, 23, 9, 28), '2026-11-23 09:28'],
    ['date', Date.UTC(2026, 10, 23, 9, 28, 11), '2026-11-23 09:28:11'],
  ])('%s %d: %s', (unit, value, text) => {
    expect(valueText(unit, value)).toBe(text);
  });
});

describe('a tick has no digit too many', () => {
  it.each<[AxisUnit, number, number, string]>([
    ['us', 0, 5000, '0'],
    ['us', 1000, 5000, '1 ms'],
    ['us', 1500, 5000, '1.5 ms'],
    ['us', 500, 5000, '500 µs'],
    ['us', 20_000, 50_000, '20 ms'],
    ['us', 100, 500, '100 µs'],
    ['per-s', 5000, 20_000, '5,000'],
    ['per-s', 15_000, 20_000, '15k'],
    ['per-s', 2_500_000, 5_000_000, '2.5M'],
    ['count', 3e9, 5e9, '3G'],
    ['share', 0.2, 1, '20 %'],
    ['share', 1, 1, '100 %'],
    ['factor', 1.05, 1.2, '1.05×'],
    ['factor', 10, 20, '10×'],
    ['bytes', 1_000_000, 2_000_000, '1 MB'],
    ['percentile', 100, 1000, 'p99'],
    ['elapsed', 0, 60, '0 s'],
    ['elapsed', 30, 60, '30 s'],
    ['elapsed', 100, 100, '100 s'],
    ['elapsed', 0, 600, '0:00'],
    ['elapsed', 30, 600, '0:30'],
    ['date', Date.UTC(2026, 10, 23), 0, '2026-11-23'],
    ['date', Date.UTC(2026, 10, 23, 12), 0, '12:00'],
  ])('%s %d of an axis to %d: %s', (unit, value, last, text) => {
    expect(tickText(unit, value, last)).toBe(text);
  });
});
