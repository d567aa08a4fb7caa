import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baselineRow } from '../../../src/gate/baseline/baseline.ts';
import { baselineText } from '../../../src/gate/baseline/baseline-text.ts';
import { joinBaselines, makeBaseline } from '../../../src/gate/baseline/make-baseline.ts';
import { medianOf, sigmaOf } from '../../../src/gate/baseline/spread.ts';
import { metricsOf } from '../../../src/gate/read-metric.ts';
import { closedRun, openRun, smallRun } from '../../support/sample-result.ts';
import { storedRun } from '../../support/stored-run.ts';

describe('a baseline', () => {
  const runs = [10, 12, 11, 14].map((p50Ms, minute) => storedRun({ p50Ms, minute }));
  const baseline = makeBaseline(runs);

  it('has each number of each run, their median and their standard deviation', () => {
    expect(baselineRow(baseline, null, 'p50')).toEqual({
      request: null,
      metric: 'p50',
      unit: 'ms',
      median: 11.5,
      // √(((10 − 11.75)² + (12 − 11.75)² + (11 − 11.75)² + (14 − 11.75)²) / 3)
      sigma: 1.70783,
      values: [10, 12, 11, 14],
    });
    expect(baseline).toMatchObject({ runs: 4, trust: 'ok', startedAt: runs[0]?.startedAt });
  });

  it.each([closedRun, openRun, smallRun])('has a row for whatever a threshold can name: %#', (run) => {
    const { rows } = makeBaseline([run, run]);
    expect(rows.map(({ request, metric, unit }) => [request, metric, unit])).toEqual(
      metricsOf(run).map(({ request, name, unit }) => [request, name, unit]),
    );
  });

  it('remembers which run lacked a number', () => {
    const { rows, conditions } = makeBaseline([storedRun({ p99Ms: null }), storedRun({ p99Ms: 50 })]);
    expect(baselineRow({ rows, conditions }, null, 'p99')).toMatchObject({
      median: 50,
      sigma: null,
      values: [null, 50],
    });
  });

  it('answers for a single request with the numbers of all', () => {
    const [name = ''] = baseline.conditions.requests;
    expect(baselineRow(baseline, name, 'p50')).toBe(baselineRow(baseline, null, 'p50'));
    expect(baselineRow(baseline, 'another', 'p50')).toBeNull();
    expect(baselineRow(baseline, null, 'p98')).toBeNull();
  });

  it('tells the worst trust of its runs', () => {
    const degraded = { ...storedRun(), trust: { level: 'degraded', reasons: [] } as const };
    expect(makeBaseline([storedRun(), degraded]).trust).toBe('degraded');
  });

  it('grows by the runs of another session, as if all had been one', () => {
    const [first, second] = [runs.slice(0, 1), runs.slice(1)];
    const joined = joinBaselines(makeBaseline(first), makeBaseline(second));
    expect(joined).toEqual(baseline);
    const odd = storedRun({}, { orders: {}, cart: {} });
    expect(baselineRow(joinBaselines(baseline, makeBaseline([odd])), 'orders', 'p50')?.values).toEqual([
      null,
      null,
      null,
      null,
      10,
    ]);
  });

  it('is written with a line for each row, and the same again', () => {
    const text = baselineText(baseline);
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(baseline)));
    expect(text.split('\n').filter((line) => line.includes('"metric":'))).toHaveLength(baseline.rows.length);
    expect(baselineText({ ...baseline, rows: [] })).toBe(
      `${JSON.stringify({ ...baseline, rows: [] }, null, 2)}\n`,
    );
  });
});

describe('spread', () => {
  it.each([
    [[3], 3, null],
    [[1, 2], 1.5, Math.SQRT1_2],
    [[4, 1, 2], 2, Math.sqrt(7 / 3)],
    [[5, 5, 5, 5], 5, 0],
  ])('of %j', (values, median, sigma) => {
    expect(medianOf(values)).toBe(median);
    if (sigma === null) expect(sigmaOf(values)).toBeNull();
    else expect(sigmaOf(values)).toBeCloseTo(sigma, 12);
  });

  it('a run far from the others counts: later runs will meet what it met', () => {
    expect(sigmaOf([10, 10, 10, 10, 30])).toBeCloseTo(Math.sqrt(320 / 4), 12);
  });

  it('grows with the values', () => {
    const positive = fc.double({ min: 0.001, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(positive, { minLength: 2 }), fc.integer({ min: 2, max: 9 }), (values, factor) => {
        const scaled = values.map((value) => factor * value);
        expect(medianOf(scaled)).toBeCloseTo(factor * medianOf(values), 3);
        expect(sigmaOf(scaled) ?? 0).toBeCloseTo(factor * (sigmaOf(values) ?? 0), 3);
      }),
    );
  });
});
