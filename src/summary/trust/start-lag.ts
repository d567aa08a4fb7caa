import type { Distribution, TrustReason } from '../result.ts';
import { inProportion, type Judge, type Judged, levelAbove, type Limits, worstSecond } from './reason.ts';
import { instantText, moreRoom, timeText, workerText } from './wording.ts';

/** In µs, what starts are late by on a shared machine with nothing wrong; what a busy one does to the slowest of them. */
const middle = { degraded: 100, invalid: 1000 };
const upper = { degraded: 500, invalid: 5000 };
const tail = { degraded: 1000, invalid: 5000 };
const percentiles = [
  { name: 'p50', key: 'p50Us', least: middle },
  { name: 'p75', key: 'p75Us', least: middle },
  { name: 'p90', key: 'p90Us', least: upper },
  { name: 'p95', key: 'p95Us', least: upper },
  { name: 'p99', key: 'p99Us', least: tail },
] as const;
/** One start in a thousand, and one second of the run. */
const tailUs = 10_000;
const stallUs = 100_000;
const shareOfTail = 0.05;
/** Above it, for each worker, automatic pacing has no time to sleep anyway. */
const sleepyPerS = 500;

type Lateness = { readonly what: string; readonly lagUs: number; readonly limits: Limits };

/**
 * How late the generator was. Lag is a part of each response time, so each percentile of it is held against the same
 * percentile of those; beside that, the worst worker, one start in a thousand, and the worst second.
 */
export const startLagReason: Judge = (result) => {
  const found = lateOf(byPercentile(result)) ?? lateOf(byPart(result));
  if (found === null) return null;
  const { level, what, lagUs, limits } = found;
  const worst = worstSecond(result, ({ startLagP99Us }) => startLagP99Us);
  const where = worst === null ? '' : ` (worst at ${instantText(worst.atMs)})`;
  return {
    level,
    signal: 'start-lag',
    message: `starts were late: ${what} ${timeText(lagUs)}, above ${timeText(limits[level])}${where}`,
    hint: hintFor(result),
  };
};

function hintFor(result: Judged): string {
  const { load, throughput } = result;
  if (load.pacing === 'timer') return 'a timer alone is late by up to 1 ms: use --pacing auto or precise';
  const sleeps = load.pacing === 'auto' && (throughput.askedPerS ?? 0) / load.workers < sleepyPerS;
  const awake = sleeps ? 'wait for starts with --pacing precise, ' : '';
  return `${awake}give the generator cores of its own, ${moreRoom(result)} or lower the rate`;
}

function byPercentile({ latency }: Judged): Lateness[] {
  const { startLag, responseTime } = latency;
  if (startLag === null || responseTime === null) return [];
  const carried = percentiles.flatMap(({ name, key, least }) => {
    const lagUs = startLag[key];
    const responseUs = responseTime.all[key];
    if (lagUs === null || responseUs === null) return [];
    return [{ what: `${name} of the start lag is`, lagUs, limits: limitsBeside(responseUs, least) }];
  });
  return startLag.p99Us === null
    ? [...carried, ...longest(startLag, responseTime.all, carried.length)]
    : carried;
}

/** One late start among few is their longest: it makes all of them doubtful only where there are hardly any. */
function longest(startLag: Distribution, { maxUs }: Distribution, carried: number): Lateness[] {
  if (startLag.maxUs === null || maxUs === null) return [];
  const limits =
    carried === 0
      ? limitsBeside(maxUs, tail)
      : { degraded: Math.max(tailUs, shareOfTail * maxUs), invalid: Infinity };
  return [{ what: `the longest start lag of ${startLag.count} is`, lagUs: startLag.maxUs, limits }];
}

/**
 * 5 and 20 % of the response time, with two exceptions. Below the least, no clock of a shared machine keeps time. And 1 and
 * 10 ms are not nothing beside a slow target, so from there on 1 and 5 % of its time will do.
 */
function limitsBeside(responseUs: number, least: Limits): Limits {
  return {
    degraded: Math.max(least.degraded, Math.min(0.05 * responseUs, Math.max(1000, 0.01 * responseUs))),
    invalid: Math.max(least.invalid, Math.min(0.2 * responseUs, Math.max(10_000, 0.05 * responseUs))),
  };
}

/** A part of the load, however late, degrades: the percentiles of all decide whether it is more. */
function byPart(result: Judged): Lateness[] {
  const { latency, generator } = result;
  const { workers } = generator;
  const response = latency.responseTime?.all;
  const lags = workers.map(({ startLagP99Us }) => startLagP99Us ?? 0);
  const worstUs = Math.max(0, ...lags);
  const second = worstSecond(result, ({ startLagP99Us }) => startLagP99Us);
  return [
    {
      what: `p99 of ${workerText(lags.indexOf(worstUs), workers.length)} is`,
      lagUs: worstUs,
      limits: { degraded: limitsBeside(response?.p99Us ?? 0, tail).degraded, invalid: Infinity },
    },
    {
      what: 'p99.9 of the start lag is',
      lagUs: latency.startLag?.p999Us ?? 0,
      limits: { degraded: Math.max(tailUs, shareOfTail * (response?.p999Us ?? 0)), invalid: Infinity },
    },
    {
      what: 'p99 of one second is',
      lagUs: second?.value ?? 0,
      limits: { degraded: inProportion(result, stallUs, shareOfTail), invalid: Infinity },
    },
  ];
}

/** The worst: by level, then by how far it is above its limit. */
function lateOf(all: readonly Lateness[]): (Lateness & Pick<TrustReason, 'level'>) | null {
  const late = all.flatMap((one) => {
    const level = levelAbove(one.lagUs, one.limits);
    return level === null ? [] : [{ ...one, level, excess: one.lagUs / one.limits[level] }];
  });
  const invalid = late.filter(({ level }) => level === 'invalid');
  const [worst] = (invalid.length > 0 ? invalid : late).toSorted((a, b) => b.excess - a.excess);
  return worst ?? null;
}
