import { samplesNeeded } from '../../src/summary/quantiles.ts';
import type { Accounting, Distribution, Result, TimeSeriesPoint } from '../../src/summary/result.ts';
import { sampleMachine } from './sample-machine.ts';

/** Microseconds: min, mean, p50, p75, p90, p95, p99, p99.9, p99.99, max. */
type Shape = readonly number[];

const serviceUs: Shape = [212, 815.7, 788, 861, 982, 1093, 1644, 4210, 9870, 14_832];
const firstByteUs: Shape = [204, 801.2, 774, 846, 966, 1071, 1611, 4150, 9810, 14_790];
export const connectUs: Shape = [61, 128.3, 121, 144, 187, 203, 241, 241, 241, 241];
// Of no samples: reports that draw on the histogram need a sample of their own.
const emptyHistogram = 'HISTFAAAAB54nJNpmSzMwMDACMXMDBAAYjNcm7yEAc4HAEvsA1s=';

/** A latency distribution of that shape, without the percentiles that so few samples can't carry. */
export function distribution(
  count: number,
  shape: Shape,
  censoring: { readonly censored: number; readonly fromUs: number } | null = null,
): Distribution {
  const [minUs = 0, meanUs = 0, ...percentiles] = shape;
  const carry = (quantile: number, us: number | undefined): number | null =>
    count >= samplesNeeded(quantile) ? (us ?? null) : null;
  return {
    count,
    minUs: count > 0 ? minUs : null,
    meanUs: count > 0 ? meanUs : null,
    p50Us: carry(0.5, percentiles[0]),
    p75Us: carry(0.75, percentiles[1]),
    p90Us: carry(0.9, percentiles[2]),
    p95Us: carry(0.95, percentiles[3]),
    p99Us: carry(0.99, percentiles[4]),
    p999Us: carry(0.999, percentiles[5]),
    p9999Us: carry(0.9999, percentiles[6]),
    maxUs: shape.at(-1) ?? null,
    censored: censoring?.censored ?? 0,
    censoredFromUs: censoring?.fromUs ?? null,
    histogram: emptyHistogram,
  };
}

/** Nothing happened; what a sample needs is spread over it. */
export const noRequests: Accounting = {
  planned: 0,
  reachedInTime: 0,
  missed: { pool: 0, lag: 0, stopped: 0 },
  started: 0,
  ok: 0,
  httpError: 0,
  checkFailed: 0,
  transportError: 0,
  timeout: 0,
  aborted: 0,
  censored: 0,
  balanced: true,
  clampedSamples: 0,
  warmup: 0,
};

/** 50 VUs for 30 s against a fast target; everything went well. */
export const closedRun: Result = withOneRow({
  schemaVersion: 1,
  kind: 'load-run',
  inrush: '0.1.0',
  startedAt: '2026-05-04T09:30:00.000Z',
  scenario: null,
  flows: [],
  requests: [],
  checks: [],
  shares: { errors: null, checks: null },
  iterations: { planned: 0, started: 0, completed: 0, failed: [], interrupted: 0, missed: 0, perS: 0 },
  session: null,
  data: [],
  target: {
    url: 'http://127.0.0.1:8080/items',
    method: 'GET',
    address: '127.0.0.1:8080',
    engine: 'h1',
    proxy: null,
    requestCount: 1,
    requests: [
      { name: 'http://127.0.0.1:8080/items', method: 'GET', url: 'http://127.0.0.1:8080/items', weight: 1 },
    ],
  },
  load: {
    model: 'closed',
    load: { kind: 'constant-vus', vus: 50, durationMs: 30_000 },
    connections: 50,
    pipelining: 1,
    requestsPerConnection: null,
    workers: 2,
    warmupMs: 3000,
    gracefulStopMs: 5000,
    seed: 1,
    pacing: null,
  },
  completion: { state: 'complete' },
  overload: null,
  measuredMs: 30_000,
  wallMs: 30_001.2,
  throughput: { askedPerS: null, startedPerS: 61_234, answeredPerS: 61_232.4, bodyBytesPerS: 7_837_747 },
  accounting: {
    ...noRequests,
    planned: 1_837_020,
    reachedInTime: 1_837_020,
    started: 1_837_020,
    ok: 1_837_020,
    warmup: 171_033,
  },
  latency: {
    responseTime: null,
    serviceTime: { ok: distribution(1_837_020, serviceUs), all: distribution(1_837_020, serviceUs) },
    timeToFirstByte: distribution(1_837_020, firstByteUs),
    connect: distribution(50, connectUs),
    tls: distribution(0, []),
    startLag: null,
    confidence: null,
    nearFloor: null,
  },
  statusCodes: { '200': 1_837_020 },
  failures: [],
  sockets: { opened: 50, faults: [] },
  bytes: { received: 474_000_000, sent: 134_102_460, body: 235_138_560 },
  timeSeries: { intervalMs: 1000, points: [point(0, true), point(3000, false)] },
  littlesLaw: {
    meanInFlight: 49.8,
    expectedInFlight: 49.95,
    residual: 0.003,
    worstInterval: { atMs: 7000, residual: 0.004 },
  },
  steadyState: null,
  drift: null,
  clockShiftMs: 0.21,
  generator: {
    cpuPerRequestUs: 8.931,
    peakSockets: 50,
    peakOpenFiles: 97,
    system: null,
    workers: [worker(0, 0.271), worker(1, 0.284)],
    machine: sampleMachine,
    fingerprint: null,
  },
  responses: null,
  trust: { level: 'ok', reasons: [] },
  server: null,
  gates: [],
});

const openUs: Shape = [214, 31_820, 1240, 2075, 45_130, 212_400, 1_182_000, 2_000_000, 2_000_000, 2_000_431];
const openOkUs: Shape = [214, 21_650, 1236, 2061, 43_080, 188_700, 902_100, 1_731_000, 1_921_000, 1_988_112];
const openServiceUs: Shape = [211, 4512, 1102, 1611, 2480, 9612, 31_470, 2_000_000, 2_000_000, 2_000_431];
const openServiceOkUs: Shape = [211, 1934, 1101, 1604, 2455, 9204, 28_310, 181_700, 801_300, 1_874_020];
const startLagUs: Shape = [0, 4.12, 1, 2, 6, 11, 74, 412, 901, 1330];

/** 5,000/s for 30 s, more than the target gives: failures, missed starts, censored samples. */
export const openRun: Result = withOneRow({
  ...closedRun,
  target: { ...closedRun.target, url: 'https://shop.example.test/cart?step=2', address: '192.0.2.7:443' },
  load: {
    ...closedRun.load,
    model: 'open',
    load: {
      kind: 'constant-arrival-rate',
      ratePerS: 5000,
      durationMs: 30_000,
      arrival: 'poisson',
      iterations: null,
    },
    connections: 200,
    warmupMs: 0,
    pacing: 'auto',
  },
  throughput: { askedPerS: 5000, startedPerS: 4980, answeredPerS: 4731.2, bodyBytesPerS: 4_721_004 },
  accounting: {
    ...noRequests,
    planned: 150_000,
    reachedInTime: 150_000,
    missed: { pool: 480, lag: 0, stopped: 120 },
    started: 149_400,
    ok: 147_900,
    httpError: 1200,
    transportError: 68,
    timeout: 132,
    censored: 100,
  },
  latency: {
    responseTime: {
      ok: distribution(147_900, openOkUs),
      all: distribution(150_000, openUs, { censored: 832, fromUs: 1_250_000 }),
    },
    serviceTime: {
      ok: distribution(147_900, openServiceOkUs),
      all: distribution(149_400, openServiceUs, { censored: 232, fromUs: 1_250_000 }),
    },
    timeToFirstByte: distribution(149_100, openServiceOkUs),
    connect: distribution(
      268,
      connectUs.map((us) => us * 9),
    ),
    tls: distribution(
      268,
      connectUs.map((us) => us * 31),
    ),
    startLag: distribution(149_400, startLagUs),
    confidence: null,
    nearFloor: null,
  },
  statusCodes: { '200': 147_900, '503': 1200 },
  failures: [
    { reason: 'response-timeout', count: 132, example: 'no whole response within 2 s' },
    { reason: 'reset', count: 68, example: 'read ECONNRESET after 0 bytes' },
  ],
  sockets: {
    opened: 268,
    faults: [{ reason: 'reset', count: 3, example: 'read ECONNRESET while idle' }],
  },
  bytes: { received: 181_240_000, sent: 17_928_000, body: 141_630_120 },
  generator: { ...closedRun.generator, cpuPerRequestUs: 14.27, workers: [worker(0, 0.12), worker(1, 0.12)] },
});

/** `-n 5`: too few for most percentiles. */
export const smallRun: Result = withOneRow({
  ...closedRun,
  load: {
    ...closedRun.load,
    load: { kind: 'shared-iterations', vus: 1, iterations: 5, durationMs: null },
    connections: 1,
    workers: 1,
    warmupMs: 0,
  },
  sockets: { opened: 1, faults: [] },
  measuredMs: 4.31,
  wallMs: 4.31,
  throughput: { askedPerS: null, startedPerS: 1160.1, answeredPerS: 1160.1, bodyBytesPerS: 148_491 },
  accounting: { ...noRequests, planned: 5, reachedInTime: 5, started: 5, ok: 5 },
  latency: {
    ...closedRun.latency,
    serviceTime: { ok: distribution(5, serviceUs), all: distribution(5, serviceUs) },
    timeToFirstByte: distribution(5, firstByteUs),
    connect: distribution(1, connectUs),
  },
  statusCodes: { '200': 5 },
  bytes: { received: 1290, sent: 365, body: 640 },
  generator: { ...closedRun.generator, cpuPerRequestUs: 412.6, workers: [worker(0, 0.62)] },
});

/** Stopped by the user before its time. */
export const partialRun: Result = withOneRow({
  ...closedRun,
  completion: { state: 'partial', reasons: ['interrupted by SIGINT after 12.4 s of 30 s'] },
  measuredMs: 12_400,
  wallMs: 12_403,
  accounting: {
    ...closedRun.accounting,
    planned: 759_301,
    reachedInTime: 759_301,
    started: 759_301,
    ok: 759_301,
  },
  latency: {
    ...closedRun.latency,
    serviceTime: { ok: distribution(759_301, serviceUs), all: distribution(759_301, serviceUs) },
    timeToFirstByte: distribution(759_301, firstByteUs),
  },
  statusCodes: { '200': 759_301 },
  bytes: { received: 195_900_000, sent: 55_428_973, body: 97_190_528 },
});

/** Two gates failed, one rests on unfinished requests, one had nothing to look at. */
export const gatedRun: Result = withOneRow({
  ...openRun,
  gates: [
    {
      expression: 'rate < 4500/s',
      verdict: 'passed',
      value: 4731.2,
      limit: 4500,
      unit: '/s',
      holds: 'fails',
      interval: { confidence: 0.95, low: 4702.4, high: 4760.1 },
      margin: 231.2,
      note: null,
    },
    {
      expression: 'service.p99 > 31.46ms',
      verdict: 'failed',
      value: 31.47,
      limit: 31.46,
      unit: 'ms',
      holds: 'fails',
      interval: null,
      margin: -0.01,
      note: null,
    },
    {
      expression: 'errors > 0.5%',
      verdict: 'failed',
      value: 0.937_081_66,
      limit: 0.5,
      unit: '%',
      holds: 'fails',
      interval: { confidence: 0.95, low: 0.884_12, high: 0.992_4 },
      margin: -0.437_081_66,
      note: null,
    },
    {
      expression: 'p99.9 > 5s',
      verdict: 'inconclusive',
      value: 2000,
      limit: 5000,
      unit: 'ms',
      holds: 'fails',
      interval: { confidence: 0.95, low: 1840.2, high: null },
      margin: null,
      note: 'what did not finish decides on it',
    },
    {
      expression: 'tls.p99.9 > 20ms',
      verdict: 'no-data',
      value: null,
      limit: 20,
      unit: 'ms',
      holds: 'fails',
      interval: null,
      margin: null,
      note: 'p99.9 needs 3688 samples at least, and there are 200',
    },
  ],
});

/** The generator was the limit, for something else took its processors; and one of its gates passed nevertheless. */
export const invalidRun: Result = withOneRow({
  ...openRun,
  generator: {
    ...openRun.generator,
    system: {
      stealShare: { mean: 0.031, worst: 0.12 },
      throttledShare: null,
      cpuPressureShare: { mean: 0.44, worst: 0.71 },
    },
    workers: openRun.generator.workers.map((one) => ({ ...one, runQueueWaitMs: 2400 })),
  },
  trust: {
    level: 'invalid',
    reasons: [
      {
        level: 'invalid',
        signal: 'start-lag',
        message: 'starts were late: p99 of the start lag is 38.2 ms, above 1.0 ms (worst at 3 s)',
        hint: 'give the generator cores of its own, add workers (-w) or lower the rate',
      },
      {
        level: 'degraded',
        signal: 'steal',
        message:
          "other virtual machines took this machine's processors for 3.1 % of the time, above 2 % (worst second 12 %)",
        hint: 'repeat the run when the host is quieter, or on a machine that is not shared',
      },
    ],
  },
  gates: [
    {
      expression: 'p95 > 250ms',
      verdict: 'passed',
      value: 212.4,
      limit: 250,
      unit: 'ms',
      holds: 'fails',
      interval: { confidence: 0.95, low: 154.2, high: 291 },
      margin: 37.6,
      note: null,
    },
  ],
});

/** What a run of one request says of it again by name, and as iterations. */
function withOneRow(result: Result): Result {
  const { accounting, latency, throughput } = result;
  const { planned, started, ok, httpError, checkFailed, transportError, timeout, aborted, censored, missed } =
    accounting;
  const lost = transportError + timeout;
  const [request] = result.target.requests;
  return {
    ...result,
    requests: [
      {
        name: request?.name ?? '',
        method: request?.method ?? null,
        url: request?.url ?? null,
        tags: {},
        started,
        ok,
        httpError,
        checkFailed,
        transportError,
        timeout,
        aborted,
        censored,
        answeredPerS: throughput.answeredPerS,
        responseTime: latency.responseTime,
        serviceTime: latency.serviceTime,
        failedChecks: 0,
        confidence: { latency: latency.confidence, shares: result.shares },
      },
    ],
    iterations: {
      planned,
      started,
      completed: ok + httpError + checkFailed,
      failed:
        lost === 0
          ? []
          : [{ reason: 'no-response', count: lost, example: result.failures[0]?.example ?? '' }],
      interrupted: aborted + censored,
      missed: missed.pool + missed.lag + missed.stopped,
      perS: throughput.startedPerS,
    },
  };
}

function point(atMs: number, warmup: boolean): TimeSeriesPoint {
  return {
    atMs,
    warmup,
    started: 61_234,
    answered: 61_230,
    failed: 0,
    missed: 0,
    inFlight: 50,
    receivedBytes: 15_800_000,
    p50Us: 788,
    p99Us: 1644,
    maxUs: 9804,
    samples: 61_230,
    censored: 0,
    censoredFromUs: null,
    startLagP99Us: null,
    eventLoopUtilization: 0.28,
    gcPauseMs: 1.2,
  };
}

function worker(index: number, eventLoopUtilization: number): Result['generator']['workers'][number] {
  return {
    worker: index,
    pid: 4100 + index,
    state: 'finished',
    cpuMs: 8203,
    eventLoopUtilization,
    maxGcPauseMs: 1.9,
    peakRssBytes: 71_000_000,
    peakSockets: 25,
    startLagP99Us: null,
    spunMs: 0,
    runQueueWaitMs: 12,
    saturatedMs: 0,
    longestGapMs: 4.1,
    gapAtMs: 2000,
  };
}
