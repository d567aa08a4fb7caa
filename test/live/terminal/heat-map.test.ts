import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heatMap } from '../../../src/live/terminal/heat-map.ts';
import type { Seconds } from '../../../src/live/terminal/seconds.ts';
import { withSecond } from '../../../src/live/terminal/seconds.ts';
import { latencyRangesUs } from '../../../src/stats/latency-ranges.ts';
import { countsAt, tickAt } from '../../support/live-tick.ts';

describe('a heat map', () => {
  it('has a shade for the share of a second in each range, the slowest above', () => {
    const columns = [
      second({ 1000: 600, 1500: 300, 2000: 99, 5000: 1 }),
      second({ 1000: 150, 1500: 50, 2000: 795, 3000: 5 }),
    ];
    expect(heatMap(columns, 5)).toEqual([
      { label: '5 – 7 ms', cells: '· ', share: 1 / 2000 },
      { label: '3 – 5 ms', cells: ' ·', share: 5 / 2000 },
      { label: '2 – 3 ms', cells: '░█', share: 894 / 2000 },
      { label: '1.5 – 2 ms', cells: '▓░', share: 350 / 2000 },
      { label: '1 – 1.5 ms', cells: '█▒', share: 750 / 2000 },
    ]);
  });

  it.each([
    [{ 1000: 10, 1500: 10 }, 3, ['2 – 3 ms', '1.5 – 2 ms', '1 – 1.5 ms']],
    [{ 700: 10, 3000: 10 }, 3, ['2 – 5 ms', '1 – 2 ms', '500 µs – 1 ms']],
    [{ 700: 10, 20_000: 10 }, 4, ['10 – 30 ms', '3 – 10 ms', '1 – 3 ms', '300 µs – 1 ms']],
    [
      { 100: 10, 7_000_000: 10 },
      5,
      ['1 – 10 s', '100 ms – 1 s', '10 – 100 ms', '1 – 10 ms', '100 µs – 1 ms'],
    ],
    [{ 10: 10, 1e8: 10 }, 3, ['≥ 10 s', '10 ms – 10 s', '< 10 ms']],
  ])('has rows as narrow as what was seen allows: %o in %d rows', (samples, rows, labels) => {
    expect(heatMap([second(samples)], rows).map(({ label }) => label)).toEqual(labels);
  });

  it('has the little that is much faster than all else in its lowest row', () => {
    const rows = heatMap([second({ 20: 1, 1000: 50, 1500: 50 })], 3);
    expect(rows.map(({ label }) => label)).toEqual(['2 – 3 ms', '1.5 – 2 ms', '< 1.5 ms']);
    expect(rows.at(-1)?.share).toBe(51 / 101);
  });

  it('leaves the warm-up out of the shares, and a second counts once however wide it is', () => {
    const warmup = second({ 1500: 100 }, true);
    const measured = second({ 1000: 100 });
    const rows = heatMap([warmup, warmup, measured, measured, measured, null], 3);
    expect(rows.map(({ share }) => share)).toEqual([0, 0, 1]);
    expect(rows.map(({ cells }) => cells)).toEqual(['      ', '██    ', '  ███ ']);
    expect(heatMap([warmup], 3).map(({ share }) => share)).toEqual([null, null, null]);
  });

  it('has at most as many rows as asked for, each as long as there are columns, and every sample in one of them', () => {
    const anySamples = fc.dictionary(
      fc.constantFrom(...latencyRangesUs.map(String)),
      fc.integer({ min: 1, max: 1e6 }),
      { maxKeys: 6 },
    );
    fc.assert(
      fc.property(fc.array(anySamples, { maxLength: 5 }), fc.integer({ min: 3, max: 12 }), (all, count) => {
        const rows = heatMap(
          all.map((samples) => second(samples)),
          count,
        );
        expect(rows.length).toBeGreaterThanOrEqual(3);
        expect(rows.length).toBeLessThanOrEqual(count);
        // Above three there is none for nothing.
        expect(rows.length === 3 || rows[0]?.cells.trim() !== '').toBe(true);
        expect(rows.every(({ cells }) => cells.length === all.length)).toBe(true);
        const shares = rows.map(({ share }) => share ?? 0).reduce((sum, share) => sum + share);
        const isEmpty = all.every((samples) => Object.keys(samples).length === 0);
        expect(shares).toBeCloseTo(isEmpty ? 0 : 1, 9);
      }),
    );
  });
});

function second(samples: Readonly<Record<string, number>>, isWarmup = false): Seconds[number] {
  const [only = null] = withSecond([], tickAt(1, { latencyCounts: countsAt(samples), isWarmup }), false);
  return only;
}
