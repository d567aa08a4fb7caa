import { assert, present } from '../base/assert.ts';
import type { Clock } from '../base/clock.ts';
import { createEngineFor } from '../http/composite-engine.ts';
import type { CreateEngine, Engine } from '../http/connection.ts';
import type { PreparedRequest } from '../http/prepare.ts';
import { isOpenWork, loadLengthMs, workLengthMs } from '../plan/loads.ts';
import type { FlowsPlan } from '../plan/flows-plan.ts';
import type { Work } from '../plan/plan.ts';
import { schedule, scheduleWithWarmup } from '../plan/schedule.ts';
import { share, stripe } from '../plan/share.ts';
import { type ClosedLoad, isOpen, type OpenLoad } from '../scenario/load.ts';
import { Recorder } from '../stats/recorder.ts';
import { ClosedLoop } from './closed-loop.ts';
import type { Executor, ExecutorContext } from './executor.ts';
import type { FlowContext } from './flow/make-lane.ts';
import type { FromWorker, ToWorker, WorkerPlan } from './message.ts';
import { OpenLoop } from './open-loop.ts';
import { makeRequestSource } from './request-source.ts';
import type { KeepSettings, Receipt } from './response-batch.ts';
import { keeping, ResponseKeeper } from './response-keeper.ts';
import { countOpenFiles, SelfWatch } from './self-watch.ts';
import type { Timers } from './timers.ts';

const deltaEveryMs = 1000;
const beatEveryMs = 1000;
/** A report takes a moment, and many schedules have a start on the whole second: that goes first. */
const afterStartsMs = 7;
/** Node's timers fire up to a millisecond early. */
const timerEarlyMs = 1;

export type WorkerDependencies = {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly engineFor: (name: WorkerPlan['engine']) => Promise<CreateEngine>;
  readonly send: (message: FromWorker) => void;
  /** Brings the code up to speed before the connections are opened. */
  readonly rehearse?: (plan: WorkerPlan, createEngine: CreateEngine) => Promise<void>;
};

/** One worker's side of the conversation: takes a plan, starts at the common instant, reports every second. */
export class Worker {
  readonly #dependencies: WorkerDependencies;
  #run: WorkerRun | null = null;
  #stopBeating: () => void = () => {};

  constructor(dependencies: WorkerDependencies) {
    this.#dependencies = dependencies;
  }

  async receive(message: ToWorker): Promise<void> {
    if (message.kind === 'plan') {
      this.#beat();
      const { plan } = message;
      const { engineFor, clock, rehearse } = this.#dependencies;
      const createEngine = await engineFor(plan.engine);
      if (rehearse !== undefined) await rehearse(plan, createEngine);
      const recorder = new Recorder();
      const makeExecutor =
        plan.work.kind === 'flows'
          ? await flowsExecutor(plan, plan.work.flows, recorder, this.#dependencies)
          : requestsExecutor(plan, plan.work);
      const engine = createEngineFor(createEngine, plan.targets, clock);
      this.#run = new WorkerRun(plan, engine, recorder, makeExecutor, this.#dependencies);
      this.#run.prepare();
      return;
    }
    assert(this.#run !== null, `a worker without a plan was told to ${message.kind}`);
    if (message.kind === 'start') {
      this.#stopBeating();
      this.#run.start(message.startAt);
    } else if (message.kind === 'delivered') this.#run.onDelivered(message);
    else if (message.kind === 'measure') this.#run.measure(message.measureFrom);
    else if (message.kind === 'drain') this.#run.drain();
    else this.#run.cut(message.cutKind);
  }

  /** Many connections take their time to open: until the deltas come, this says that somebody is at it. */
  #beat(): void {
    const { timers, send } = this.#dependencies;
    this.#stopBeating = timers.after(beatEveryMs, () => {
      send({ kind: 'alive' });
      this.#beat();
    });
  }
}

/** One plan in one worker: from opening connections to the last delta. */
class WorkerRun {
  readonly #plan: WorkerPlan;
  readonly #dependencies: WorkerDependencies;
  readonly #engine: Engine;
  readonly #recorder: Recorder;
  readonly #executor: Executor;
  readonly #keeper: ResponseKeeper | null;
  readonly #cancels: (() => void)[] = [];
  readonly #openFilesBefore = countOpenFiles();
  readonly #watch = new SelfWatch();
  #cancelDelta: () => void = () => {};
  #startAt = NaN;
  #sequence = 0;

  constructor(
    plan: WorkerPlan,
    engine: Engine,
    recorder: Recorder,
    makeExecutor: MakeExecutor,
    dependencies: WorkerDependencies,
  ) {
    this.#plan = plan;
    this.#dependencies = dependencies;
    this.#engine = engine;
    this.#recorder = recorder;
    this.#keeper = plan.keep === null ? null : makeKeeper(plan, plan.keep, dependencies);
    const context: FlowContext = {
      engine,
      recorder,
      clock: dependencies.clock,
      timers: dependencies.timers,
      connections: plan.connections,
      pipelining: plan.pipelining,
      onDone: () => this.#finish(),
    };
    this.#executor = makeExecutor(context, this.#keeper);
  }

  /** Says `ready` when the connections are open, or as open as they get. */
  prepare(): void {
    this.#executor.prepare(() => {
      const { socketsOpened, socketFaults, sessionFailures } = this.#recorder;
      this.#dependencies.send({
        kind: 'ready',
        pid: process.pid,
        openFiles: this.#openFilesBefore,
        socketsOpened,
        socketFaults,
        sessionFailures,
        usersReady: this.#recorder.usersReady,
      });
    });
  }

  start(startAt: number): void {
    this.#startAt = startAt;
    this.#watch.begin();
    this.#measureFrom(startAt + this.#plan.warmupMs);
    this.#planDelta();
    // Last, for a run with nothing to do ends in it, and calls off what was planned.
    this.#awaitStart();
  }

  /** Ends an automatic warm-up. */
  measure(measureFrom: number): void {
    // Who hears of it too late has gone on warming up meanwhile, and begins its part late: nothing is counted twice.
    const from = Math.max(measureFrom, this.#dependencies.clock.now() + 1);
    this.#measureFrom(from);
    this.#executor.measureFrom(from);
  }

  onDelivered(receipt: Receipt): void {
    this.#keeper?.onDelivered(receipt);
  }

  /** What is open gets as long as it would at the load's own end. */
  drain(): void {
    const { timers } = this.#dependencies;
    this.#cancels.push(timers.after(this.#plan.gracefulStopMs, () => this.#executor.cut('censored')));
    this.#executor.stop();
  }

  cut(kind: 'censored' | 'aborted'): void {
    this.#executor.cut(kind);
  }

  /** Everything that is planned or started from here on counts, and the load has an end. */
  #measureFrom(measureFrom: number): void {
    const { work, gracefulStopMs } = this.#plan;
    const isOpenModel = isOpenWork(work);
    const endAt = measureFrom + workLengthMs(work);
    this.#recorder.begin({ isOpen: isOpenModel, measureFrom, measureTo: endAt });
    this.#keeper?.start(this.#startAt, measureFrom, isOpenModel);
    if (endAt === Infinity) return;
    this.#planEnd(endAt - this.#dependencies.clock.now(), isOpenModel, gracefulStopMs);
  }

  /** What started too early would count as warm-up. */
  #awaitStart(): void {
    const { clock, timers } = this.#dependencies;
    const waitMs = this.#startAt - clock.now();
    if (waitMs <= 0) this.#executor.start(this.#startAt);
    else if (waitMs < timerEarlyMs) this.#cancels.push(timers.soon(() => this.#awaitStart()));
    else this.#cancels.push(timers.after(waitMs, () => this.#awaitStart()));
  }

  /** An open load's late starts are still owed after its end; a closed load just stops. */
  #planEnd(untilEndMs: number, isOpenModel: boolean, gracefulStopMs: number): void {
    const { timers } = this.#dependencies;
    if (!isOpenModel) this.#cancels.push(timers.after(untilEndMs, () => this.#executor.stop()));
    this.#cancels.push(timers.after(untilEndMs + gracefulStopMs, () => this.#executor.cut('censored')));
  }

  /** A timer that fires early must not be followed by one for the same second. */
  #planDelta(): void {
    const { clock, timers } = this.#dependencies;
    const elapsedMs = clock.now() - this.#startAt;
    const next = (Math.floor((Math.max(0, elapsedMs) + timerEarlyMs) / deltaEveryMs) + 1) * deltaEveryMs;
    this.#cancelDelta = timers.after(next + afterStartsMs - elapsedMs, () => {
      this.#sendDelta();
      this.#planDelta();
    });
  }

  /** The interval that is just over; a delta sent right on its border belongs to what came before. */
  #sendDelta(): void {
    const elapsedMs = this.#dependencies.clock.now() - this.#startAt;
    const interval = Math.max(0, Math.ceil((elapsedMs - 0.25 * deltaEveryMs) / deltaEveryMs) - 1);
    this.#dependencies.send({
      kind: 'delta',
      sequence: this.#sequence++,
      delta: this.#recorder.take(interval),
      health: this.#watch.vitals({
        peakSockets: this.#recorder.peakSockets,
        spunMs: this.#executor.spunMs,
      }),
    });
  }

  #finish(): void {
    for (const cancel of this.#cancels) cancel();
    this.#cancelDelta();
    this.#engine.close();
    this.#keeper?.flush();
    this.#sendDelta();
    this.#watch.close();
    this.#dependencies.send({ kind: 'fin' });
  }
}

/** What drives the load, given what it works with; a keeper is to hear of every request. */
type MakeExecutor = (context: FlowContext, keeper: ResponseKeeper | null) => Executor;

type RequestWork = Extract<Work, { kind: 'requests' }>;

function requestsExecutor(plan: WorkerPlan, work: RequestWork): MakeExecutor {
  const { load } = work;
  return (context, keeper) => {
    const requests = makeRequestSource({ ...plan, ...work }, (name) => context.recorder.rowOf(name));
    const withRequests: ExecutorContext = { ...context, requests };
    const whole = keeper === null ? withRequests : keeping(withRequests, keeper);
    return isOpen(load) ? openLoop(whole, plan, load) : closedLoop(whole, plan, load);
  };
}

/** The code of flows is loaded only for a scenario file. */
async function flowsExecutor(
  plan: WorkerPlan,
  flows: FlowsPlan,
  recorder: Recorder,
  { clock, timers }: WorkerDependencies,
): Promise<MakeExecutor> {
  const { prepareFlows } = await import('./flow/prepare-flows.ts');
  const { Lanes } = await import('./flow/lanes.ts');
  const origins = plan.targets.map(({ origin }) => origin);
  const prepared = await prepareFlows(flows, origins, recorder, clock, timers, plan);
  return (context) => new Lanes(context, { ...plan, flows }, prepared);
}

function makeKeeper(plan: WorkerPlan, keep: KeepSettings, dependencies: WorkerDependencies): ResponseKeeper {
  const { timers, send } = dependencies;
  const urlOf = ({ spec, target }: PreparedRequest): string =>
    present(plan.targets[target]).origin + spec.path;
  return new ResponseKeeper(keep, urlOf, timers, (batch, dropped) =>
    send({ kind: 'responses', batch, dropped }),
  );
}

function openLoop(context: ExecutorContext, plan: WorkerPlan, load: OpenLoad): Executor {
  const { warmupMs, seed, worker, workers, maxQueued, pacing } = plan;
  const offsets = stripe(scheduleWithWarmup(load, warmupMs, seed), worker, workers);
  const loadOffsets = warmupMs === Infinity ? stripe(schedule(load, seed), worker, workers) : null;
  return new OpenLoop(context, { offsets, loadOffsets, maxQueued, pacing });
}

function closedLoop(context: ExecutorContext, plan: WorkerPlan, load: ClosedLoad): Executor {
  const { worker, workers, warmupMs } = plan;
  const iterations = load.kind === 'shared-iterations' ? share(load.iterations, worker, workers) : Infinity;
  return new ClosedLoop(context, { warmupMs, lengthMs: loadLengthMs(load), iterations });
}
