import { meanRatio } from '../../inference/mean-ratio.ts';
import type { Result } from '../../summary/result.ts';
import type { Effect, Side } from './comparison-result.ts';
import { isSameWork } from './same-work.ts';
import { okPerS } from './side.ts';

const nothing: Effect = {
  speedup: null,
  speedupInterval: null,
  scalingEfficiency: null,
  latencyInflation: null,
  handledAtOnce: null,
};

/** What a side brought against sync, from the rounds that count; nothing where one of them can't be compared. */
export function compareWithSync(
  sync: Side,
  side: Side,
  concurrency: number,
  counted: readonly number[],
): Effect {
  const ratios = counted.map((round) => speedupOf(sync.runs[round], side.runs[round]));
  const speedup = meanRatio(ratios.filter((ratio) => ratio !== null));
  if (speedup === null || ratios.includes(null)) return nothing;
  return {
    speedup: speedup.ratio,
    speedupInterval: speedup.interval,
    scalingEfficiency: speedup.ratio / concurrency,
    latencyInflation: typicalUs(side) / typicalUs(sync),
    handledAtOnce: (side.okPerS * (sync.serviceTime.meanUs ?? 0)) / 1e6,
  };
}

/** Of one round; null where a run is missing, had no success or did other work. */
export function speedupOf(sync: Result | undefined, other: Result | undefined): number | null {
  if (sync === undefined || other === undefined) return null;
  const [before, after] = [okPerS(sync), okPerS(other)];
  if (!isSameWork(requestsOf(sync), requestsOf(other))) return null;
  return before > 0 && after > 0 ? after / before : null;
}

function requestsOf({ accounting }: Result): { readonly started: number; readonly failed: number } {
  return { started: accounting.started, failed: accounting.started - accounting.ok };
}

/** The median; of a sample too small for one, the mean. */
function typicalUs({ serviceTime }: Side): number {
  return serviceTime.p50Us ?? serviceTime.meanUs ?? NaN;
}
