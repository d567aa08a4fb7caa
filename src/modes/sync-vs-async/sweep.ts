import type { ComparedSide, Sweep, SweepKnee } from './comparison-result.ts';
import { findKnee, type ThroughputAt } from './knee.ts';
import { isSameWork } from './same-work.ts';
import { fitScalabilityLaw } from './scalability-law.ts';

/** Below, between and above: with fewer levels a knee could be anywhere. */
const neededForKnee = 3;

/** What a target makes of rising concurrency; levels ascend from 1, the sync side. */
export function sweepOf(levels: readonly [ComparedSide, ...ComparedSide[]]): Sweep {
  const [sync] = levels;
  const usable = levels.filter((level) => level.okPerS > 0 && isSameWork(level, sync));
  const throughputs = usable.map(({ concurrency, okPerS }) => ({ concurrency, perS: okPerS }));
  return {
    levels,
    leftOut: levels.filter((level) => !usable.includes(level)).map(({ concurrency }) => concurrency),
    knee: kneeOf(throughputs),
    law: fitScalabilityLaw(throughputs),
  };
}

function kneeOf(levels: readonly ThroughputAt[]): SweepKnee {
  if (levels.length < neededForKnee) {
    return { kind: 'too-few-levels', levels: levels.length, needed: neededForKnee };
  }
  const knee = findKnee(levels);
  return knee === null
    ? { kind: 'beyond', upTo: Math.max(...levels.map(({ concurrency }) => concurrency)) }
    : { kind: 'found', ...knee };
}
