import type { Finding, Side, SyncVsAsyncResult } from '../../src/modes/comparison-result.ts';
import { closedRun, connectUs, distribution, noRequests } from './sample-result.ts';

/** A target that waits 50 ms and works on everything at once. */
export const scalingComparison: SyncVsAsyncResult = comparison({
  sync: side({ wallMs: 100_930, p50Us: 50_410, p99Us: 51_220, cpuPerRequestUs: 96.4, inFlight: 1 }),
  async: side({ wallMs: 2214, p50Us: 51_060, p99Us: 74_880, cpuPerRequestUs: 21.3, inFlight: 48.7 }),
  speedup: 45.59,
  latencyInflation: 1.013,
  handledAtOnce: 45.6,
  finding: {
    kind: 'scales',
    sentence:
      'The target handles 46 of 50 concurrent requests at once: async is 45.6× faster, and latency is 1.01× that of one request at a time.',
  },
});

/** A target with a lock: the total stays, latency grows in step. */
export const serialisingComparison: SyncVsAsyncResult = comparison({
  sync: side({ wallMs: 10_110, p50Us: 5031, p99Us: 5212, cpuPerRequestUs: 61.2, inFlight: 1 }),
  async: side({ wallMs: 10_064, p50Us: 251_400, p99Us: 254_100, cpuPerRequestUs: 19.8, inFlight: 49.6 }),
  speedup: 1.005,
  latencyInflation: 49.97,
  handledAtOnce: 1.01,
  finding: {
    kind: 'serialises',
    sentence:
      'The target works on one request at a time: 50 in flight take as long as one after another, and each waits 50× longer.',
  },
});

/** A target that turns half of the concurrent requests away. */
export const failingComparison: SyncVsAsyncResult = {
  ...serialisingComparison,
  async: {
    ...serialisingComparison.async,
    result: {
      ...serialisingComparison.async.result,
      accounting: {
        ...noRequests,
        planned: 2000,
        started: 2000,
        ok: 981,
        httpError: 7,
        transportError: 1012,
      },
      statusCodes: { '200': 981, '503': 7 },
      failures: [{ reason: 'connect-refused', count: 1012, example: 'connect ECONNREFUSED 127.0.0.1:8080' }],
    },
  },
  gates: [{ expression: 'speedup < 3', verdict: 'failed', value: 1.005, limit: 3, unit: '×' }],
};

function comparison(parts: {
  readonly sync: Side;
  readonly async: Side;
  readonly speedup: number;
  readonly latencyInflation: number;
  readonly handledAtOnce: number;
  readonly finding: Finding;
}): SyncVsAsyncResult {
  const { sync, async, speedup, latencyInflation, handledAtOnce, finding } = parts;
  const { schemaVersion, inrush, startedAt, target, completion, trust, gates } = closedRun;
  return {
    schemaVersion,
    kind: 'sync-vs-async',
    inrush,
    startedAt,
    target,
    requests: 2000,
    concurrency: 50,
    sync,
    async,
    effect: { speedup, scalingEfficiency: speedup / 50, latencyInflation, handledAtOnce },
    finding,
    completion,
    trust,
    gates,
  };
}

function side(figures: {
  readonly wallMs: number;
  readonly p50Us: number;
  readonly p99Us: number;
  readonly cpuPerRequestUs: number;
  readonly inFlight: number;
}): Side {
  const { wallMs, p50Us, p99Us, cpuPerRequestUs, inFlight } = figures;
  const connections = inFlight > 1 ? 50 : 1;
  const spread = (p99Us - p50Us) / 4;
  const shape = [-3, 0.2, 0, 1, 2, 3, 4, 5].map((step) => p50Us + step * spread);
  const serviceTime = distribution(2000, shape);
  return {
    wallMs,
    p50Us,
    p99Us,
    cpuPerRequestUs,
    meanInFlight: inFlight,
    answeredPerS: 2_000_000 / wallMs,
    peakOpenFiles: connections + 23,
    result: {
      ...closedRun,
      load: {
        ...closedRun.load,
        load: { kind: 'shared-iterations', vus: connections, iterations: 2000, durationMs: null },
        connections,
        warmupMs: 0,
      },
      wallMs,
      measuredMs: wallMs,
      sockets: { opened: connections, faults: [] },
      accounting: { ...noRequests, planned: 2000, started: 2000, ok: 2000 },
      latency: {
        ...closedRun.latency,
        serviceTime: { ok: serviceTime, all: serviceTime },
        timeToFirstByte: serviceTime,
        connect: distribution(connections, connectUs),
      },
      statusCodes: { '200': 2000 },
    },
  };
}
