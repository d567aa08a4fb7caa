import { Histogram, type HistogramCounts } from '../../src/stats/histogram.ts';
import { Samples } from '../../src/stats/samples.ts';
import { distributionOf } from '../../src/summary/distribution.ts';
import type { Completion, Result, Trust } from '../../src/summary/result.ts';
import { noRequests, openRun } from './sample-result.ts';

export type TrialSample = {
  readonly count: number;
  /** Of all but the slowest hundredth, and of that. */
  readonly usualUs: number;
  readonly slowUs: number;
  readonly measuredMs: number;
  /** Of them all. */
  readonly failed: number;
  readonly trust: Trust;
  readonly completion: Completion;
};

export const trusted: Trust = { level: 'ok', reasons: [] };

/** An open run without a surprise: 1,000 requests in 10 s, 1 ms each, the slowest 2 in 100 of them 2 ms. */
export function trialResult(given: Partial<TrialSample> = {}): Result {
  const { count, usualUs, slowUs, measuredMs, failed, trust, completion } = { ...usual, ...given };
  const samples = new Samples();
  for (let index = 0; index < count; index++) samples.record(isSlow(index) ? slowUs : usualUs);
  const all = distributionOf(samples);
  const accounting = { ...noRequests, planned: count, started: count, ok: count - failed, httpError: failed };
  return {
    ...openRun,
    measuredMs,
    completion,
    overload: null,
    accounting,
    throughput: { ...openRun.throughput, answeredPerS: (1000 * count) / measuredMs },
    latency: { ...openRun.latency, responseTime: { ok: all, all }, serviceTime: { ok: all, all } },
    requests: [],
    trust,
  };
}

/** The same second by second, each like the others. */
export function trialWindows(given: Partial<TrialSample> = {}): readonly HistogramCounts[] {
  const { count, usualUs, slowUs, measuredMs } = { ...usual, ...given };
  const seconds = Math.round(measuredMs / 1000);
  return Array.from({ length: seconds }, () => {
    const histogram = new Histogram();
    const each = Math.round(count / seconds);
    for (let index = 0; index < each; index++) histogram.record(isSlow(index) ? slowUs : usualUs);
    return histogram.counts();
  });
}

const usual: TrialSample = {
  count: 1000,
  usualUs: 1000,
  slowUs: 2000,
  measuredMs: 10_000,
  failed: 0,
  trust: trusted,
  completion: { state: 'complete' },
};

function isSlow(index: number): boolean {
  return index % 50 === 0;
}
