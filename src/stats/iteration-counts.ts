import { type Failure, FailureList } from './failure-list.ts';

/** Of measured iterations: planned = started + missed, and once all is over started = the sum of the three ends. */
export type IterationCounters = {
  planned: number;
  /** Reached by the schedule, and started, between the warm-up and the load's own end. */
  plannedInWindow: number;
  startedInWindow: number;
  started: number;
  missed: number;
  completed: number;
  /** Ended early. */
  failed: number;
  /** Cut at the end of the run. */
  interrupted: number;
};

const iterationCounterNames = [
  'planned',
  'plannedInWindow',
  'startedInWindow',
  'started',
  'missed',
  'completed',
  'failed',
  'interrupted',
] as const satisfies readonly (keyof IterationCounters)[];

/** What one worker recorded; plain data. */
export type IterationDelta = {
  readonly counters: Readonly<IterationCounters>;
  /** Why iterations ended early. */
  readonly failures: readonly Failure[];
};

/** How often the steps of a flow were gone through, and why not to their end. Of single requests: nothing. */
export class IterationCounts {
  readonly counters: IterationCounters = zeroIterationCounters();
  readonly failures: FailureList = new FailureList();

  /** `failure` is why it ended early; null for a complete one. */
  onEnd(failure: string | null, example: string): void {
    if (failure === null) this.counters.completed++;
    else if (failure === 'interrupted') this.counters.interrupted++;
    else {
      this.counters.failed++;
      this.failures.add(failure, 1, example);
    }
  }

  merge({ counters, failures }: IterationDelta): void {
    for (const key of iterationCounterNames) this.counters[key] += counters[key];
    this.failures.addAll(failures);
  }

  /** Everything since the last call, which it forgets; null when there was nothing. */
  take(): IterationDelta | null {
    const failures = this.failures.list();
    const isEmpty = iterationCounterNames.every((key) => this.counters[key] === 0);
    if (isEmpty && failures.length === 0) return null;
    const delta = { counters: { ...this.counters }, failures };
    for (const key of iterationCounterNames) this.counters[key] = 0;
    this.failures.clear();
    return delta;
  }
}

export function zeroIterationCounters(): IterationCounters {
  return {
    planned: 0,
    plannedInWindow: 0,
    startedInWindow: 0,
    started: 0,
    missed: 0,
    completed: 0,
    failed: 0,
    interrupted: 0,
  };
}

/** Started and not ended. */
export function openIterations({ started, completed, failed, interrupted }: IterationCounters): number {
  return started - completed - failed - interrupted;
}

/** Planned, and neither started nor missed so far. */
export function waitingIterations({ planned, started, missed }: IterationCounters): number {
  return planned - started - missed;
}
