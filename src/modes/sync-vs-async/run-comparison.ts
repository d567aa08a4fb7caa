import { InrushError } from '../../base/errors.ts';
import { runLoad, type RunOptions } from '../../run/run-load.ts';
import { compareRuns } from './compare-runs.ts';
import type { SyncVsAsyncPlans } from './comparison-plan.ts';
import type { SyncVsAsyncResult } from './comparison-result.ts';
import { contenderLabel } from './contender-label.ts';
import type { ContenderRuns } from './contender-runs.ts';

export type ComparisonOptions = RunOptions & {
  /** Called before each run with its name for people: `async`, `async 16`, `round 2 of 5, sync`. */
  readonly onSide?: (label: string) => void;
};

/**
 * Sends the same requests sync (each when the last has ended), by threads and async (many in flight), as often as
 * there are rounds, each backwards from the last, and compares. A run that doesn't end as planned ends the comparison:
 * what was measured by then is the result. Throws as `runLoad` does while there is nothing to compare. Gates are
 * evaluated afterwards, by whoever has them.
 */
export async function runComparison(
  plans: SyncVsAsyncPlans,
  options: ComparisonOptions = {},
  run: typeof runLoad = runLoad,
): Promise<SyncVsAsyncResult> {
  const sides = plans.contenders.map((contender): ContenderRuns => ({ contender, runs: [] }));
  const faults: string[] = [];
  let isStopped = false;
  for (let round = 0; round < plans.rounds; round++) {
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
      if (isStopped && !isIndispensable(side, sides)) continue;
      const label = contenderLabel(side.contender, plans, round);
      options.onSide?.(label);
      try {
        const result = await run(side.contender.plan, options);
        side.runs.push(result);
        isStopped ||= result.completion.state === 'partial';
      } catch (error) {
        if (!(error instanceof InrushError) || sides.some((one) => isIndispensable(one, sides))) throw error;
        faults.push(...error.problems.map(({ message }) => `${label}: ${message}`));
        isStopped = true;
      }
    }
  }
  return compareRuns(plans, sides, faults);
}

/** A comparison has a sync and an async side, even if one of them was drained before its first request. */
function isIndispensable({ contender, runs }: ContenderRuns, sides: readonly ContenderRuns[]): boolean {
  if (contender.name === 'sync') return runs.length === 0;
  const isLast = sides.at(-1)?.contender === contender;
  return isLast && sides.every((side) => side.contender.name !== 'async' || side.runs.length === 0);
}
