import { findTrend } from '../../src/gate/trend/find-trend.ts';
import type { TrendResult } from '../../src/gate/trend/trend-result.ts';
import type { Result } from '../../src/summary/result.ts';
import { noisyRuns } from './stored-run.ts';

const daysAsMinutes = 24 * 60;

/** Slower by a fifth for ten of thirty days, on another machine since the last but five; two files don't count. */
export const slowerSince: TrendResult = trend(
  [
    ...noisyRuns(20, { noise: 0.03, seed: 1 }),
    ...noisyRuns(10, { noise: 0.03, seed: 7, slower: 1.2 }).map((run, index) =>
      index < 5 ? run : onOtherMachine(run),
    ),
  ],
  12,
);

/** Nothing happened, and nobody asked for a gate. */
export const steadyTrend: TrendResult = trend(noisyRuns(12, { noise: 0.03, seed: 3 }), null);

function trend(results: readonly Result[], gatedRuns: number | null): TrendResult {
  const first = Date.parse('2026-01-03T03:00:00.000Z');
  const runs = results.map((result, day) => {
    const startedAt = new Date(first + day * daysAsMinutes * 60_000).toISOString();
    return { name: `nightly-${day + 1}.json`, result: { ...result, startedAt } };
  });
  const others = [
    { name: 'nightly-31.json', reason: 'partial: it was interrupted' },
    { name: 'package.json', reason: 'it is JSON, but not of inrush' },
  ];
  return gatedRuns === null
    ? { ...findTrend({ label: 'results/', runs }), inrush: '0.1.0' }
    : { ...findTrend({ label: 'results/', runs, others }, { gatedRuns }), inrush: '0.1.0' };
}

function onOtherMachine(run: Result): Result {
  const machine = { ...run.generator.machine, kernel: 'Linux 6.11.0-9-generic' };
  return { ...run, generator: { ...run.generator, machine } };
}
