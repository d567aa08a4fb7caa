import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatLatency,
  formatNumber,
  formatPercent,
  formatRate,
  formatRatio,
  formatShortCount,
} from '../../src/report/format.ts';

it.each([
  [0, '0 µs'],
  [8, '8 µs'],
  [8.934, '8.93 µs'],
  [812, '812 µs'],
  [999, '999 µs'],
  [999.6, '1.00 ms'],
  [1000, '1.00 ms'],
  [1240, '1.24 ms'],
  [9996, '10.0 ms'],
  [45_130, '45.1 ms'],
  [999_400, '999 ms'],
  [999_600, '1.00 s'],
  [2_054_000, '2.05 s'],
  [3_600_000_000, '3,600 s'],
  [NaN, '–'],
])('a latency of %d µs is %s', (us, text) => {
  expect(formatLatency(us)).toBe(text);
});

it('a latency is never more than 0.5 % off what was measured', () => {
  const factors = new Map([
    ['µs', 1],
    ['ms', 1e3],
    ['s', 1e6],
  ]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3_600_000_000 }), (us) => {
      const [number = '', unit = ''] = formatLatency(us).split(' ');
      const printedUs = Number(number.replaceAll(',', '')) * (factors.get(unit) ?? NaN);
      expect(Math.abs(printedUs - us) / us).toBeLessThanOrEqual(0.005);
    }),
  );
});

it('a latency takes at most seven columns below 1,000 s', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_499_999 }), (us) => {
      expect(formatLatency(us).length).toBeLessThanOrEqual(7);
    }),
  );
});

it.each([
  [0, '0'],
  [4.87, '4.87'],
  [5, '5'],
  [19.83, '19.8'],
  [100, '100'],
  [1200, '1,200'],
  [61_234.4, '61,234'],
  [1_234_567, '1,234,567'],
])('a rate of %d is %s', (perS, text) => {
  expect(formatRate(perS)).toBe(text);
});

it.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1_837_020, '1,837,020'],
])('a count of %d is %s', (count, text) => {
  expect(formatCount(count)).toBe(text);
});

it.each([
  [999_999, '999,999'],
  [1_837_020, '1.84 M'],
  [2_500_000_000, '2.50 G'],
])('a short count of %d is %s', (count, text) => {
  expect(formatShortCount(count)).toBe(text);
});

it.each([
  [0, '0 B'],
  [512, '512 B'],
  [1290, '1.29 kB'],
  [999_999, '1.00 MB'],
  [1_210_000_000, '1.21 GB'],
  [5e15, '5,000 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

it.each([
  [0, '0 %'],
  [0.000_01, '< 0.01 %'],
  [0.0093, '0.93 %'],
  [0.632, '63.2 %'],
  [1, '100 %'],
  [NaN, '–'],
])('a share of %d is %s', (share, text) => {
  expect(formatPercent(share)).toBe(text);
});

it.each([
  [0.0219, '0.0219×'],
  [1.013, '1.01×'],
  [45.59, '45.6×'],
  [Infinity, '–'],
])('a ratio of %d is %s', (ratio, text) => {
  expect(formatRatio(ratio)).toBe(text);
});

it.each([
  [0, '0 ms'],
  [4.312, '4.31 ms'],
  [250, '250 ms'],
  [999.6, '1 s'],
  [12_400, '12.4 s'],
  [30_000, '30 s'],
  [59_990, '1 min'],
  [90_000, '1 min 30 s'],
  [7_200_000, '2 h'],
  [3_661_000, '1 h 1 min 1 s'],
])('a duration of %d ms is %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

it.each([
  [31.4704, 6, '31.4704'],
  [500.04, 5, '500.04'],
  [1200, 3, '1,200'],
  [-1234.5, 3, '-1,235'],
])('%d to %d digits is %s', (value, digits, text) => {
  expect(formatNumber(value, digits)).toBe(text);
});
