import type { Plan } from '../plan/plan.ts';
import { workLengthMs } from '../plan/loads.ts';
import { endedCount } from '../stats/counters.ts';
import type { Delta } from '../stats/delta.ts';
import { Tally } from '../stats/tally.ts';
import type { MachineFacts } from '../summary/fingerprint.ts';
import type { Result } from '../summary/result.ts';
import type { RunRecord } from '../summary/run-record.ts';

/** Looks at the seconds of the measured part, each by itself, and may end the run. */
export interface IntervalJudge {
  /** Names of the requests whose rows it wants; others may be missing. */
  readonly requests: readonly string[];
  /** `sinceMs` is from the start of that part to the start of the second. Answers why the run is to end, or null. */
  judge(second: Result, sinceMs: number): string | null;
}

/** A run as far as an interval can be placed in it, in clock milliseconds. */
export type IntervalFrame = { readonly startAt: number; readonly warmupMs: number };

const intervalMs = 1000;

/** Keeps the newest intervals apart, and has each judged when every worker has told of it. */
export class IntervalWatch {
  readonly #plan: Plan;
  readonly #judge: IntervalJudge;
  readonly #summarize: (record: RunRecord) => Result;
  readonly #machine: MachineFacts;
  readonly #tallies = new Map<number, Tally>();
  #settledTo = 0;

  constructor(
    plan: Plan,
    judge: IntervalJudge,
    summarize: (record: RunRecord) => Result,
    machine: MachineFacts,
  ) {
    this.#plan = plan;
    this.#judge = judge;
    this.#summarize = summarize;
    this.#machine = machine;
  }

  add(delta: Delta): void {
    if (delta.interval < this.#settledTo) return;
    const tally = this.#tallies.get(delta.interval) ?? new Tally();
    tally.add({ ...delta, rows: delta.rows.filter(({ name }) => this.#judge.requests.includes(name)) });
    this.#tallies.set(delta.interval, tally);
  }

  /** Of a warm-up that nobody knows the end of: it is not kept, and what came with it is never judged. */
  passOver({ interval }: Delta): void {
    this.#settledTo = Math.max(this.#settledTo, interval + 1);
  }

  /** Judges what lies before `told` and wholly within the measured part; why the run is to end, or null. */
  settle(told: number, frame: IntervalFrame): string | null {
    const endMs = frame.warmupMs + workLengthMs(this.#plan.work);
    for (; this.#settledTo < told; this.#settledTo++) {
      const interval = this.#settledTo;
      const tally = this.#tallies.get(interval) ?? new Tally();
      this.#tallies.delete(interval);
      const fromMs = interval * intervalMs;
      if (fromMs < frame.warmupMs || fromMs + intervalMs > endMs) continue;
      const reason = this.#judge.judge(
        this.#resultOf(tally, frame.startAt + fromMs),
        fromMs - frame.warmupMs,
      );
      if (reason !== null) return reason;
    }
    return null;
  }

  /** Shares are of the requests that ended in it: those that started may be open for long. */
  #resultOf(tally: Tally, startAt: number): Result {
    const result = this.#summarize({
      plan: this.#plan,
      address: '',
      tally,
      workers: [],
      peakOpenFiles: 0,
      system: null,
      clockShiftMs: 0,
      startedAtDate: new Date(0),
      startAt,
      endAt: startAt + intervalMs,
      warmupMs: 0,
      steadyState: null,
      partialReasons: [],
      machine: this.#machine,
      fingerprint: null,
    });
    return { ...result, accounting: { ...result.accounting, started: endedCount(tally.counters) } };
  }
}
