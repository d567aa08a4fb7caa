import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assert } from '../../src/base/assert.ts';
import {
  needsOpenModel,
  parseThreshold,
  type Allowance,
  type BaselineLimit,
  type Metric,
  type Outcome,
  type RunKind,
  type Series,
  type Statistic,
  type Threshold,
} from '../../src/scenario/threshold.ts';

/** Of all requests, and what must not be. */
const whole = { request: null, holds: 'fails', isConfident: false, abort: null } as const;

describe('a latency threshold', () => {
  it.each<[string, Metric, string, number]>([
    ['p95 > 500ms', latency('p95'), '>', 500],
    ['p(95)<500', latency('p95'), '<', 500],
    ['p99.9 < 1s', latency('p99.9'), '<', 1000],
    ['p(99.99) >= 1m30s', latency('p99.99'), '>=', 90_000],
    ['p50 <= 800us', latency('p50'), '<=', 0.8],
    ['p75 <= 800µs', latency('p75'), '<=', 0.8],
    ['p90 == 2.5', latency('p90'), '==', 2.5],
    ['p99 != 1h', latency('p99'), '!=', 3_600_000],
    ['mean > 20ms', latency('mean'), '>', 20],
    ['avg > 20ms', latency('mean'), '>', 20],
    ['med < 20ms', latency('p50'), '<', 20],
    ['median < 20ms', latency('p50'), '<', 20],
    ['min > 1ms', latency('min'), '>', 1],
    ['MAX > 1.005s', latency('max'), '>', 1005],
    ['response.p95 > 1', latency('p95', 'response'), '>', 1],
    ['service.p95 > 1', latency('p95', 'service'), '>', 1],
    ['ttfb.p95 > 1', latency('p95', 'ttfb'), '>', 1],
    ['connect.p95 > 1', latency('p95', 'connect'), '>', 1],
    ['tls.p(95) > 1', latency('p95', 'tls'), '>', 1],
    ['lag.p99 > 1ms', latency('p99', 'lag'), '>', 1],
    ['ok.p95 > 1', latency('p95', null, 'ok'), '>', 1],
    ['p99.9.ok > 1', latency('p99.9', null, 'ok'), '>', 1],
    ['service.ok.p99.9 > 1', latency('p99.9', 'service', 'ok'), '>', 1],
    ['ok.response.avg > 1', latency('mean', 'response', 'ok'), '>', 1],
    ['service.all.max > 1', latency('max', 'service', 'all'), '>', 1],
  ])('%s', (text, metric, operator, limit) => {
    expect(parsed(text)).toEqual({ ...whole, expression: text, metric, operator, limit, unit: 'ms' });
  });
});

describe('a threshold on a figure', () => {
  it.each<[string, RunKind, string, string, number, string]>([
    ['errors > 1%', 'load', 'errors', '>', 1, '%'],
    ['errors > 0.01', 'load', 'errors', '>', 1, '%'],
    ['errors > 0.07', 'load', 'errors', '>', 7, '%'],
    ['errors > 0', 'load', 'errors', '>', 0, '%'],
    ['errors >= 100%', 'load', 'errors', '>=', 100, '%'],
    ['missed > 0.1 %', 'load', 'missed', '>', 0.1, '%'],
    ['rate < 1000/s', 'load', 'rate', '<', 1000, '/s'],
    ['rate<1.5k', 'load', 'rate', '<', 1500, '/s'],
    ['rate < 90/m', 'load', 'rate', '<', 1.5, '/s'],
    ['requests < 10k', 'load', 'requests', '<', 10_000, 'requests'],
    ['checks < 99.5%', 'load', 'checks', '<', 99.5, '%'],
    ['failures > 10', 'load', 'failures', '>', 10, 'requests'],
    ['timeouts > 0', 'load', 'timeouts', '>', 0, 'requests'],
    ['missed.count > 1k', 'load', 'missed.count', '>', 1000, 'starts'],
    ['checks.failed > 0', 'load', 'checks.failed', '>', 0, 'checks'],
    ['iterations < 100', 'load', 'iterations', '<', 100, 'iterations'],
    ['bytes.received > 1.5MB', 'load', 'bytes.received', '>', 1_500_000, 'B'],
    ['bytes.sent > 64 KiB', 'load', 'bytes.sent', '>', 65_536, 'B'],
    ['bytes.body < 1000', 'load', 'bytes.body', '<', 1000, 'B'],
    ['speedup < 3', 'comparison', 'speedup', '<', 3, '×'],
    ['speedup < 2.5x', 'comparison', 'speedup', '<', 2.5, '×'],
    ['efficiency < 50%', 'comparison', 'efficiency', '<', 50, '%'],
    ['efficiency < 110%', 'comparison', 'efficiency', '<', 110, '%'],
    ['inflation > 2×', 'comparison', 'inflation', '>', 2, '×'],
    ['threads.speedup < 3', 'comparison', 'threads.speedup', '<', 3, '×'],
    ['threads.efficiency < 0.5', 'comparison', 'threads.efficiency', '<', 50, '%'],
    ['Threads.inflation > 2', 'comparison', 'threads.inflation', '>', 2, '×'],
    ['knee < 8', 'comparison', 'knee', '<', 8, 'requests'],
  ])('%s', (text, runKind, kind, operator, limit, unit) => {
    expect(parsed(text, runKind)).toEqual({
      ...whole,
      expression: text,
      metric: { kind },
      operator,
      limit,
      unit,
    });
  });
});

describe('a limit that a baseline gives', () => {
  it.each<[string, BaselineLimit]>([
    ['p95 < baseline', moved('above')],
    ['p95 < BASELINE + 10%', moved('above', { kind: 'share', share: 0.1 })],
    ['p95<baseline+10%', moved('above', { kind: 'share', share: 0.1 })],
    ['p95 < baseline + 2ms', moved('above', { kind: 'amount', amount: 2 })],
    ['rate > baseline - 5%', moved('below', { kind: 'share', share: 0.05 })],
    ['errors < baseline + 1%', moved('above', { kind: 'amount', amount: 1 })],
    ['bytes.received < baseline + 1MiB', moved('above', { kind: 'amount', amount: 1_048_576 })],
    [
      'p95 < baseline + max(10%, 3 sigma, 2ms)',
      moved(
        'above',
        { kind: 'share', share: 0.1 },
        { kind: 'sigma', times: 3 },
        { kind: 'amount', amount: 2 },
      ),
    ],
    ['p95 < baseline + max( 2.5σ )', moved('above', { kind: 'sigma', times: 2.5 })],
  ])('%s', (text, limit) => {
    expect(parsed(text).limit).toEqual(limit);
  });

  it('is none of a comparison', () => {
    expect(parseThreshold('speedup < baseline', 'comparison')).toMatchObject({
      message: expect.stringContaining('baselines are of load runs'),
    });
  });
});

describe('what is refused, and what is said', () => {
  const percentiles = 'the percentiles are p50, p75, p90, p95, p99, p99.9, p99.99';
  const loadHas =
    'it has errors, missed, rate, requests, checks, failures, timeouts, missed.count, checks.failed, iterations, bytes.received, bytes.sent, bytes.body and latencies such as p95, ok.mean or service.p99';
  const comparisonHas =
    'it has speedup, efficiency, inflation, threads.speedup, threads.efficiency, threads.inflation, knee';
  it.each<[string, string]>([
    ['', '"" is not a condition such as "p95 > 500ms"; operators are < <= > >= == !='],
    ['p95', '"p95" is not a condition such as "p95 > 500ms"; operators are < <= > >= == !='],
    ['p95 = 5', '"p95 = 5" is not a condition such as "p95 > 500ms"; operators are < <= > >= == !='],
    ['p95 => 5', '"p95 => 5" is not a condition such as "p95 > 500ms"; operators are < <= > >= == !='],
    ['1 < p95 < 2', '"1 < p95 < 2" is not a condition such as "p95 > 500ms"; operators are < <= > >= == !='],
    ['eror < 1%', '"eror < 1%": there is no "eror", did you mean "errors"?'],
    ['servce.p95 > 1', '"servce.p95 > 1": there is no "servce", did you mean "service"?'],
    ['service.p95.okk > 1', '"service.p95.okk > 1": there is no "okk", did you mean "ok"?'],
    ['banana > 1', `"banana > 1": a load run has no "banana"; ${loadHas}`],
    ['speedup < 3', `"speedup < 3": a load run has no "speedup"; ${loadHas}`],
    ['p59 > 1s', `"p59 > 1s": p59 is not kept; ${percentiles}`],
    ['p(98) > 1s', `"p(98) > 1s": p98 is not kept; ${percentiles}`],
    ['ok.p100 > 1s', `"ok.p100 > 1s": p100 is not kept; ${percentiles}`],
    [
      'service > 1s',
      '"service > 1s": which number of service? Add one of p50 p75 p90 p95 p99 p99.9 p99.99 mean min max, as in service.p95',
    ],
    ['ok.errors > 1%', '"ok.errors > 1%": errors stands alone, without a dot'],
    [
      'p95.p99 > 1',
      '"p95.p99 > 1": "p95.p99" names more than one number; expected one such as service.ok.p95',
    ],
    [
      'ok.ok.p95 > 1',
      '"ok.ok.p95 > 1": "ok.ok.p95" names more than one number; expected one such as service.ok.p95',
    ],
    [
      'ttfb.ok.p95 > 1',
      '"ttfb.ok.p95 > 1": only response and service times tell ok from all; expected ttfb.p95',
    ],
    ['received > 1kB', '"received > 1kB": there is no "received", did you mean "bytes.received"?'],
    [
      'bytes.recieved > 1kB',
      '"bytes.recieved > 1kB": there is no "bytes.recieved", did you mean "bytes.received"?',
    ],
    ['timeout > 3', '"timeout > 3": there is no "timeout", did you mean "timeouts"?'],
    ['bytes.sent > 5ms', '"bytes.sent > 5ms": "5ms" is not a size such as 500B, 10MB or 64KiB'],
    ['p95 > basline + 10%', '"p95 > basline + 10%": there is no limit "basline", did you mean "baseline"?'],
    [
      'p95 > baseline * 2',
      '"p95 > baseline * 2": "baseline * 2" is not a limit such as baseline + 10% or baseline + max(10%, 3 sigma, 2ms)',
    ],
    [
      'p95 > baseline + 10 percent',
      '"p95 > baseline + 10 percent": "10 percent" is nothing that a baseline can be moved by; expected 10%, 3 sigma or 2ms',
    ],
    ['p95 > baseline + 10%, 2ms', '"p95 > baseline + 10%, 2ms": write several of them as max(10%, 2ms)'],
    ['p95 > fast', '"p95 > fast": "fast" is not a duration such as 500ms, 30s or 1m30s'],
    ['p95 > -5', '"p95 > -5": "-5" is not a duration such as 500ms, 30s or 1m30s'],
    ['p95 > 5%', '"p95 > 5%": "5%" is not a duration such as 500ms, 30s or 1m30s'],
    ['errors > 5', '"errors > 5": a bare share lies between 0 and 1; did you mean 5%?'],
    ['errors > 1ms', '"errors > 1ms": "1ms" is not a share such as 1% or 0.01'],
    ['rate < 5ms', '"rate < 5ms": "5ms" is not a rate such as 5000, 5k, 100/s or 90/m'],
    ['requests < 1.5', '"requests < 1.5": "1.5" is not a whole number such as 500, 10k or 2M'],
    [
      'errors > 1',
      '"errors > 1" has one answer whatever happens: errors lies between 0% and 100%, and a bare 1 is 100%',
    ],
    [
      'missed < 150%',
      '"missed < 150%" has one answer whatever happens: missed lies between 0% and 100%, and a bare 1 is 100%',
    ],
    [
      'checks <= 100%',
      '"checks <= 100%" has one answer whatever happens: checks lies between 0% and 100%, and a bare 1 is 100%',
    ],
    ['p95 < 0', '"p95 < 0" has one answer whatever happens: p95 is never below 0'],
    ['requests >= 0', '"requests >= 0" has one answer whatever happens: requests is never below 0'],
  ])('%s', (text, message) => {
    expect(parseThreshold(text, 'load')).toEqual({ ok: false, message });
  });

  it.each<[string, string]>([
    ['p95', '"p95" is not a condition such as "speedup < 3"; operators are < <= > >= == !='],
    ['p95 > 1s', `"p95 > 1s": sync against async has no "p95"; ${comparisonHas}`],
    ['errors > 1%', `"errors > 1%": sync against async has no "errors"; ${comparisonHas}`],
    ['speedop < 3', '"speedop < 3": there is no "speedop", did you mean "speedup"?'],
    [
      'thread.speedup < 3',
      '"thread.speedup < 3": there is no "thread.speedup", did you mean "threads.speedup"?',
    ],
    ['knee < 1.5', '"knee < 1.5": "1.5" is not a whole number such as 500, 10k or 2M'],
    ['speedup < fast', '"speedup < fast": "fast" is not a ratio such as 2.5'],
    ['efficiency < 50', '"efficiency < 50": a bare share lies between 0 and 1; did you mean 50%?'],
  ])('in a comparison: %s', (text, message) => {
    expect(parseThreshold(text, 'comparison')).toEqual({ ok: false, message });
  });

  it('answers every text without throwing', () => {
    const pieces = fc.constantFrom(
      'p95',
      'p(',
      'ok',
      '.',
      ' ',
      '<',
      '>=',
      '5',
      '%',
      'ms',
      'errors',
      '__proto__',
      ')',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(pieces).map((list) => list.join('')),
    );
    fc.assert(
      fc.property(text, fc.constantFrom<RunKind>('load', 'comparison'), (any, runKind) => {
        const threshold = parseThreshold(any, runKind);
        expect(threshold.ok ? isLimit(threshold.value.limit) : threshold.message !== '').toBe(true);
      }),
    );
  });
});

describe('a threshold on one request', () => {
  const requests = ['orders', 'order', 'orders.list', 'GET /v1.0/"all"', 'a > b', 'service', 'Cart'];

  it.each<[string, string, Metric]>([
    ['orders.p99 < 800ms', 'orders', latency('p99')],
    ['orders . p(99.9) < 800', 'orders', latency('p99.9')],
    ['order.service.ok.p95 < 1s', 'order', latency('p95', 'service', 'ok')],
    ['orders.list.p95 < 1s', 'orders.list', latency('p95')],
    ['"orders.list".p95 < 1s', 'orders.list', latency('p95')],
    [String.raw`"GET /v1.0/\"all\"".mean < 1s`, 'GET /v1.0/"all"', latency('mean')],
    ['GET /v1.0/"all".mean < 1s', 'GET /v1.0/"all"', latency('mean')],
    ['"a > b".p95 < 1s', 'a > b', latency('p95')],
    ['"service".p95 < 1s', 'service', latency('p95')],
    ['Cart.MAX < 1s', 'Cart', latency('max')],
    ['orders.errors < 1%', 'orders', { kind: 'errors' }],
    ['orders.rate > 10/s', 'orders', { kind: 'rate' }],
    ['orders.requests > 10', 'orders', { kind: 'requests' }],
    ['orders.checks > 99%', 'orders', { kind: 'checks' }],
    ['orders.checks.failed > 3', 'orders', { kind: 'checks.failed' }],
    ['orders.checks."status is 200" > 99%', 'orders', { kind: 'check', label: 'status is 200' }],
    [
      String.raw`"orders.list".checks."$.items.length >= \"1\"" > 99%`,
      'orders.list',
      { kind: 'check', label: '$.items.length >= "1"' },
    ],
  ])('%s', (text, request, metric) => {
    const threshold = parseThreshold(text, 'load', { requests, holds: 'passes' });
    expect(threshold).toMatchObject({
      ok: true,
      value: { expression: text, request, metric, holds: 'passes' },
    });
    // Where no names are known yet it is read the same, and looked for later.
    const unchecked = parseThreshold(text, 'load', { requests: null, holds: 'passes' });
    expect(unchecked).toEqual(threshold);
  });

  it('is about all of them where the text means a time of all', () => {
    const threshold = parseThreshold('service.p95 < 1s', 'load', { requests, holds: 'passes' });
    expect(threshold).toMatchObject({
      ok: true,
      value: { request: null, metric: latency('p95', 'service') },
    });
  });

  const listed = '"orders", "order", "orders.list", "GET /v1.0/"all"", "a > b", and 2 more';
  it.each<[string, string]>([
    ['ordrs.p95 < 1s', 'there is no request "ordrs", did you mean "orders"?'],
    ['"ordrs".p95 < 1s', 'there is no request "ordrs", did you mean "orders"?'],
    ['servce.p95 < 1s', 'there is no request "servce", did you mean "service"?'],
    ['zebra.p95 < 1s', `there is no request "zebra"; there are ${listed}`],
    ['orders.p98 < 1s', 'p98 is not kept; the percentiles are p50, p75, p90, p95, p99, p99.9, p99.99'],
    ['orders.eror < 1%', 'there is no "eror", did you mean "errors"?'],
    ['"orders" < 1s', 'which number of "orders"? Add one, as in "orders".p95'],
    [
      'orders.connect.p95 < 1s',
      'connect.p95 is not kept by request; of "orders" there are response and service time, errors, failures, timeouts, rate, requests and checks',
    ],
    [
      'orders.missed < 1%',
      'missed is not kept by request; of "orders" there are response and service time, errors, failures, timeouts, rate, requests and checks',
    ],
  ])('%s is refused', (text, why) => {
    expect(parseThreshold(text, 'load', { requests, holds: 'passes' })).toEqual({
      ok: false,
      message: `"${text}": ${why}`,
    });
  });

  it('is none of a comparison, which has no names', () => {
    expect(parseThreshold('orders.speedup < 3', 'comparison', { requests: null, holds: 'fails' }).ok).toBe(
      false,
    );
  });
});

it('one check of all requests has its label in quotes', () => {
  expect(parsed('checks."total > 0" > 99%').metric).toEqual({ kind: 'check', label: 'total > 0' });
});

it('every text of quotes, dots and operators is read or refused in no time', () => {
  const quotes = `${'"\\"x"'.repeat(2000)}.p95`;
  const before = performance.now();
  for (const text of [quotes, `${quotes} < 5`, `${quotes} <`]) parseThreshold(text, 'load');
  expect(performance.now() - before).toBeLessThan(2000);
});

it('reads a bare share and its percentage as the same limit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9999 }), (tenThousandths) => {
      const share = parsed(`errors > ${(tenThousandths / 10_000).toFixed(4)}`);
      expect(share.limit).toBe(parsed(`errors > ${(tenThousandths / 100).toFixed(2)}%`).limit);
      expect(share.limit).toBe((100 * tenThousandths) / 10_000);
    }),
  );
});

it.each([
  ['response.p95 > 1', true],
  ['lag.p99 > 1', true],
  ['missed > 1%', true],
  ['p95 > 1', false],
  ['service.p95 > 1', false],
  ['errors > 1%', false],
])('knows whether %s needs planned starts', (text, needed) => {
  expect(needsOpenModel(parsed(text).metric)).toBe(needed);
});

function latency(statistic: Statistic, series: Series | null = null, outcome: Outcome = 'all'): Metric {
  return { kind: 'latency', series, outcome, statistic };
}

function moved(direction: 'above' | 'below', ...allowances: Allowance[]): BaselineLimit {
  return { kind: 'baseline', direction, allowances };
}

function isLimit(limit: Threshold['limit']): boolean {
  return typeof limit === 'number' ? Number.isFinite(limit) : limit.allowances.every(Boolean);
}

function parsed(text: string, runKind: RunKind = 'load'): Threshold {
  const threshold = parseThreshold(text, runKind);
  assert(threshold.ok, text);
  return threshold.value;
}
