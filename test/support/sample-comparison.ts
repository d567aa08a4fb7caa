import { present } from '../../src/base/assert.ts';
import type {
  ComparedSide,
  Effect,
  Finding,
  Side,
  SyncVsAsyncResult,
} from '../../src/modes/sync-vs-async/comparison-result.ts';
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
    okPerS: 97.5,
    failed: 1019,
    runs: serialisingComparison.async.runs.map((run) => ({
      ...run,
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
    })),
  },
  effect: incomparable(),
  finding: {
    kind: 'no-comparison',
    sentence: 'Not the same work: 0 of 2,000 sync and 1,019 of 2,000 async requests failed.',
  },
  rounds: [{ order: ['sync', 'async'], counted: true, speedup: null, threadsSpeedup: null }],
  gates: [
    {
      expression: 'speedup < 3',
      verdict: 'no-data',
      value: null,
      limit: 3,
      unit: '×',
      holds: 'fails',
      interval: null,
      margin: null,
      note: null,
    },
  ],
};

/** The same with a third side, and in four rounds of which the last was interrupted. */
export const threadedComparison: SyncVsAsyncResult = {
  ...scalingComparison,
  sync: repeated(scalingComparison.sync),
  async: repeated(scalingComparison.async),
  threads: {
    ...repeated(
      side({ wallMs: 12_640, p50Us: 50_430, p99Us: 52_310, cpuPerRequestUs: 101.2, inFlight: 7.98 }),
    ),
    concurrency: 8,
    effect: {
      speedup: 7.985,
      speedupInterval: { confidence: 0.95, low: 7.91, high: 8.06 },
      scalingEfficiency: 0.998,
      latencyInflation: 1.0004,
      handledAtOnce: 7.98,
    },
  },
  effect: { ...scalingComparison.effect, speedupInterval: { confidence: 0.95, low: 43.02, high: 48.31 } },
  rounds: [
    { order: ['sync', 'threads', 'async'], counted: true, speedup: 45.1, threadsSpeedup: 7.95 },
    { order: ['async', 'threads', 'sync'], counted: true, speedup: 46.2, threadsSpeedup: 8.01 },
    { order: ['sync', 'threads', 'async'], counted: true, speedup: 45.5, threadsSpeedup: 7.99 },
    { order: ['async', 'threads'], counted: false, speedup: null, threadsSpeedup: null },
  ],
  completion: {
    state: 'partial',
    reasons: ['round 4 of 4, threads: interrupted (SIGINT)', '3 of 4 rounds are complete'],
  },
};

/** A pool of four workers, asked by up to 64 at once; the highest level was turned away. */
export const sweptComparison: SyncVsAsyncResult = swept(
  [1, 2, 4, 8, 16, 32, 64].map((concurrency) => level(concurrency)),
);

function swept(levels: readonly ComparedSide[]): SyncVsAsyncResult {
  const [sync, top] = [present(levels[0]), present(levels.at(-1))];
  const { concurrency, effect } = top;
  return {
    ...serialisingComparison,
    concurrency,
    sync: withoutEffect(sync),
    async: withoutEffect(top),
    effect,
    finding: {
      kind: 'no-comparison',
      sentence: 'Not the same work: 0 of 2,000 sync and 1,019 of 2,000 async requests failed.',
    },
    rounds: [
      {
        order: levels.map((one) => (one.concurrency === 1 ? 'sync' : `async ${one.concurrency}`)),
        counted: true,
        speedup: effect.speedup,
        threadsSpeedup: null,
      },
    ],
    sweep: {
      levels,
      leftOut: [64],
      knee: { kind: 'found', concurrency: 4, above: 2, below: 8 },
      law: { kind: 'poor-fit', largestError: 0.2312 },
    },
  };
}

function withoutEffect({ concurrency: _concurrency, effect: _effect, ...rest }: ComparedSide): Side {
  return rest;
}

function level(concurrency: number): ComparedSide {
  const atOnce = Math.min(concurrency, 4);
  const us = (50_000 * concurrency) / atOnce;
  const wallMs = (2000 * 50) / atOnce;
  const times = { p50Us: us * 1.01, p99Us: us * 1.07, cpuPerRequestUs: 40, inFlight: concurrency };
  const measured = side({ wallMs, ...times });
  if (concurrency === 64) return { ...measured, failed: 1019, concurrency, effect: incomparable() };
  return {
    ...measured,
    concurrency,
    effect: {
      speedup: atOnce,
      speedupInterval: null,
      scalingEfficiency: atOnce / concurrency,
      latencyInflation: concurrency / atOnce,
      handledAtOnce: atOnce,
    },
  };
}

function incomparable(): Effect {
  return {
    speedup: null,
    speedupInterval: null,
    scalingEfficiency: null,
    latencyInflation: null,
    handledAtOnce: null,
  };
}

function repeated(once: Side): Side {
  return {
    ...once,
    runs: [1, 1.02, 0.99].flatMap((factor) =>
      once.runs.map((run) => ({ ...run, wallMs: run.wallMs * factor })),
    ),
  };
}

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
    threads: null,
    effect: {
      speedup,
      speedupInterval: null,
      scalingEfficiency: speedup / 50,
      latencyInflation,
      handledAtOnce,
    },
    finding,
    rounds: [{ order: ['sync', 'async'], counted: true, speedup, threadsSpeedup: null }],
    sweep: null,
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
    okPerS: 2_000_000 / wallMs,
    peakOpenFiles: connections + 23,
    peakMemoryBytes: 61_200_000 + 4000 * connections,
    started: 2000,
    failed: 0,
    serviceTime,
    runs: [
      {
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
    ],
  };
}
