import { present } from '../../base/assert.ts';
import { version } from '../../base/version.ts';
import type { Result } from '../../summary/result.ts';
import type { SyncVsAsyncPlans } from './comparison-plan.ts';
import type { ComparedSide, Round, Side, SyncVsAsyncResult } from './comparison-result.ts';
import { contenderName } from './contender-label.ts';
import type { ContenderRuns } from './contender-runs.ts';
import { jointCompletion, jointTrust } from './joint-trust.ts';
import { compareWithSync, speedupOf } from './effect.ts';
import { findScaling } from './scaling-finding.ts';
import { sideOf } from './side.ts';
import { sweepOf } from './sweep.ts';

/**
 * The comparison of finished runs; `faults` say what could not be run. Sync and at least one async side have a run.
 * Only rounds in which every side ended as planned count, unless there is none.
 */
export function compareRuns(
  plans: SyncVsAsyncPlans,
  sides: readonly ContenderRuns[],
  faults: readonly string[] = [],
): SyncVsAsyncResult {
  const counted = countedRounds(sides);
  const syncRuns = present(sides[0]).runs;
  const sync = sideOf(syncRuns, counted);
  const compared = ({ runs, contender }: ContenderRuns): ComparedSide => {
    const side = sideOf(runs, counted);
    const { connections } = contender.plan;
    return { ...side, concurrency: connections, effect: compareWithSync(sync, side, connections, counted) };
  };
  const ran = sides.filter(({ runs }) => runs.length > 0);
  const threads = ran.find(({ contender }) => contender.name === 'threads');
  const levels = ran.filter(({ contender }) => contender.name === 'async').map(compared);
  const { effect, concurrency, ...async } = present(levels.at(-1));
  const requests = Math.max(...syncRuns.map(({ accounting }) => accounting.planned));
  const [first] = syncRuns;
  return {
    schemaVersion: 1,
    kind: 'sync-vs-async',
    inrush: version,
    startedAt: present(first).startedAt,
    target: present(first).target,
    requests,
    concurrency,
    sync,
    async,
    threads: threads === undefined ? null : compared(threads),
    effect,
    finding: findScaling({ sync, async, effect, concurrency, requests }),
    rounds: roundsOf(plans, sides, counted),
    sweep: plans.isSweep ? sweepOf([withItself(sync, counted), ...levels]) : null,
    completion: jointCompletion(plans, sides, faults),
    trust: jointTrust(plans, sides),
    gates: [],
  };
}

/** The numbers, from 0, of the rounds in which every side ended as planned; the first one, if there is none. */
function countedRounds(sides: readonly ContenderRuns[]): readonly number[] {
  const most = Math.max(...sides.map(({ runs }) => runs.length));
  const complete = Array.from({ length: most }, (_, round) => round).filter((round) =>
    sides.every(({ runs }) => runs[round]?.completion.state === 'complete'),
  );
  return complete.length > 0 ? complete : [0];
}

function roundsOf(
  plans: SyncVsAsyncPlans,
  sides: readonly ContenderRuns[],
  counted: readonly number[],
): Round[] {
  const runsOf = (name: string): readonly Result[] =>
    sides.findLast(({ contender, runs }) => contender.name === name && runs.length > 0)?.runs ?? [];
  const [sync, threads, async] = ['sync', 'threads', 'async'].map(runsOf);
  const most = Math.max(...sides.map(({ runs }) => runs.length));
  return Array.from({ length: most }, (_, round) => {
    const ran = sides.filter(({ runs }) => runs[round] !== undefined);
    const order = round % 2 === 0 ? ran : ran.toReversed();
    return {
      order: order.map(({ contender }) => contenderName(contender, plans)),
      counted: counted.includes(round),
      speedup: speedupOf(sync?.[round], async?.[round]),
      threadsSpeedup: speedupOf(sync?.[round], threads?.[round]),
    };
  });
}

/** Level 1 of a sweep. */
function withItself(sync: Side, counted: readonly number[]): ComparedSide {
  return { ...sync, concurrency: 1, effect: compareWithSync(sync, sync, 1, counted) };
}
