import { seededRandom } from '../../src/base/random.ts';
import { Samples } from '../../src/stats/samples.ts';
import { distributionOf } from '../../src/summary/distribution.ts';
import type { OkAndAll, RequestRow, Result, TimeSeriesPoint } from '../../src/summary/result.ts';
import { normals } from '../inference/simulated-windows.ts';
import { openRun } from './sample-result.ts';

const seconds = 3600;
const names = 20;
const warmupS = 60;
const ratePerS = 5000;

/**
 * An hour in an open model with 20 requests, second by second: real histograms of ten thousand samples each, waves of the
 * day, a minute in which the server was ill and a few seconds that nobody answered.
 */
export function hourRun(): Result {
  const random = seededRandom(1);
  const normal = normals(random);
  const timesAround = (medianUs: number): OkAndAll => {
    const samples = new Samples();
    for (let index = 0; index < 10_000; index++) samples.record(medianUs * Math.exp(0.8 * normal()));
    const all = distributionOf(samples);
    return { ok: all, all };
  };
  return {
    ...openRun,
    load: {
      ...openRun.load,
      load: {
        kind: 'constant-arrival-rate',
        ratePerS,
        durationMs: seconds * 1000,
        arrival: 'poisson',
        iterations: null,
      },
      warmupMs: warmupS * 1000,
    },
    measuredMs: (seconds - warmupS) * 1000,
    wallMs: seconds * 1000,
    latency: { ...openRun.latency, responseTime: timesAround(1200), serviceTime: timesAround(900) },
    timeSeries: {
      intervalMs: 1000,
      points: Array.from({ length: seconds }, (_, second) => pointOf(second, random)),
    },
    requests: Array.from({ length: names }, (_, index) => requestRow(index, timesAround(600 + 90 * index))),
  };
}

function requestRow(index: number, times: OkAndAll): RequestRow {
  const [sample] = openRun.requests;
  const started = 885_000 + 731 * ((index * 7 + 3) % names);
  const name = `step ${String.fromCodePoint(97 + ((index * 13 + 5) % names))}: GET /shop/catalogue/${index}`;
  if (sample === undefined) throw new Error('the sample has no row');
  return {
    ...sample,
    name,
    started,
    ok: started - index,
    httpError: index,
    responseTime: times,
    serviceTime: times,
  };
}

function pointOf(second: number, random: () => number): TimeSeriesPoint {
  const isIll = second >= 1800 && second < 1860;
  const isSilent = second >= 2400 && second < 2405;
  const wave = 1 + 0.4 * Math.sin(second / 300) + 0.1 * random();
  const p50Us = Math.round(1200 * wave * (isIll ? 8 : 1));
  const answered = isSilent ? 0 : Math.round(ratePerS * (isIll ? 0.7 : 0.99 + 0.02 * random()));
  return {
    atMs: second * 1000,
    warmup: second < warmupS,
    started: ratePerS,
    answered,
    failed: isIll ? Math.round(400 * random()) : 0,
    missed: isSilent ? 120 : 0,
    inFlight: isSilent ? 200 : Math.round(20 * wave),
    receivedBytes: answered * 1210,
    p50Us: isSilent ? null : p50Us,
    p99Us: isSilent ? null : Math.round(p50Us * (6 + 3 * random())),
    maxUs: isSilent ? null : Math.round(p50Us * (20 + 30 * random())),
    samples: answered,
    censored: 0,
    censoredFromUs: null,
    startLagP99Us: Math.round(70 + 30 * random()),
    eventLoopUtilization: 0.2 + 0.1 * random(),
    gcPauseMs: Math.round(30 * random()) / 10,
  };
}
