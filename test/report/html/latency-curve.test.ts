import { describe, expect, it } from 'vitest';
import { latencyPlot } from '../../../src/report/html/latency-curve.ts';
import type { Column } from '../../../src/report/html/page.ts';
import { Samples } from '../../../src/stats/samples.ts';
import { distributionOf } from '../../../src/summary/distribution.ts';
import type { Distribution } from '../../../src/summary/result.ts';

/** One sample of each µs from 1 on. */
function uniform(count: number): Distribution {
  const samples = new Samples();
  for (let us = 1; us <= count; us++) samples.record(us);
  return distributionOf(samples);
}

function drawn(distribution: Distribution, points = new Map<number, number>()) {
  const curves = [{ label: 'service time', colour: 0, distribution }];
  const marks = points.size === 0 ? [] : [{ label: 'baseline', colour: 5, valuesUs: points }];
  const [plot] = latencyPlot({ id: 'curve', title: 'Distribution', curves, points: marks });
  const columns: readonly Column[] = plot?.frame.columns ?? [];
  const at = (place: number, column: number): number | null | undefined =>
    columns[column]?.[columns[0]?.indexOf(place) ?? -1];
  return { chart: plot?.chart, columns, at };
}

describe('the curve of a distribution', () => {
  it('goes through its percentiles: p90 is at 10, p99 at 100', () => {
    const distribution = uniform(10_000);
    const { at } = drawn(distribution);
    expect([at(1, 1), at(2, 1), at(10, 1), at(100, 1), at(1000, 1)]).toEqual([
      distribution.minUs,
      distribution.p50Us,
      distribution.p90Us,
      distribution.p99Us,
      distribution.p999Us,
    ]);
  });

  it('ends with the last percentile that the sample carries', () => {
    const { columns } = drawn(uniform(400));
    const last = columns[0]?.at(-1) ?? 0;
    expect(last).toBeGreaterThanOrEqual(100);
    expect(last).toBeLessThan(400 / 3.6);
    expect(columns[1]).not.toContain(null);
  });

  it('is dashed from where it is only a lower bound, and goes on without a gap', () => {
    const distribution = { ...uniform(1000), censored: 100, censoredFromUs: 900 };
    const { chart, at } = drawn(distribution);
    expect(chart?.series.map(({ label, style }) => [label, style])).toEqual([
      ['service time', 'line'],
      ['service time, at least', 'dashed'],
    ]);
    expect([at(4, 1), at(4, 2)]).toEqual([750, null]);
    expect([at(100, 1), at(100, 2)]).toEqual([null, 990]);
  });

  it('has single values of what else is known beside it', () => {
    const { chart, at } = drawn(
      uniform(1000),
      new Map([
        [0.5, 480],
        [0.9999, 2000],
      ]),
    );
    expect(chart?.series.at(-1)).toMatchObject({ label: 'baseline', style: 'points' });
    expect([at(2, 2), at(10, 2), at(10_000, 2)]).toEqual([480, null, 2000]);
  });

  it.each([
    ['of no sample', uniform(0)],
    ['that came without its histogram', { ...uniform(100), histogram: '' }],
    ['whose histogram has nothing of its samples', { ...uniform(100), histogram: uniform(0).histogram }],
    ['whose histogram was changed by hand', { ...uniform(100), histogram: 'HISTFAAAAB54' }],
  ])('%s is not drawn', (_what, distribution) => {
    expect(drawn(distribution).chart).toBeUndefined();
  });
});
