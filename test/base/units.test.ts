import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  msToUs,
  parseBytes,
  parseCount,
  parseDurationMs,
  parseRatePerS,
  usToMs,
} from '../../src/base/units.ts';

describe('parseDurationMs', () => {
  it.each([
    ['30s', 30_000],
    ['250ms', 250],
    ['500us', 0.5],
    ['50µs', 0.05],
    ['2m', 120_000],
    ['1h', 3_600_000],
    ['1m30s', 90_000],
    ['1h2m3s4ms', 3_723_004],
    ['1.5s', 1500],
    ['30', 30_000],
    ['0.25', 250],
    [' 5s ', 5000],
    ['0', 0],
    ['1.005s', 1005],
    ['1001us', 1.001],
  ])('reads %s', (text, ms) => {
    expect(parseDurationMs(text)).toEqual({ ok: true, value: ms });
  });

  it.each(['', 's', '-5s', '5 s', '5x', '1s30', '.5s', '1e3', 'ten'])('refuses "%s"', (text) => {
    const parsed = parseDurationMs(text);
    expect(parsed).toEqual({
      ok: false,
      message: `"${text}" is not a duration such as 500ms, 30s or 1m30s`,
    });
  });

  it('reads every whole number of microseconds as exactly that', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_600_000_000 }), (us) => {
        expect(parseDurationMs(`${us}us`)).toEqual({ ok: true, value: us / 1000 });
        expect(parseDurationMs(`${(us / 1e6).toFixed(6)}s`)).toEqual({ ok: true, value: us / 1000 });
      }),
    );
  });
});

describe('parseCount', () => {
  it.each([
    ['500', 500],
    ['10k', 10_000],
    ['2M', 2_000_000],
    ['2m', 2_000_000],
    ['1.5k', 1500],
    ['1.001k', 1001],
    ['8.2M', 8_200_000],
    ['1,000,000', 1_000_000],
    ['10_000', 10_000],
    ['0', 0],
  ])('reads %s', (text, count) => {
    expect(parseCount(text)).toEqual({ ok: true, value: count });
  });

  it.each(['', 'k', '-1', '1.5', '1.0005k', '1e3', '10kk', '0x10', '1,5k', '1__000', ',100'])(
    'refuses "%s"',
    (text) => {
      expect(parseCount(text)).toEqual({
        ok: false,
        message: `"${text}" is not a whole number such as 500, 10k or 2M`,
      });
    },
  );

  it('reads back every safe integer', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (count) => {
        expect(parseCount(String(count))).toEqual({ ok: true, value: count });
        expect(parseCount(count.toLocaleString('en-US'))).toEqual({ ok: true, value: count });
      }),
    );
  });
});

describe('parseRatePerS', () => {
  it.each([
    ['5000', 5000],
    ['5k', 5000],
    ['1.2k', 1200],
    ['8.2M', 8_200_000],
    ['100/s', 100],
    ['90/m', 1.5],
    ['1800/h', 0.5],
    ['2k/m', 2000 / 60],
    ['0.1', 0.1],
  ])('reads %s', (text, ratePerS) => {
    expect(parseRatePerS(text)).toEqual({ ok: true, value: ratePerS });
  });

  it.each(['', '-5', '5/d', '5 /s', 'fast', '5//s'])('refuses "%s"', (text) => {
    expect(parseRatePerS(text)).toEqual({
      ok: false,
      message: `"${text}" is not a rate such as 5000, 5k, 100/s or 90/m`,
    });
  });
});

it('rounds milliseconds to whole microseconds and back', () => {
  expect(msToUs(1.2344)).toBe(1234);
  expect(msToUs(1.2345)).toBe(1235);
  fc.assert(
    fc.property(fc.nat(), (us) => {
      expect(msToUs(usToMs(us))).toBe(us);
    }),
  );
});

describe('parseBytes', () => {
  it.each([
    ['0B', 0],
    ['500b', 500],
    ['10MB', 10_000_000],
    ['1.5 kB', 1500],
    ['64KiB', 65_536],
    ['1.5MiB', 1_572_864],
    ['2gb', 2e9],
  ])('%s', (text, bytes) => {
    expect(parseBytes(text)).toEqual({ ok: true, value: bytes });
  });

  it.each(['', '10', 'MB', '-1B', '1.5B', '1XB', '99999999GB'])('refuses "%s"', (text) => {
    expect(parseBytes(text)).toEqual({
      ok: false,
      message: `"${text}" is not a size such as 500B, 10MB or 64KiB`,
    });
  });
});
