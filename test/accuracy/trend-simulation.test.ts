import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/random.ts';
import { findChanges } from '../../src/gate/trend/find-changes.ts';
import { trendGate } from '../../src/gate/trend/trend-gates.ts';
import type { TrendSeries } from '../../src/gate/trend/trend-result.ts';
import { designOf } from '../../src/gate/trend/trend-shape.ts';

/** docs/trend.md has these figures from more trials. */
const trials = 300;
const gatedRuns = 10;
const design = designOf({ gatedRuns });
const runNoise = 0.05;

describe('runs of which each differs from the next by 5 %', () => {
  it('raise hardly an alarm where nothing changed', () => {
    const normal = normalNumbers(11);
    const series = Array.from({ length: trials }, () => seriesOf(50, () => runNoise * normal()));
    expect(shareOf(series, (each) => findChanges(each, design).length > 0)).toBeLessThan(0.05);
    expect(shareOf(series, isRed)).toBeLessThan(0.02);
  });

  it('raise few even where one run of twenty is far off', () => {
    const [normal, uniform] = [normalNumbers(12), seededRandom(13)];
    const odd = (): number => (uniform() < 0.05 ? 0.25 + 0.2 * uniform() : 0);
    const series = Array.from({ length: trials }, () => seriesOf(50, () => runNoise * normal() + odd()));
    expect(shareOf(series, isRed)).toBeLessThan(0.03);
  });

  it.each([
    [10, 8, 0.75],
    [20, 3, 0.9],
  ])('show that it got slower by %i % after %i runs', (percent, after, least) => {
    const normal = normalNumbers(14);
    const series = Array.from({ length: trials }, () =>
      seriesOf(30 + after, (run) => runNoise * normal() + (run < 30 ? 0 : Math.log1p(percent / 100))),
    );
    expect(shareOf(series, isRed)).toBeGreaterThan(least);
  });
});

function isRed(series: TrendSeries): boolean {
  const gate = trendGate(series, findChanges(series, design), gatedRuns, design, () => []);
  return gate.verdict === 'failed';
}

function shareOf(series: readonly TrendSeries[], holds: (each: TrendSeries) => boolean): number {
  return series.filter(holds).length / series.length;
}

/** Times of some 10 ms, of which `logAt` says the logarithm of what each has too much. */
function seriesOf(runs: number, logAt: (run: number) => number): TrendSeries {
  return {
    metric: 'p50',
    request: null,
    unit: 'ms',
    isHigherBetter: false,
    effectKind: 'ratio',
    isGated: true,
    values: Array.from({ length: runs }, (_, run) => 10 * Math.exp(logAt(run))),
  };
}

/** By Box and Muller. */
function normalNumbers(seed: number): () => number {
  const random = seededRandom(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
