import type { RequestRow, Result } from '../../src/summary/result.ts';
import { closedRun, distribution, openRun } from './sample-result.ts';

/** Microseconds: min, mean, p50, p75, p90, p95, p99, p99.9, p99.99, max. */
const listUs = [1830, 4120, 3540, 4480, 6210, 8120, 21_450, 64_900, 91_200, 104_300];
const oneUs = [640, 1215.2, 1102, 1340, 1980, 2650, 9120, 1_204_000, 2_000_000, 2_000_000];

/** A scenario file of two steps at 50 iterations a second: checks that fail, iterations that end early. */
export const flowRun: Result = {
  ...openRun,
  scenario: 'checkout',
  target: {
    ...openRun.target,
    url: 'https://shop.example.test/',
    requestCount: 3,
    requests: [],
  },
  load: {
    ...openRun.load,
    load: {
      kind: 'constant-arrival-rate',
      ratePerS: 50,
      durationMs: 30_000,
      arrival: 'uniform',
      iterations: null,
    },
    connections: 40,
  },
  flows: [
    {
      name: 'checkout',
      load: {
        kind: 'constant-arrival-rate',
        ratePerS: 50,
        durationMs: 30_000,
        arrival: 'uniform',
        iterations: null,
      },
      vus: 20,
      maxVus: 40,
      shares: [
        { name: 'browse', weight: 3 },
        { name: 'buy', weight: 1 },
      ],
    },
  ],
  throughput: { askedPerS: 50, startedPerS: 92.6, answeredPerS: 92.4, bodyBytesPerS: 401_200 },
  accounting: {
    ...openRun.accounting,
    planned: 2790,
    reachedInTime: 1500,
    missed: { pool: 12, lag: 0, stopped: 0 },
    started: 2778,
    ok: 2754,
    httpError: 8,
    checkFailed: 12,
    transportError: 0,
    timeout: 4,
    censored: 0,
  },
  requests: [
    row('orders', 'GET', '/orders?page={{ randomInt(1, 50) }}', {
      started: 1488,
      ok: 1468,
      httpError: 8,
      checkFailed: 12,
      answeredPerS: 49.6,
      failedChecks: 20,
      us: listUs,
    }),
    row('order', 'GET', '/orders/{{ pick(ids) }}', {
      started: 1290,
      ok: 1286,
      timeout: 4,
      answeredPerS: 42.8,
      us: oneUs,
    }),
    row('shopping cart / checkout of everything in it', 'POST', '/cart', {}),
  ],
  checks: [
    {
      request: 'orders',
      label: '$.items.length > 0',
      passed: 1464,
      failed: 12,
      example: 'got 0 in {"items":[],"page":48,"pages":50,"total":2400,"links":{"self":"/orders?page=48"}}',
      confidence: null,
    },
    {
      request: 'orders',
      label: 'status is 200',
      passed: 1468,
      failed: 8,
      example: 'got 503',
      confidence: { level: 0.95, low: 0.989_35, high: 0.997_66, worth: 1476 },
    },
    {
      request: 'order',
      label: 'body contains "id"',
      passed: 1286,
      failed: 0,
      example: null,
      confidence: null,
    },
    { request: null, label: 'total adds up', passed: 1276, failed: 0, example: null, confidence: null },
  ],
  iterations: {
    planned: 1500,
    started: 1488,
    completed: 1254,
    failed: [
      { reason: 'capture', count: 228, example: 'orders: $.items[*].id found nothing in {"items":[]}' },
      { reason: 'no-response', count: 4, example: 'order: no whole response within 2 s' },
    ],
    interrupted: 2,
    missed: 12,
    perS: 49.6,
  },
  session: {
    users: 38,
    failed: [{ reason: 'capture', count: 2, example: 'login: $.token found nothing in {"error":"locked"}' }],
  },
  data: [{ name: 'users', rows: 1000, exhausted: false }],
  statusCodes: { '200': 2766, '503': 8 },
  failures: [{ reason: 'response-timeout', count: 4, example: 'no whole response within 2 s' }],
};

/** Its thresholds, and one condition of the command line. */
export const gatedFlowRun: Result = {
  ...flowRun,
  gates: [
    {
      expression: 'p95 < 500ms',
      verdict: 'passed',
      value: 212.4,
      limit: 500,
      unit: 'ms',
      holds: 'passes',
      interval: { confidence: 0.95, low: 198.2, high: 231.5 },
      margin: 287.6,
      note: null,
    },
    {
      expression: 'orders.p99 < 20ms',
      verdict: 'failed',
      value: 21.45,
      limit: 20,
      unit: 'ms',
      holds: 'passes',
      interval: null,
      margin: -1.45,
      note: null,
    },
    {
      expression: 'checks > 99%',
      verdict: 'passed',
      value: 99.64,
      limit: 99,
      unit: '%',
      holds: 'passes',
      interval: { confidence: 0.95, low: 99.43, high: 99.78 },
      margin: 0.64,
      note: null,
    },
    {
      expression: 'errors > 5%',
      verdict: 'passed',
      value: 0.86,
      limit: 5,
      unit: '%',
      holds: 'fails',
      interval: { confidence: 0.95, low: 0.62, high: 1.16 },
      margin: 4.14,
      note: null,
    },
  ],
};

/** Two URLs without a scenario file, at full speed. */
export const twoUrlsRun: Result = {
  ...closedRun,
  target: {
    ...closedRun.target,
    requestCount: 2,
    requests: [
      { name: 'http://127.0.0.1:8080/items', method: 'GET', url: 'http://127.0.0.1:8080/items', weight: 3 },
      { name: 'search', method: 'POST', url: 'http://127.0.0.1:8080/search', weight: 1 },
    ],
  },
  requests: [
    closedRow('http://127.0.0.1:8080/items', 'GET', 1_377_765, 45_924.3),
    closedRow('search', 'POST', 459_255, 15_308.1),
  ],
};

function closedRow(name: string, method: string, started: number, answeredPerS: number): RequestRow {
  const parts = { started, ok: started, answeredPerS, us: oneUs.map((us) => us / 2) };
  return { ...row(name, method, '', parts), url: name, responseTime: null };
}

type RowParts = Partial<Pick<RequestRow, 'started' | 'ok' | 'httpError' | 'checkFailed' | 'timeout'>> & {
  readonly answeredPerS?: number;
  readonly failedChecks?: number;
  readonly us?: readonly number[];
};

function row(name: string, method: string, path: string, parts: RowParts): RequestRow {
  const { started = 0, ok = 0, httpError = 0, checkFailed = 0, timeout = 0, us = [] } = parts;
  const bounds = timeout > 0 ? { censored: timeout, fromUs: 2_000_000 } : null;
  const times = { ok: distribution(ok, us), all: distribution(started, us, bounds) };
  return {
    name,
    method,
    url: `https://shop.example.test${path}`,
    tags: {},
    started,
    ok,
    httpError,
    checkFailed,
    transportError: 0,
    timeout,
    aborted: 0,
    censored: 0,
    answeredPerS: parts.answeredPerS ?? 0,
    responseTime: times,
    serviceTime: times,
    failedChecks: parts.failedChecks ?? 0,
    confidence: { latency: null, shares: { errors: null, checks: null } },
  };
}
