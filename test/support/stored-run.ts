import { seededRandom } from '../../src/base/random.ts';
import type { ComparedSide } from '../../src/gate/compare/compared-side.ts';
import { sideOfRuns } from '../../src/gate/compare/make-side.ts';
import type {
  Confidence,
  Distribution,
  OkAndAll,
  PercentileInterval,
  RequestRow,
  Result,
} from '../../src/summary/result.ts';
import { closedRun } from './sample-result.ts';

/** What a stored run shows of all its requests, and of each by name. */
export type Shown = {
  readonly p50Ms?: number;
  readonly p95Ms?: number;
  readonly p99Ms?: number | null;
  readonly ratePerS?: number;
  readonly started?: number;
  readonly failed?: number;
  readonly minute?: number;
};

/** A closed run of 30 s with these figures, in which nothing else is to be noticed. */
export function storedRun(shown: Shown = {}, rows: Readonly<Record<string, Shown>> = {}): Result {
  const { ratePerS = 1000, started = 30_000, failed = 0, minute = 0 } = shown;
  const serviceTime = timesOf(shown);
  const names = Object.keys(rows);
  return {
    ...closedRun,
    startedAt: new Date(Date.parse(closedRun.startedAt) + minute * 60_000).toISOString(),
    throughput: { ...closedRun.throughput, answeredPerS: ratePerS },
    accounting: {
      ...closedRun.accounting,
      planned: started,
      reachedInTime: started,
      started,
      ok: started - failed,
      transportError: failed,
    },
    latency: { ...closedRun.latency, serviceTime, confidence: confidenceOf(serviceTime.all) },
    requests:
      names.length === 0
        ? closedRun.requests.map((row) => rowWith(row, shown))
        : closedRun.requests.flatMap((row) =>
            names.map((name) => rowWith({ ...row, name }, rows[name] ?? {})),
          ),
  };
}

/** Runs whose times and rate differ by log-normal noise (`noise` is the standard deviation of logarithms). */
export function noisyRuns(
  count: number,
  { noise, seed, slower = 1, minute = 0 }: { noise: number; seed: number; slower?: number; minute?: number },
): Result[] {
  const random = seededRandom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: count }, (_, index) => {
    const common = Math.exp(noise * normal());
    return storedRun({
      p50Ms: 10 * slower * common,
      p95Ms: 20 * slower * common * Math.exp(0.3 * noise * normal()),
      p99Ms: 40 * slower * common * Math.exp(noise * normal()),
      ratePerS: 1000 / (slower * common),
      minute: minute + index,
    });
  });
}

export function sideOf(label: string, runs: readonly Result[]): ComparedSide {
  return sideOfRuns(
    label,
    runs.length === 1 ? 'result' : 'folder',
    runs.map((result, index) => ({ name: `${index}.json`, result })),
  );
}

function timesOf({ p50Ms = 10, p95Ms = 20, p99Ms = 40 }: Shown): OkAndAll {
  const { all } = closedRun.latency.serviceTime;
  const times = {
    ...all,
    p50Us: 1000 * p50Ms,
    p95Us: 1000 * p95Ms,
    p99Us: p99Ms === null ? null : 1000 * p99Ms,
  };
  return { ok: times, all: times };
}

function rowWith(row: RequestRow, shown: Shown): RequestRow {
  const { started = 30_000, failed = 0, ratePerS = 1000 } = shown;
  return {
    ...row,
    started,
    ok: started - failed,
    transportError: failed,
    answeredPerS: ratePerS,
    serviceTime: timesOf(shown),
    confidence: { ...row.confidence, latency: confidenceOf(timesOf(shown).all) },
  };
}

/** As sure as a run of half a minute is. */
function confidenceOf(times: Distribution): Confidence {
  const about = (us: number | null): PercentileInterval | null =>
    us === null ? null : { lowUs: 0.98 * us, highUs: 1.02 * us, method: 'bootstrap' };
  return {
    series: 'service',
    level: 0.95,
    windows: 30,
    blockLength: 3,
    autocorrelation: 0.1,
    mean: null,
    percentiles: {
      p50Us: about(times.p50Us),
      p75Us: about(times.p75Us),
      p90Us: about(times.p90Us),
      p95Us: about(times.p95Us),
      p99Us: about(times.p99Us),
      p999Us: null,
      p9999Us: null,
    },
  };
}
