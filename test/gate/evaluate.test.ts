import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assert } from '../../src/base/assert.ts';
import { evaluate, type Measured, type MeasuredPair } from '../../src/gate/evaluate.ts';
import { foldVerdict } from '../../src/gate/verdict.ts';
import { parseThreshold, type Threshold } from '../../src/scenario/threshold.ts';
import type { Accounting, Distribution, GateOutcome, Result } from '../../src/summary/result.ts';
import { flowRun } from '../support/sample-flow-result.ts';
import * as samples from '../support/sample-result.ts';

type Verdict = GateOutcome['verdict'];

describe('a gate', () => {
  it('fails when its condition holds, and shows what was measured in its unit', () => {
    expect(outcomeOf('p95 > 500ms', openRun())).toEqual({
      expression: 'p95 > 500ms',
      verdict: 'passed',
      value: 95,
      interval: null,
      limit: 500,
      margin: 405,
      unit: 'ms',
      holds: 'fails',
      note: null,
    });
    expect(outcomeOf('errors > 1%', openRun())).toEqual({
      expression: 'errors > 1%',
      verdict: 'failed',
      value: 4,
      interval: null,
      limit: 1,
      margin: -3,
      unit: '%',
      holds: 'fails',
      note: null,
    });
  });

  it.each<[string, Verdict]>([
    ['p95 < 95', 'passed'],
    ['p95 <= 95', 'failed'],
    ['p95 > 95', 'passed'],
    ['p95 >= 95', 'failed'],
    ['p95 == 95', 'failed'],
    ['p95 != 95', 'passed'],
    ['p95 < 96', 'failed'],
    ['p95 > 94', 'failed'],
    ['p95 == 94', 'passed'],
    ['p95 != 94', 'failed'],
  ])('%s with a p95 of 95 ms: %s', (expression, verdict) => {
    expect(outcomeOf(expression, openRun()).verdict).toBe(verdict);
  });

  it('gives an outcome for each condition, in order', () => {
    const conditions = ['p95 > 1ms', 'rate < 1', 'max > 1h'];
    expect(evaluate(conditions.map(threshold), openRun()).map(({ expression }) => expression)).toEqual(
      conditions,
    );
    expect(evaluate([], openRun())).toEqual([]);
  });
});

describe('what a metric reads', () => {
  it.each<[string, number | null]>([
    ['p50 > 1', 50],
    ['p75 > 1', 75],
    ['p90 > 1', 90],
    ['p95 > 1', 95],
    ['p99 > 1', 99],
    ['p99.9 > 1', 99.9],
    ['p99.99 > 1', 99.99],
    ['mean > 1', 51],
    ['min > 1', 1],
    ['max > 1', 100],
    ['response.p95 > 1', 95],
    ['ok.p95 > 1', 1095],
    ['service.p95 > 1', 2095],
    ['service.ok.p95 > 1', 3095],
    ['ttfb.p95 > 1', 4095],
    ['connect.p95 > 1', 5095],
    ['tls.p95 > 1', null],
    ['lag.p95 > 1', 6095],
    ['errors > 0', 4],
    ['missed > 0', 20],
    ['rate > 1', 96],
    ['requests > 1', 100],
  ])('%s in an open run', (expression, value) => {
    expect(outcomeOf(expression, openRun()).value).toBe(value);
  });

  it.each<[string, number | null]>([
    ['p95 > 1', 2095],
    ['ok.p95 > 1', 3095],
    ['response.p95 > 1', null],
    ['lag.p95 > 1', null],
    ['missed > 0', null],
    ['errors > 0', 4],
  ])('%s in a closed run', (expression, value) => {
    expect(outcomeOf(expression, closedRun()).value).toBe(value);
  });

  it('has a share of exactly 7 % not above 7 %', () => {
    const run = openRun({ accounting: accounting({ started: 100, ok: 93, timeout: 7 }) });
    expect(outcomeOf('errors > 7%', run).verdict).toBe('passed');
    expect(outcomeOf('errors > 0.07', run).verdict).toBe('passed');
    expect(outcomeOf('errors >= 0.07', run).verdict).toBe('failed');
  });
});

describe('no data', () => {
  it('is the verdict on a series without samples', () => {
    expect(outcomeOf('tls.p95 > 1s', openRun())).toEqual({
      expression: 'tls.p95 > 1s',
      verdict: 'no-data',
      value: null,
      interval: null,
      limit: 1000,
      margin: null,
      unit: 'ms',
      holds: 'fails',
      note: 'no such time was measured',
    });
  });

  it('is the verdict on a percentile that the sample is too small for', () => {
    const run = openRun({ response: { ...distribution(0), p99Us: null } });
    expect(outcomeOf('p99 > 1s', run).verdict).toBe('no-data');
    expect(outcomeOf('p95 > 1s', run).verdict).toBe('passed');
  });

  it.each(['p95 > 1s', 'max > 1s', 'errors > 1%', 'missed > 1%', 'ttfb.p95 > 1s'])(
    'is the verdict on %s when nothing was planned or started',
    (expression) => {
      const run = openRun({
        accounting: accounting({}),
        response: emptyDistribution,
        timeToFirstByte: emptyDistribution,
      });
      expect(outcomeOf(expression, run).verdict).toBe('no-data');
    },
  );

  it('is the verdict on a closed run whose connections were all refused', () => {
    const run = closedRun({
      accounting: accounting({ started: 50, transportError: 50 }),
      service: emptyDistribution,
    });
    expect(outcomeOf('p95 > 1s', run).verdict).toBe('no-data');
    expect(outcomeOf('errors > 1%', run)).toMatchObject({ verdict: 'failed', value: 100 });
  });

  it('is the verdict on a comparison that ran no load, and on a load without a comparison', () => {
    expect(outcomeOf('p95 > 1s', pair()).verdict).toBe('no-data');
    expect(outcomeOf('speedup < 3', openRun()).verdict).toBe('no-data');
  });
});

describe('a run without a single success', () => {
  const refused = accounting({ planned: 100, started: 100, transportError: 100 });

  it.each([
    'p95 > 500ms',
    'ok.mean > 5s',
    'service.p50 > 5s',
    'ttfb.p95 > 5s',
    'connect.p95 > 1m',
    'lag.p99 > 1m',
    'max > 1h',
    'rate < 10',
  ])('passes no %s: failures are fast', (expression) => {
    expect(outcomeOf(expression, openRun({ accounting: refused }))).toMatchObject({
      verdict: 'no-data',
      value: null,
    });
  });

  it('is as little a pass when every answer is an error', () => {
    const run = openRun({ accounting: accounting({ started: 100, httpError: 60, checkFailed: 40 }) });
    expect(outcomeOf('p95 > 500ms', run).verdict).toBe('no-data');
  });

  it('is not inconclusive either', () => {
    const timeouts = accounting({ started: 100, timeout: 100 });
    const run = openRun({ accounting: timeouts, response: censored(distribution(0), 50) });
    expect(outcomeOf('p95 > 500ms', run).verdict).toBe('no-data');
  });

  it('still fails what surely holds', () => {
    const timeouts = accounting({ started: 100, timeout: 100 });
    const run = openRun({ accounting: timeouts, response: censored(distribution(5000), 5000) });
    expect(outcomeOf('p95 > 500ms', run)).toMatchObject({ verdict: 'failed', value: 5095 });
  });

  it.each<[string, Verdict]>([
    ['errors > 1%', 'failed'],
    ['missed > 1%', 'passed'],
    ['requests < 10', 'passed'],
  ])('leaves %s as it is', (expression, verdict) => {
    expect(outcomeOf(expression, openRun({ accounting: refused })).verdict).toBe(verdict);
  });
});

describe('a lower bound', () => {
  // p90 is 90 ms, and all from 95 ms up were not finished.
  const run = openRun({ response: censored(distribution(0), 95) });

  it.each<[string, Verdict]>([
    ['p90 > 100', 'passed'],
    ['p90 > 89', 'failed'],
    ['p95 > 500', 'inconclusive'],
    ['p95 > 94', 'failed'],
    ['p95 >= 95', 'failed'],
    ['p95 > 95', 'inconclusive'],
    ['p95 < 95', 'passed'],
    ['p95 <= 95', 'inconclusive'],
    ['p95 < 500', 'inconclusive'],
    ['p95 == 500', 'inconclusive'],
    ['p95 == 50', 'passed'],
    ['p95 != 50', 'failed'],
    ['p95 != 500', 'inconclusive'],
    ['max > 500', 'inconclusive'],
    ['max > 99', 'failed'],
    ['mean > 60', 'inconclusive'],
    ['mean > 50', 'failed'],
    ['min > 5', 'passed'],
  ])('%s: %s', (expression, verdict) => {
    expect(outcomeOf(expression, run).verdict).toBe(verdict);
  });

  it('shows the bound as the value', () => {
    expect(outcomeOf('p95 > 500', run).value).toBe(95);
  });

  it('of at least 300 ms leaves 500 ms open, of at least 600 ms does not', () => {
    expect(outcomeOf('p95 > 500ms', atLeast(300)).verdict).toBe('inconclusive');
    expect(outcomeOf('p95 > 500ms', atLeast(600)).verdict).toBe('failed');
  });

  it('is the share of errors while requests that inrush ended might have been answered', () => {
    const open = openRun({
      accounting: accounting({ started: 100, ok: 94, httpError: 2, aborted: 1, censored: 3 }),
    });
    expect(outcomeOf('errors > 1%', open)).toMatchObject({ verdict: 'failed', value: 2 });
    expect(outcomeOf('errors > 5%', open)).toMatchObject({ verdict: 'inconclusive', value: 2 });
    expect(outcomeOf('errors > 6%', open)).toMatchObject({ verdict: 'passed', value: 2 });
  });

  it('never turns a fail into a pass or back, whatever the open requests would have taken', () => {
    const operators = fc.constantFrom('<', '<=', '>', '>=', '==', '!=');
    const ms = fc.integer({ min: 1, max: 50 });
    fc.assert(
      fc.property(operators, ms, ms, ms, (operator, limit, bound, extra) => {
        const expression = `p95 ${operator} ${limit}`;
        const seen = { ...distribution(0), p95Us: bound * 1000 };
        const said = outcomeOf(expression, openRun({ response: censored(seen, bound) })).verdict;
        const truth = outcomeOf(
          expression,
          openRun({ response: { ...seen, p95Us: (bound + extra) * 1000 } }),
        ).verdict;
        expect([truth, 'inconclusive']).toContain(said);
      }),
    );
  });
});

describe('a comparison', () => {
  it.each<[string, Verdict, number]>([
    ['speedup < 3', 'passed', 8],
    ['speedup < 10', 'failed', 8],
    ['efficiency < 50%', 'passed', 80],
    ['efficiency < 0.9', 'failed', 80],
    ['inflation > 2', 'passed', 1.5],
    ['inflation > 1.2', 'failed', 1.5],
    ['threads.speedup < 3', 'passed', 4],
    ['threads.speedup < 5', 'failed', 4],
    ['threads.efficiency < 50%', 'passed', 100],
    ['threads.inflation > 1', 'passed', 1],
    ['knee < 8', 'passed', 8],
    ['knee < 9', 'failed', 8],
  ])('%s: %s', (expression, verdict, value) => {
    expect(outcomeOf(expression, pair())).toMatchObject({ verdict, value });
  });

  it('has no data when its effect has none', () => {
    const effect = { speedup: null, speedupInterval: null, scalingEfficiency: null, latencyInflation: null };
    for (const expression of ['speedup < 3', 'efficiency < 50%', 'inflation > 2']) {
      expect(outcomeOf(expression, { ...pair(), effect })).toMatchObject({ verdict: 'no-data', value: null });
    }
  });

  it('knows of a knee beyond the range only that it is', () => {
    const swept = { ...pair(), sweep: { knee: { kind: 'beyond', upTo: 64 } } } as const;
    expect(outcomeOf('knee < 64', swept)).toMatchObject({ verdict: 'passed', value: 64 });
    expect(outcomeOf('knee < 65', swept).verdict).toBe('inconclusive');
    expect(outcomeOf('knee > 64', swept).verdict).toBe('inconclusive');
    expect(outcomeOf('knee >= 64', swept).verdict).toBe('failed');
  });

  it.each(['knee < 8', 'threads.speedup < 3', 'threads.efficiency < 1%', 'threads.inflation > 9'])(
    'has no data for %s without the side that it is about',
    (expression) => {
      const bare: MeasuredPair = { ...pair(), threads: null, sweep: null };
      expect(outcomeOf(expression, bare)).toMatchObject({ verdict: 'no-data', value: null });
    },
  );

  it('has no data for a knee of too few levels', () => {
    const swept: MeasuredPair = { ...pair(), sweep: { knee: { kind: 'too-few-levels' } } };
    expect(outcomeOf('knee < 8', swept).verdict).toBe('no-data');
  });

  it('passes no gate when one side had no success', () => {
    const failed = side(closedRun({ accounting: accounting({ started: 10, httpError: 10 }) }));
    for (const broken of [{ sync: failed }, { async: failed }]) {
      expect(outcomeOf('speedup < 3', { ...pair(), ...broken }).verdict).toBe('no-data');
    }
  });

  it('knows inflation only from one side when a median is a lower bound', () => {
    const bound = side(closedRun({ service: censored(distribution(2000), 2050) }));
    const slowAsync = { ...pair(), async: bound };
    expect(outcomeOf('inflation > 2', slowAsync).verdict).toBe('inconclusive');
    expect(outcomeOf('inflation > 1.2', slowAsync).verdict).toBe('failed');
    const slowSync = { ...pair(), sync: bound };
    expect(outcomeOf('inflation > 2', slowSync).verdict).toBe('passed');
    expect(outcomeOf('inflation > 1.2', slowSync).verdict).toBe('inconclusive');
  });
});

describe('a threshold of a file, which says what must hold', () => {
  it.each<[string, Verdict]>([
    ['p95 < 95', 'failed'],
    ['p95 <= 95', 'passed'],
    ['p95 > 95', 'failed'],
    ['p95 >= 95', 'passed'],
    ['errors < 4%', 'failed'],
    ['errors <= 4%', 'passed'],
  ])('%s with a p95 of 95 ms and 4 %% of errors: %s', (expression, verdict) => {
    expect(thresholdOutcome(expression, openRun())).toMatchObject({ expression, verdict, holds: 'passes' });
  });

  it('is inconclusive where unfinished requests decide, and has no data where the run has none', () => {
    expect(thresholdOutcome('p95 < 3s', atLeast(2000)).verdict).toBe('inconclusive');
    expect(thresholdOutcome('p95 < 1s', atLeast(2000)).verdict).toBe('failed');
    expect(thresholdOutcome('p95 > 1s', atLeast(2000)).verdict).toBe('passed');
    expect(thresholdOutcome('checks > 99%', openRun()).verdict).toBe('no-data');
    const nothing = openRun({ accounting: accounting({ planned: 5, started: 5, transportError: 5 }) });
    expect(thresholdOutcome('p95 < 500ms', nothing).verdict).toBe('no-data');
  });
});

describe('a threshold on one request', () => {
  it.each<[string, Verdict, number | null]>([
    ['orders.p99 < 21.46ms', 'passed', 21.45],
    ['orders.p99 < 21.45ms', 'failed', 21.45],
    ['orders.service.ok.p50 < 4ms', 'passed', 3.54],
    ['order.max < 1s', 'failed', 2000],
    ['order.max < 3s', 'inconclusive', 2000],
    ['orders.errors < 1%', 'failed', (100 * 20) / 1488],
    ['orders.rate > 40/s', 'passed', 49.6],
    ['order.requests >= 1290', 'passed', 1290],
    ['orders.checks > 99.5%', 'failed', (100 * 2932) / 2952],
    ['order.checks >= 100%', 'passed', 100],
    ['checks > 99.6%', 'passed', (100 * 5494) / 5514],
  ])('%s is %s', (expression, verdict, value) => {
    const outcome = thresholdOutcome(expression, flowRun);
    expect(outcome.verdict).toBe(verdict);
    expect(outcome.value).toBeCloseTo(value ?? NaN, 9);
  });

  it.each(['other.p95 < 1s', 'login.errors < 1%', 'order.p99.99 < 3s', 'cart.p95 < 1s'])(
    'has no data in a run without it: %s',
    (expression) => {
      expect(thresholdOutcome(expression, flowRun)).toMatchObject({ verdict: 'no-data', value: null });
    },
  );

  it('passes nothing about the speed of a request that never succeeded', () => {
    const requests = flowRun.requests.map((row) => ({ ...row, ok: 0 }));
    const failing = { ...flowRun, requests };
    expect(thresholdOutcome('orders.p99 < 1s', failing).verdict).toBe('no-data');
    expect(thresholdOutcome('orders.requests > 1', failing).verdict).toBe('passed');
  });

  it('counts missed starts among the iterations that were planned', () => {
    expect(thresholdOutcome('missed < 1%', flowRun)).toMatchObject({ verdict: 'passed', value: 0.8 });
  });
});

describe('the verdict of all gates', () => {
  it.each<[Verdict[], 'ok' | 'degraded' | 'invalid', string]>([
    [[], 'ok', 'passed'],
    [[], 'invalid', 'passed'],
    [['passed', 'passed'], 'ok', 'passed'],
    [['passed', 'passed'], 'degraded', 'passed'],
    [['passed', 'inconclusive'], 'ok', 'inconclusive'],
    [['passed', 'no-data'], 'ok', 'failed'],
    [['inconclusive', 'failed', 'passed'], 'ok', 'failed'],
    [['inconclusive', 'no-data'], 'degraded', 'failed'],
    [['passed'], 'invalid', 'invalid'],
    [['failed'], 'invalid', 'invalid'],
  ])('of %j with trust %s is %s', (verdicts, trust, expected) => {
    const outcomes = verdicts.map((verdict) => ({
      expression: 'p95 > 1s',
      verdict,
      value: 1,
      limit: 1000,
      unit: 'ms',
      holds: 'fails' as const,
      interval: null,
      margin: null,
      note: null,
    }));
    expect(foldVerdict(outcomes, trust)).toBe(expected);
  });
});

function outcomeOf(expression: string, measured: Measured): GateOutcome {
  const [outcome] = evaluate([threshold(expression)], measured);
  assert(outcome !== undefined, 'no outcome');
  return outcome;
}

/** Of a scenario file. */
function thresholdOutcome(expression: string, measured: Measured): GateOutcome {
  const parsed = parseThreshold(expression, 'load', { requests: null, holds: 'passes' });
  assert(parsed.ok, expression);
  const [outcome] = evaluate([parsed.value], measured);
  assert(outcome !== undefined, 'no outcome');
  return outcome;
}

function threshold(expression: string): Threshold {
  const asLoad = parseThreshold(expression, 'load');
  const parsed = asLoad.ok ? asLoad : parseThreshold(expression, 'comparison');
  assert(parsed.ok, expression);
  return parsed.value;
}

/** A run whose p95 is known to be `ms` or more. */
function atLeast(ms: number): Measured {
  return openRun({ response: { ...censored(distribution(0), ms), p95Us: ms * 1000 } });
}

/** Percentile p is `offsetMs + p` ms. */
function distribution(offsetMs: number): Distribution {
  const us = (ms: number): number => (offsetMs + ms) * 1000;
  return {
    count: 100_000,
    minUs: us(1),
    meanUs: us(51),
    p50Us: us(50),
    p75Us: us(75),
    p90Us: us(90),
    p95Us: us(95),
    p99Us: us(99),
    p999Us: us(99.9),
    p9999Us: us(99.99),
    maxUs: us(100),
    censored: 0,
    censoredFromUs: null,
    histogram: '',
  };
}

const emptyDistribution = samples.distribution(0, []);

function censored(known: Distribution, fromMs: number): Distribution {
  return { ...known, censored: 10, censoredFromUs: fromMs * 1000 };
}

function accounting(counts: Partial<Accounting>): Accounting {
  return { ...samples.noRequests, ...counts };
}

const mixedOutcomes = accounting({
  planned: 125,
  missed: { pool: 10, lag: 8, stopped: 7 },
  started: 100,
  ok: 96,
  httpError: 1,
  checkFailed: 1,
  transportError: 1,
  timeout: 1,
});

type RunParts = {
  accounting?: Accounting;
  response?: Distribution;
  service?: Distribution;
  timeToFirstByte?: Distribution;
};

function openRun(parts: RunParts = {}): Result {
  const { latency, ...run } = closedRun(parts);
  return {
    ...run,
    load: samples.openRun.load,
    latency: {
      ...latency,
      responseTime: { all: parts.response ?? distribution(0), ok: parts.response ?? distribution(1000) },
      startLag: distribution(6000),
    },
  };
}

function closedRun(parts: RunParts = {}): Result {
  const counts = parts.accounting ?? mixedOutcomes;
  return {
    ...samples.closedRun,
    throughput: { ...samples.closedRun.throughput, answeredPerS: 96 },
    accounting: counts,
    iterations: { ...samples.closedRun.iterations, planned: counts.planned },
    latency: {
      responseTime: null,
      serviceTime: { all: parts.service ?? distribution(2000), ok: parts.service ?? distribution(3000) },
      timeToFirstByte: parts.timeToFirstByte ?? distribution(4000),
      connect: distribution(5000),
      tls: emptyDistribution,
      startLag: null,
      confidence: null,
      nearFloor: null,
    },
  };
}

function pair(): MeasuredPair {
  return {
    kind: 'sync-vs-async',
    sync: side(closedRun()),
    async: side(closedRun()),
    effect: { speedup: 8, speedupInterval: null, scalingEfficiency: 0.8, latencyInflation: 1.5 },
    threads: {
      ...side(closedRun()),
      effect: { speedup: 4, speedupInterval: null, scalingEfficiency: 1, latencyInflation: 1 },
    },
    sweep: { knee: { kind: 'found', concurrency: 8 } },
  };
}

function side(result: Result): MeasuredPair['sync'] {
  const { all: serviceTime } = result.latency.serviceTime;
  const { started, ok } = result.accounting;
  return { p50Us: serviceTime.p50Us, serviceTime, started, failed: started - ok };
}
