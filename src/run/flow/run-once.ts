import { monotonicClock } from '../../base/clock.ts';
import { seededRandom } from '../../base/random.ts';
import type { UserFunctions } from '../../flow/code/user-functions.ts';
import type { FlowRecorder } from '../../flow/flow-recorder.ts';
import { FlowRunner } from '../../flow/flow-runner.ts';
import { FlowSender } from '../../flow/flow-sender.ts';
import type { FlowTrace } from '../../flow/flow-trace.ts';
import { makeProgram } from '../../flow/program.ts';
import { FlowError } from '../../flow/scope.ts';
import { UserCalls } from '../../flow/user-calls.ts';
import { User } from '../../flow/user.ts';
import { UserScope } from '../../flow/user-scope.ts';
import { createEngineFor } from '../../http/composite-engine.ts';
import type { Engine } from '../../http/connection.ts';
import { present } from '../../base/assert.ts';
import type { Machine } from '../../plan/machine.ts';
import type { FlowsPlan, LanePlan } from '../../plan/flows-plan.ts';
import type { Plan } from '../../plan/plan.ts';
import { engineFor } from '../engines.ts';
import { resolveEndpoints } from '../resolve.ts';
import { realTimers } from '../timers.ts';
import { makeWorkerPlans } from '../worker-plans.ts';
import { ownNames } from './own-names.ts';
import { type PreparedFlows, prepareFlows } from './prepare-flows.ts';

/** As {@link FlowTrace}, with the variables of the user. */
export type OnceTrace = (event: Parameters<FlowTrace>[0], vars: Readonly<Record<string, unknown>>) => void;

/**
 * Takes one user through its session and one iteration of each flow, in this process, and lets waiting times out.
 * Throws an InrushError `cannot-run` when nothing answers at the target.
 */
export async function runFlowsOnce(
  plan: Plan,
  flows: FlowsPlan,
  machine: Machine,
  trace: OnceTrace,
): Promise<void> {
  const endpoints = await resolveEndpoints(plan);
  const worker = present(
    makeWorkerPlans({ ...plan, workers: 1, connections: 1, pipelining: 1 }, endpoints, machine)[0],
  );
  const engine = createEngineFor(await engineFor(plan.engine), worker.targets, monotonicClock);
  const origins = plan.targets.map(({ origin }) => origin);
  const stripe = { worker: 0, workers: 1, seed: plan.seed };
  const recorder = {
    ...silentRecorder(),
    onStrayFailure: (message: string) => trace({ kind: 'failed', reason: 'function', message }, {}),
  };
  const prepared = await prepareFlows(flows, origins, recorder, monotonicClock, realTimers, stripe);
  try {
    for (const lane of flows.lanes) {
      await new OneUser(lane, { plan, flows, prepared, engine, recorder, trace }).run();
    }
    // What nobody waits for is heard of a turn later.
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    prepared.close();
    engine.close();
  }
}

type OneUserParts = {
  readonly plan: Plan;
  readonly flows: FlowsPlan;
  readonly prepared: PreparedFlows;
  readonly engine: Engine;
  readonly recorder: FlowRecorder;
  readonly trace: OnceTrace;
};

/** The only user of a lane. */
class OneUser {
  readonly #lane: LanePlan;
  readonly #parts: OneUserParts;
  readonly #user: User;
  readonly #runner: FlowRunner;
  readonly #sender: FlowSender;
  #onIterationEnd: () => void = () => {};

  constructor(lane: LanePlan, parts: OneUserParts) {
    const { plan, flows, prepared, engine, recorder, trace } = parts;
    this.#lane = lane;
    this.#parts = parts;
    const own: FlowTrace = (event) => trace(event, this.#user.scope.vars);
    const common = {
      recorder,
      clock: monotonicClock,
      timers: realTimers,
      redact: (text: string, user: User): string => prepared.redact(text, user.scope.vars),
      trace: own,
      skipsThinking: true,
    };
    this.#sender = new FlowSender({
      ...common,
      engine,
      origins: plan.targets.map(({ origin }) => origin),
      captureLimitBytes: flows.captureLimitBytes,
      sockets: { onOpen: () => {}, onOpenFailed: () => {}, onClose: () => {} },
    });
    const scope = new UserScope(0, flows.env, seededRandom(plan.seed));
    if (flows.shared !== null) scope.vars['shared'] = flows.shared;
    this.#user = new User(this.#sender.addSeat(), scope, prepared.makeJar?.() ?? null);
    const functions: UserFunctions | undefined = prepared.functions?.userOf(
      new UserCalls(this.#user, { ...common, sender: this.#sender }),
    );
    this.#runner = new FlowRunner({
      ...common,
      requests: prepared.requests,
      sender: this.#sender,
      functions: functions === undefined ? null : () => functions,
      onIterationEnd: () => this.#onIterationEnd(),
    });
  }

  async run(): Promise<void> {
    const { session, userData, iterationData, flows, name } = this.#lane;
    const { scope } = this.#user;
    const own = ownNames(this.#lane, this.#parts.flows.requests);
    try {
      if (userData.length > 0 || session.length > 0) {
        this.#trace({ kind: 'begin', what: 'session', flow: name });
        if (!this.#draw(userData) || !(await this.#session())) return;
      }
      for (const [index, flow] of flows.entries()) {
        // oxlint-disable-next-line typescript/no-dynamic-delete -- a variable that an iteration makes is none before it
        for (const variable of own) delete scope.vars[variable];
        scope.iteration = index;
        this.#trace({ kind: 'begin', what: 'iteration', flow: flow.name });
        if (!this.#draw(iterationData)) return;
        await new Promise<void>((resolve) => {
          this.#onIterationEnd = resolve;
          this.#runner.startIteration(this.#user, makeProgram(flow.steps), NaN, monotonicClock.now());
        });
      }
    } finally {
      this.#sender.closeAll();
    }
  }

  #session(): Promise<boolean> {
    return new Promise((resolve) => {
      const program = makeProgram(this.#lane.session);
      this.#runner.startSession(this.#user, program, monotonicClock.now(), (problem) =>
        resolve(problem === null),
      );
    });
  }

  /** Answers whether there were rows. */
  #draw(names: readonly string[]): boolean {
    try {
      for (const name of names) {
        const row = present(this.#parts.prepared.draws.get(name)).draw();
        if (row === null) throw new FlowError('data', `${name} has no rows`);
        this.#user.scope.vars[name] = row;
        this.#trace({ kind: 'row', source: name, row });
      }
      return true;
    } catch (error) {
      if (!(error instanceof FlowError)) throw error;
      this.#trace({ kind: 'failed', reason: error.reason, message: error.message });
      return false;
    }
  }

  #trace(event: Parameters<FlowTrace>[0]): void {
    this.#parts.trace(event, this.#user.scope.vars);
  }
}

/** Nothing is measured. */
function silentRecorder(): FlowRecorder {
  const rows: string[] = [];
  return {
    rowOf: (name) => (rows.includes(name) ? rows.indexOf(name) : rows.push(name) - 1),
    onIterationStart: nothing,
    onIterationEnd: nothing,
    onRequestPlanned: nothing,
    onStart: nothing,
    onEnd: nothing,
    onCheck: nothing,
  };
}

function nothing(): void {}
