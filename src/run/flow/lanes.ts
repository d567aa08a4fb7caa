import type { FlowRecorder } from '../../flow/flow-recorder.ts';
import type { LanePlan } from '../../plan/flows-plan.ts';
import { type Executor, failureKind } from '../executor.ts';
import type { CutKind } from '../message.ts';
import { EmptyLane } from './empty-lane.ts';
import type { Lane } from './lane.ts';
import type { LaneUsers } from './lane-users.ts';
import { type FlowContext, type LanesPlan, makeLane } from './make-lane.ts';
import type { PreparedFlows } from './prepare-flows.ts';

/** Drives one worker's part of a scenario file: all its lanes, side by side. */
export class Lanes implements Executor {
  readonly #lanes: readonly Lane[];
  readonly #users: LaneUsers[] = [];
  readonly #prepared: PreparedFlows;
  /** All requests are the same: the totals are their row. */
  readonly #isOneRow: boolean;
  #cutKind: CutKind = 'censored';
  #open: number;

  constructor(context: FlowContext, plan: LanesPlan, prepared: PreparedFlows) {
    this.#prepared = prepared;
    const { requests, codePath } = plan.flows;
    this.#isOneRow = codePath === null && requests.length === 1 && requests[0]?.checks.length === 0;
    this.#open = plan.flows.lanes.length;
    this.#lanes = plan.flows.lanes.map((lane) => this.#addLane(lane, context, plan));
  }

  get spunMs(): number {
    return this.#lanes.reduce((sum, lane) => sum + lane.spunMs, 0);
  }

  /** Virtual users whose session is done. */
  get usersReady(): number {
    return this.#users.reduce((sum, users) => sum + users.readyCount, 0);
  }

  prepare(onReady: () => void): void {
    let left = this.#lanes.length;
    const onLaneReady = (): void => {
      left--;
      if (left === 0) onReady();
    };
    for (const lane of this.#lanes) lane.prepare(onLaneReady);
  }

  start(startAt: number): void {
    for (const lane of this.#lanes) lane.start(startAt);
  }

  measureFrom(at: number): void {
    for (const lane of this.#lanes) lane.measureFrom(at);
  }

  stop(): void {
    for (const lane of this.#lanes) lane.stop();
  }

  cut(kind: CutKind): void {
    this.#cutKind = kind;
    for (const lane of this.#lanes) lane.cut(kind);
  }

  /** A lane of few users is that of the first workers alone. */
  #addLane(plan: LanePlan, context: FlowContext, whole: LanesPlan): Lane {
    const workers = Math.min(whole.workers, plan.maxVus);
    if (whole.worker >= workers) return new EmptyLane(() => this.#onDone(context));
    const { lane, users } = makeLane(
      plan,
      { ...whole, workers },
      {
        ...context,
        prepared: this.#prepared,
        flowRecorder: this.#recorderFor(context),
        onDone: () => this.#onDone(context),
      },
    );
    this.#users.push(users);
    return lane;
  }

  /** How an ended exchange counts depends on why the run ended. */
  #recorderFor({ recorder }: FlowContext): FlowRecorder {
    return {
      rowOf: this.#isOneRow ? () => -1 : (name) => recorder.rowOf(name),
      onIterationStart: (startedAt, plannedAt) => recorder.onIterationStart(startedAt, plannedAt),
      onIterationEnd: (startedAt, plannedAt, end, example) =>
        recorder.onIterationEnd(startedAt, plannedAt, end, example),
      onRequestPlanned: (plannedAt) => recorder.onRequestPlanned(plannedAt),
      onStart: (exchange) => recorder.onStart(exchange),
      onEnd: (exchange) => recorder.onEnd(exchange, failureKind(exchange, this.#cutKind)),
      onCheck: (placed, label, passed, example) => recorder.onCheck(placed, label, passed, example),
    };
  }

  #onDone({ onDone }: FlowContext): void {
    this.#open--;
    if (this.#open > 0) return;
    this.#prepared.close();
    onDone();
  }
}
