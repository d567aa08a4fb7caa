import type { Clock } from '../../base/clock.ts';
import type { FlowRunner } from '../../flow/flow-runner.ts';
import type { User } from '../../flow/user.ts';
import type { Recorder } from '../../stats/recorder.ts';
import type { CutKind } from '../message.ts';
import type { Timers } from '../timers.ts';
import type { Iterations } from './iterations.ts';
import type { LaneUsers } from './lane-users.ts';

/** How one worker's users of a lane are given their iterations. The same life as an `Executor`'s. */
export interface Lane {
  prepare(onReady: () => void): void;
  start(startAt: number): void;
  measureFrom(at: number): void;
  stop(): void;
  cut(kind: CutKind): void;
  /** A user is idle again. */
  onIterationEnd(user: User, now: number): void;
  readonly spunMs: number;
}

export type LaneContext = {
  readonly users: LaneUsers;
  readonly runner: FlowRunner;
  readonly iterations: Iterations;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Nothing is going on, and nothing will start. */
  readonly onDone: () => void;
};
