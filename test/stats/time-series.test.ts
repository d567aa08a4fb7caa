import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Activity } from '../../src/stats/delta.ts';
import { Histogram } from '../../src/stats/histogram.ts';
import { Samples } from '../../src/stats/samples.ts';
import { TimeSeries } from '../../src/stats/time-series.ts';

describe('a time series', () => {
  it('adds what all workers did in an interval', () => {
    const series = new TimeSeries();
    const lag = new Histogram();
    lag.record(70);
    series.add(
      0,
      activity({ started: 10, answered: 6, failed: 1, missed: 2, receivedBytes: 300 }, [100, 200]),
      { busyShare: 0.5, gcPauseMs: 2 },
      lag.counts(),
    );
    series.add(0, activity({ started: 5, answered: 5, receivedBytes: 200 }, [300, 400, 500]), {
      busyShare: 0.25,
      gcPauseMs: 4,
    });
    expect(series.points()).toEqual([
      {
        interval: 0,
        started: 15,
        answered: 11,
        failed: 1,
        missed: 2,
        inFlight: 3,
        receivedBytes: 500,
        p50Us: 300,
        p99Us: 500,
        maxUs: 500,
        samples: 5,
        censored: 0,
        censoredFromUs: Infinity,
        startLagP99Us: 70,
        busyShare: 0.5,
        gcPauseMs: 4,
      },
    ]);
  });

  it('knows which of its times are only lower bounds', () => {
    const series = new TimeSeries();
    const latency = new Samples();
    latency.record(100);
    latency.recordBound(2000);
    latency.recordBound(3000);
    series.add(0, { ...activity({ started: 3 }), latency: latency.counts() });
    series.add(0, activity({ started: 1 }, [50]));
    expect(series.latest()).toMatchObject({ samples: 4, censored: 2, censoredFromUs: 2000, maxUs: 3000 });
  });

  it('says how many requests are open at the end of each interval', () => {
    const series = new TimeSeries();
    series.add(0, activity({ started: 10, answered: 4 }));
    series.add(1, activity({ started: 10, answered: 14, failed: 1 }));
    series.add(2, activity({ answered: 1 }));
    expect(series.points().map(({ inFlight }) => inFlight)).toEqual([6, 1, 0]);
    expect(series.latest()).toMatchObject({ interval: 2, inFlight: 0 });
  });

  it('is the same in whatever order workers report within a few intervals', () => {
    const workers = [0, 1, 2];
    const intervals = [0, 1, 2, 3, 4];
    const all = workers.flatMap((worker) => intervals.map((interval) => ({ worker, interval })));
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (order) => {
        const series = new TimeSeries();
        for (const { worker, interval } of order) {
          const started = 10 * worker + interval;
          series.add(interval, activity({ started, answered: started - 1 }, [started]));
        }
        const points = series.points();
        expect(points.map(({ interval }) => interval)).toEqual(intervals);
        expect(points.map(({ started }) => started)).toEqual([30, 33, 36, 39, 42]);
        expect(points.map(({ inFlight }) => inFlight)).toEqual([3, 6, 9, 12, 15]);
        expect(points.map(({ p50Us }) => p50Us)).toEqual([10, 11, 12, 13, 14]);
        expect(series.latest()).toEqual(points.at(-1));
      }),
    );
  });

  it('keeps every interval once and in order, however late a report is', () => {
    const anyReports = fc.array(fc.record({ interval: fc.nat(30), started: fc.nat(9) }), { maxLength: 60 });
    fc.assert(
      fc.property(anyReports, (reports) => {
        const series = new TimeSeries();
        for (const { interval, started } of reports) series.add(interval, activity({ started }));
        const points = series.points();
        const intervals = points.map(({ interval }) => interval);
        const total = reports.reduce((sum, { started }) => sum + started, 0);
        expect(intervals).toEqual([...new Set(intervals)].toSorted((a, b) => a - b));
        expect(points.reduce((sum, { started }) => sum + started, 0)).toBe(total);
        expect(points.at(-1)?.inFlight ?? 0).toBe(total);
      }),
    );
  });

  it('counts what comes for a closed interval in the oldest open one', () => {
    const series = new TimeSeries();
    for (const interval of [0, 1, 2, 3, 4, 5, 6]) series.add(interval, activity({ started: 1 }, [100]));
    series.add(0, activity({ started: 5 }, [900]));
    expect(series.points().map(({ started }) => started)).toEqual([1, 1, 6, 1, 1, 1, 1]);
    expect(series.points().map(({ p99Us }) => p99Us)).toEqual([100, 100, 900, 100, 100, 100, 100]);
  });

  it('has no percentiles where nothing ended', () => {
    const series = new TimeSeries();
    series.add(0, activity({ started: 1 }));
    expect(series.latest()).toMatchObject({ p50Us: null, p99Us: null });
  });

  it('is empty before the first report', () => {
    expect([new TimeSeries().points(), new TimeSeries().latest()]).toEqual([[], null]);
  });

  it('is bounded: of a longer run it keeps the beginning, and the newest with the true number in flight', () => {
    const series = new TimeSeries(3);
    for (let interval = 0; interval < 20; interval++) series.add(interval, activity({ started: 1 }));
    const points = series.points();
    expect(points.map(({ interval }) => interval)).toEqual([0, 1, 2, 15, 16, 17, 18, 19]);
    expect(points.map(({ inFlight }) => inFlight)).toEqual([1, 2, 3, 16, 17, 18, 19, 20]);
  });
});

function activity(counts: Partial<Activity>, latenciesUs: readonly number[] = []): Activity {
  const latency = new Samples();
  for (const us of latenciesUs) latency.record(us);
  const zero = { started: 0, answered: 0, failed: 0, missed: 0, receivedBytes: 0 };
  return { ...zero, ...counts, latency: latency.counts() };
}
