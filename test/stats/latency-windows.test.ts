import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { present } from '../../src/base/assert.ts';
import { Histogram } from '../../src/stats/histogram.ts';
import { LatencyWindows } from '../../src/stats/latency-windows.ts';
import { type SampleCounts, Samples } from '../../src/stats/samples.ts';

describe('latency by windows', () => {
  it('is the response time of an open model, answers and failures alike', () => {
    const windows = new LatencyWindows();
    const samples = {
      responseOk: countsOf([10, 20]),
      responseRest: countsOf([30]),
      serviceOk: countsOf([1, 2]),
      serviceRest: countsOf([3]),
    };
    windows.add({ interval: 4, samples });
    expect(valuesOf(windows)).toEqual([[4, [10, 20, 30]]]);
  });

  it('is the service time of a closed model', () => {
    const windows = new LatencyWindows();
    windows.add({ interval: 0, samples: { serviceOk: countsOf([1, 2]) } });
    windows.add({ interval: 1, samples: { serviceRest: countsOf([3]) } });
    windows.add({ interval: 2, samples: {} });
    expect(valuesOf(windows)).toEqual([
      [0, [1, 2]],
      [1, [3]],
    ]);
  });

  it('loses no sample, whatever the order of reports and the length of the run', () => {
    const report = fc.record({ interval: fc.nat(200), us: fc.array(fc.nat(2000), { maxLength: 4 }) });
    fc.assert(
      fc.property(fc.array(report, { maxLength: 60 }), fc.integer({ min: 2, max: 8 }), (reports, most) => {
        const windows = new LatencyWindows(most);
        for (const { interval, us } of reports) {
          windows.add({ interval, samples: us.length === 0 ? {} : { serviceOk: countsOf(us) } });
        }
        const list = valuesOf(windows);
        expect(list.length).toBeLessThanOrEqual(most);
        expect(list.flatMap(([, us]) => us).toSorted((a, b) => a - b)).toEqual(
          reports.flatMap(({ us }) => us).toSorted((a, b) => a - b),
        );
        for (const [interval, us] of list) {
          const within = reports.filter(
            (one) => one.interval >= interval && one.interval < interval + windows.intervalsEach,
          );
          expect(us).toEqual(within.flatMap((one) => one.us).toSorted((a, b) => a - b));
        }
      }),
    );
  });
});

function countsOf(us: readonly number[]): SampleCounts {
  const samples = new Samples();
  for (const value of us) samples.record(value);
  return samples.counts();
}

function valuesOf(windows: LatencyWindows): [interval: number, us: number[]][] {
  return windows.list().map(({ interval, counts }) => {
    const histogram = new Histogram();
    histogram.merge(counts);
    const us = [...histogram.values()].flatMap(([value, count]) => Array<number>(count).fill(value));
    expect(us).toHaveLength(present(counts.count));
    return [interval, us];
  });
}
