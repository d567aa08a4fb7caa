import { describe, expect, it } from 'vitest';
import { samplingInterval } from '../../../src/gate/compare/sampling-interval.ts';
import type { Metric, Statistic } from '../../../src/scenario/threshold-metric.ts';
import { encodeHistogram } from '../../../src/stats/hdr-codec.ts';
import { Histogram } from '../../../src/stats/histogram.ts';
import type { Result } from '../../../src/summary/result.ts';
import { storedRun } from '../../support/stored-run.ts';

const latency = (statistic: Statistic, outcome: 'ok' | 'all' = 'all'): Metric => {
  return { kind: 'latency', series: null, outcome, statistic };
};

describe('of a run that kept windows', () => {
  const run = storedRun({ p50Ms: 10 });

  it.each<[string, Metric, object | null]>([
    ['what they tell of a percentile', latency('p50'), { low: 9.8, high: 10.2 }],
    ['nothing of the slowest time', latency('max'), null],
    ['nothing of a rate that was counted', { kind: 'rate' }, { low: 1000, high: 1000 }],
    ['nothing of a count', { kind: 'requests' }, null],
  ])('%s', (_name, metric, interval) => {
    expect(samplingInterval(null, metric, run)).toEqual(interval);
  });

  it('shares in percent, and none where there is nothing to have a share in', () => {
    const share = { level: 0.95, low: 0.001, high: 0.02, worth: 100 };
    const shares = { errors: share, checks: null };
    expect(samplingInterval(null, { kind: 'errors' }, { ...run, shares })).toEqual({ low: 0.1, high: 2 });
    expect(samplingInterval(null, { kind: 'checks' }, { ...run, shares })).toBeNull();
  });
});

describe('of a run without windows', () => {
  it('the order statistics of all its times', () => {
    // Of 100 times from 1 to 100 ms the median lies between the 40th and the 61st with 95 %: binom(100, 1/2).
    const interval = samplingInterval(null, latency('p50', 'ok'), runOf(100));
    expect(interval?.low).toBeCloseTo(40, 0);
    expect(interval?.high).toBeCloseTo(61, 0);
  });

  it('no bound that so few times do not tell', () => {
    expect(samplingInterval(null, latency('p99', 'ok'), runOf(100))).toMatchObject({ high: null });
  });

  it('nothing of a histogram that somebody broke', () => {
    for (const histogram of ['', 'x', 'HISTFAAAAB54nJNpmSzMwMDACMXMDBAAYjNcm7yEAc4HAEvs']) {
      expect(samplingInterval(null, latency('p50', 'ok'), withHistogram(runOf(100), histogram))).toBeNull();
    }
  });
});

/** Times of 1 ms, 2 ms … */
function runOf(count: number): Result {
  const histogram = new Histogram();
  for (let ms = 1; ms <= count; ms++) histogram.record(1000 * ms);
  const run = storedRun();
  const { ok } = run.latency.serviceTime;
  const times = { ...ok, count, minUs: 1000, maxUs: 1000 * count };
  return withHistogram(
    { ...run, latency: { ...run.latency, serviceTime: { ok: times, all: times } } },
    encodeHistogram(histogram),
  );
}

function withHistogram(run: Result, histogram: string): Result {
  const { ok, all } = run.latency.serviceTime;
  return {
    ...run,
    latency: { ...run.latency, serviceTime: { ok: { ...ok, histogram }, all: { ...all, histogram } } },
  };
}
