import { present } from '../../base/assert.ts';
import { UserCalls } from '../../flow/user-calls.ts';
import type { UserFunctions } from '../../flow/code/user-functions.ts';
import type { FlowRecorder } from '../../flow/flow-recorder.ts';
import { FlowRunner, type UserFunctionsOf } from '../../flow/flow-runner.ts';
import { FlowSender } from '../../flow/flow-sender.ts';
import { makeProgram } from '../../flow/program.ts';
import type { User } from '../../flow/user.ts';
import type { FlowsPlan, LanePlan } from '../../plan/flows-plan.ts';
import { schedule, scheduleWithWarmup } from '../../plan/schedule.ts';
import { share, stripe } from '../../plan/share.ts';
import { isOpen } from '../../scenario/load.ts';
import type { ExecutorContext } from '../executor.ts';
import type { WorkerPlan } from '../message.ts';
import { ClosedLane } from './closed-lane.ts';
import { Iterations } from './iterations.ts';
import type { Lane, LaneContext } from './lane.ts';
import { LaneUsers, type NamedDraw } from './lane-users.ts';
import { OpenLane } from './open-lane.ts';
import { ownNames } from './own-names.ts';
import type { PreparedFlows } from './prepare-flows.ts';

/** What the lanes of a worker work with. */
export type FlowContext = Omit<ExecutorContext, 'requests'>;

export type LanesPlan = Omit<WorkerPlan, 'work'> & { readonly flows: FlowsPlan };

type LaneParts = FlowContext & {
  readonly prepared: PreparedFlows;
  readonly flowRecorder: FlowRecorder;
};

/** Puts a lane together: what sends, what takes users through their steps, and what gives them iterations. */
export function makeLane(
  plan: LanePlan,
  worker: LanesPlan,
  parts: LaneParts,
): { readonly lane: Lane; readonly users: LaneUsers } {
  const { clock, timers, recorder, flowRecorder, prepared, onDone } = parts;
  const redact = (text: string, user: User): string => prepared.redact(text, user.scope.vars);
  const sender: FlowSender = makeSender(worker, parts, redact, () => users.onOpeningEnd());
  const runner: FlowRunner = new FlowRunner({
    requests: prepared.requests,
    sender,
    recorder: flowRecorder,
    clock,
    timers,
    functions: functionsOf(parts, sender, redact),
    redact,
    trace: null,
    skipsThinking: false,
    onIterationEnd: (user, now) => lane.onIterationEnd(user, now),
  });
  const users: LaneUsers = makeUsers(plan, worker, parts, sender, runner);
  const iterations = new Iterations({
    runner,
    recorder,
    flows: plan.flows.map(({ steps, weight }) => ({ program: makeProgram(steps), weight })),
    draws: namedDraws(plan.iterationData, prepared),
    ownNames: ownNames(plan, worker.flows.requests),
    worker: worker.worker,
    workers: worker.workers,
  });
  const lane: Lane = laneOf(plan, worker, { users, runner, iterations, recorder, clock, timers, onDone });
  return { lane, users };
}

function makeSender(
  { targets, flows }: LanesPlan,
  { engine, flowRecorder, recorder, clock }: LaneParts,
  redact: (text: string, user: User) => string,
  onOpeningEnd: () => void,
): FlowSender {
  return new FlowSender({
    engine,
    recorder: flowRecorder,
    clock,
    origins: targets.map(({ origin }) => origin),
    captureLimitBytes: flows.captureLimitBytes,
    sockets: {
      onOpen: (connectMs, tlsMs) => {
        recorder.onOpen(connectMs, tlsMs);
        onOpeningEnd();
      },
      onOpenFailed: (reason, detail) => {
        recorder.onOpenFailed(reason, detail);
        onOpeningEnd();
      },
      onClose: (fault, detail) => recorder.onClose(fault, detail),
    },
    redact,
    trace: null,
  });
}

function functionsOf(
  { prepared, flowRecorder, clock, timers }: LaneParts,
  sender: FlowSender,
  redact: (text: string, user: User) => string,
): UserFunctionsOf | null {
  const { functions } = prepared;
  if (functions === null) return null;
  const known = new Map<User, UserFunctions>();
  return (user) => {
    const own = known.get(user);
    if (own !== undefined) return own;
    const host = { sender, recorder: flowRecorder, clock, timers, redact, trace: null, skipsThinking: false };
    const made = functions.userOf(new UserCalls(user, host));
    known.set(user, made);
    return made;
  };
}

function makeUsers(
  plan: LanePlan,
  { worker, workers, pipelining, seed, flows }: LanesPlan,
  { recorder, clock, timers, prepared }: LaneParts,
  sender: FlowSender,
  runner: FlowRunner,
): LaneUsers {
  return new LaneUsers({
    sender,
    runner,
    recorder,
    clock,
    timers,
    session: makeProgram(plan.session),
    userData: namedDraws(plan.userData, prepared),
    env: flows.env,
    shared: flows.shared,
    makeJar: prepared.makeJar,
    pipelining,
    worker,
    workers,
    seed,
    most: share(plan.maxVus, worker, workers),
  });
}

function namedDraws(names: readonly string[], { draws }: PreparedFlows): readonly NamedDraw[] {
  return names.map((name) => ({ name, draw: present(draws.get(name)) }));
}

function laneOf(plan: LanePlan, worker: LanesPlan, context: LaneContext): Lane {
  const { load } = plan;
  const vus = share(plan.vus, worker.worker, worker.workers);
  const { warmupMs, seed, maxQueued, pacing } = worker;
  if (!isOpen(load)) {
    return new ClosedLane(context, { load, warmupMs, worker: worker.worker, workers: worker.workers, vus });
  }
  const own = (starts: Iterable<number>): Iterable<number> => stripe(starts, worker.worker, worker.workers);
  const offsets = own(scheduleWithWarmup(load, warmupMs, seed));
  const loadOffsets = warmupMs === Infinity ? own(schedule(load, seed)) : null;
  return new OpenLane(context, { offsets, loadOffsets, maxQueued, pacing, vus });
}
