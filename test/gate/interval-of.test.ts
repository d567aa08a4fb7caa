import { describe, expect, it } from 'vitest';
import { assert } from '../../src/base/assert.ts';
import { evaluate } from '../../src/gate/evaluate.ts';
import { certaintyOf } from '../../src/gate/interval-of.ts';
import { parseThreshold, type Threshold } from '../../src/scenario/threshold.ts';
import type { GateOutcome, Result, TimeSeriesPoint } from '../../src/summary/result.ts';
import { boundedRun, confidentRun } from '../support/sample-confidence.ts';
import { scalingComparison } from '../support/sample-comparison.ts';
import { flowRun } from '../support/sample-flow-result.ts';
import { closedRun, openRun } from '../support/sample-result.ts';

const shares = {
  errors: { level: 0.95, low: 0.002, high: 0.012, worth: 400 },
  checks: { level: 0.95, low: 0.99, high: 1, worth: 400 },
};

describe('where the true value lies', () => {
  it.each<[string, Result, [number | null, number | null]]>([
    ['p95 < 1', confidentRun, [1.074, 1.117]],
    ['service.p95 < 1', confidentRun, [1.074, 1.117]],
    ['mean < 1', confidentRun, [0.8012, 0.8304]],
    ['p99 < 1', boundedRun, [981.2, null]],
    ['errors < 1%', { ...closedRun, shares }, [0.2, 1.2]],
    ['checks > 99%', { ...closedRun, shares }, [99, 100]],
    ['orders.checks."status is 200" > 1%', flowRun, [98.935, 99.766]],
  ])('%s', (text, result, [low, high]) => {
    const { request, metric } = threshold(text);
    expect(certaintyOf(request, metric, result)).toEqual({
      kind: 'interval',
      interval: { confidence: 0.95, low, high },
    });
  });

  it('of the ok ones is that of all where nothing failed', () => {
    expect(certaintyOf(null, threshold('ok.p95 < 1').metric, confidentRun).kind).toBe('interval');
    expect(certaintyOf(null, threshold('ok.p95 < 1').metric, boundedRun)).toMatchObject({
      why: 'no interval is kept of ok.p95, only of response time of all outcomes',
    });
  });

  it.each<[string, Result, string]>([
    ['ttfb.p95 < 1', confidentRun, 'no interval is kept of ttfb.p95'],
    ['p95 < 1', closedRun, 'an interval needs 10 s'],
    ['p99.9 < 1', boundedRun, 'the run was too short'],
    ['mean < 1', boundedRun, 'unfinished requests leave the mean open'],
    ['orders.rate > 1', flowRun, 'no interval is kept of the rate of one request'],
  ])('is unknown of %s', (text, result, why) => {
    const { request, metric } = threshold(text);
    expect(certaintyOf(request, metric, result)).toMatchObject({ why: expect.stringContaining(why) });
  });

  it('is unknown of a request that isn’t there, and of most figures of a comparison', () => {
    expect(certaintyOf('cart', threshold('p95 < 1').metric, confidentRun)).toMatchObject({
      why: 'no request of that name was sent',
    });
    const speedupInterval = { confidence: 0.95, low: 2, high: 3 };
    const effect = { ...scalingComparison.effect, speedupInterval };
    const rounds = { ...scalingComparison, effect };
    expect(certaintyOf(null, { kind: 'speedup' }, rounds)).toMatchObject({ interval: speedupInterval });
    expect(certaintyOf(null, { kind: 'efficiency' }, rounds).kind).toBe('unknown');
  });

  it.each(['max < 1', 'min < 1', 'requests > 1', 'bytes.received > 1', 'missed < 1%', 'timeouts < 3'])(
    'is no question of %s, which is a fact of the run',
    (text) => {
      expect(certaintyOf(null, threshold(text).metric, openRun)).toEqual({ kind: 'fact' });
    },
  );

  it('of the rate comes from the whole seconds that were measured', () => {
    const certainty = certaintyOf(
      null,
      threshold('rate > 1').metric,
      withSeconds((second) => 100 + (second % 5)),
    );
    assert(certainty.kind === 'interval', 'there are enough of them');
    const { low, high } = certainty.interval;
    expect(low).toBeGreaterThan(100);
    expect(low).toBeLessThan(102);
    expect(high).toBeGreaterThan(102);
    expect(high).toBeLessThan(104);
    expect(
      certaintyOf(
        null,
        threshold('rate > 1').metric,
        withSeconds(() => 1, 9),
      ),
    ).toMatchObject({
      kind: 'unknown',
    });
  });
});

describe('a confident gate', () => {
  // The p95 is 1.093 ms, between 1.074 and 1.117.
  it.each<[string, GateOutcome['verdict']]>([
    ['p95 < 1.2', 'passed'],
    ['p95 < 1.1', 'inconclusive'],
    ['p95 < 1.08', 'inconclusive'],
    ['p95 < 1.07', 'failed'],
    ['p95 > 1.05', 'passed'],
    ['p95 > 1.2', 'failed'],
  ])('%s: %s', (text, verdict) => {
    expect(confident(text, confidentRun).verdict).toBe(verdict);
  });

  it('says why it can’t tell', () => {
    expect(confident('p95 < 1.1', confidentRun)).toMatchObject({
      value: 1.093,
      margin: expect.closeTo(0.007, 9),
      note: 'the limit lies within the interval',
    });
    expect(confident('ttfb.p95 < 5', confidentRun)).toMatchObject({
      verdict: 'inconclusive',
      interval: null,
      note: expect.stringContaining('no interval is kept'),
    });
    expect(confident('p99 < 2s', boundedRun)).toMatchObject({ verdict: 'inconclusive' });
  });

  it('takes facts as they are', () => {
    expect(confident('requests > 10', confidentRun).verdict).toBe('passed');
    expect(confident('max < 1ms', confidentRun).verdict).toBe('failed');
  });

  it('without it only shows the interval', () => {
    expect(evaluate([threshold('p95 < 1.1')], confidentRun)).toMatchObject([
      { verdict: 'passed', interval: { confidence: 0.95, low: 1.074, high: 1.117 }, note: null },
    ]);
  });
});

function confident(text: string, result: Result): GateOutcome {
  const [outcome] = evaluate([{ ...threshold(text), isConfident: true }], result);
  assert(outcome !== undefined, 'no outcome');
  return outcome;
}

/** So many answers in each second; those of the warm-up and of what comes after don't count. */
function withSeconds(answeredIn: (second: number) => number, seconds = 20): Result {
  const [template] = openRun.timeSeries.points;
  assert(template !== undefined, 'the sample has points');
  const pointAt = (second: number): TimeSeriesPoint => {
    const isMeasured = second >= 2 && second < 2 + seconds;
    return { ...template, atMs: second * 1000, answered: isMeasured ? answeredIn(second) : 5000 };
  };
  return {
    ...openRun,
    load: { ...openRun.load, warmupMs: 2000 },
    measuredMs: seconds * 1000,
    timeSeries: {
      intervalMs: 1000,
      points: Array.from({ length: seconds + 4 }, (_, second) => pointAt(second)),
    },
  };
}

function threshold(text: string): Threshold {
  const parsed = parseThreshold(text, 'load', { requests: null, holds: 'passes' });
  assert(parsed.ok, text);
  return parsed.value;
}
