import type { Clock } from '../base/clock.ts';
import type { CreateEngine, Engine } from '../http/connection.ts';
import { PreparedRequest } from '../http/prepare.ts';
import { scheduleWithWarmup } from '../plan/schedule.ts';
import { share, stripe } from '../plan/share.ts';
import { type ClosedLoad, isOpen, type OpenLoad } from '../scenario/load.ts';
import { Recorder, type Window } from '../stats/recorder.ts';
import { ClosedLoop } from './closed-loop.ts';
import type { Executor, ExecutorContext } from './executor.ts';
import { loadLengthMs } from './load-length.ts';
import type { FromWorker, ToWorker, WorkerPlan } from './message.ts';
import { OpenLoop } from './open-loop.ts';
import { countOpenFiles, SelfWatch } from './self-watch.ts';
import type { Timers } from './timers.ts';

const deltaEveryMs = 1000;

export type WorkerDependencies = {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly engineFor: (name: WorkerPlan['engine']) => Promise<CreateEngine>;
  readonly send: (message: FromWorker) => void;
};

/** One worker's side of the conversation: takes a plan, starts at the common instant, reports every second. */
export class Worker {
  readonly #dependencies: WorkerDependencies;
  #planned: { readonly plan: WorkerPlan; readonly engine: Engine } | null = null;
  #running: Running | null = null;

  constructor(dependencies: WorkerDependencies) {
    this.#dependencies = dependencies;
  }

  async receive(message: ToWorker): Promise<void> {
    switch (message.kind) {
      case 'plan': {
        const { engineFor, clock, send } = this.#dependencies;
        const createEngine = await engineFor(message.plan.engine);
        this.#planned = { plan: message.plan, engine: createEngine(message.plan.http, clock) };
        send({ kind: 'ready', pid: process.pid, openFiles: countOpenFiles() });
        return;
      }
      case 'start':
        if (this.#planned === null) throw new Error('bug: a worker was started without a plan');
        this.#running = new Running(
          this.#planned.plan,
          this.#planned.engine,
          message.startAt,
          this.#dependencies,
        );
        return;
      case 'drain':
        this.#running?.drain();
        return;
      case 'cut':
        this.#running?.cut(message.cutKind);
    }
  }
}

/** A plan in progress: from the common start to the last delta. */
class Running {
  readonly #dependencies: WorkerDependencies;
  readonly #startAt: number;
  readonly #engine: Engine;
  readonly #recorder: Recorder;
  readonly #executor: Executor;
  readonly #watch = new SelfWatch();
  readonly #cancels: (() => void)[] = [];
  #cancelDelta: () => void = () => {};
  #sequence = 0;

  constructor(plan: WorkerPlan, engine: Engine, startAt: number, dependencies: WorkerDependencies) {
    const { clock, timers } = dependencies;
    this.#dependencies = dependencies;
    this.#startAt = startAt;
    this.#engine = engine;
    const measureFrom = startAt + plan.warmupMs;
    const endAt = measureFrom + loadLengthMs(plan.load);
    this.#recorder = new Recorder({
      isOpen: isOpen(plan.load),
      measureFrom,
      measureTo: endAt,
    } satisfies Window);
    const context: ExecutorContext = {
      engine,
      request: new PreparedRequest(plan.request),
      recorder: this.#recorder,
      clock,
      connections: plan.connections,
      pipelining: plan.http.pipelining,
      onDone: () => this.#finish(),
    };
    this.#executor = isOpen(plan.load)
      ? openLoop(context, plan, plan.load, startAt, timers)
      : closedLoop(context, plan, plan.load, { endAt, countFrom: measureFrom });
    const now = clock.now();
    this.#cancels.push(timers.after(Math.max(0, startAt - now), () => this.#executor.start()));
    if (endAt < Infinity) this.#planEnd(endAt - now, isOpen(plan.load), plan.gracefulStopMs);
    this.#planDelta();
  }

  drain(): void {
    this.#executor.stop();
  }

  cut(kind: 'censored' | 'aborted'): void {
    this.#executor.cut(kind);
  }

  /** An open load's late starts are still owed after its end; a closed load just stops. */
  #planEnd(untilEndMs: number, isOpenModel: boolean, gracefulStopMs: number): void {
    const { timers } = this.#dependencies;
    if (!isOpenModel) this.#cancels.push(timers.after(untilEndMs, () => this.#executor.stop()));
    this.#cancels.push(timers.after(untilEndMs + gracefulStopMs, () => this.#executor.cut('censored')));
  }

  #planDelta(): void {
    const { clock, timers } = this.#dependencies;
    const elapsedMs = clock.now() - this.#startAt;
    const next = (Math.floor(Math.max(0, elapsedMs) / deltaEveryMs) + 1) * deltaEveryMs;
    this.#cancelDelta = timers.after(next - elapsedMs, () => {
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
      health: this.#watch.vitals(this.#recorder.peakSockets),
    });
  }

  #finish(): void {
    for (const cancel of this.#cancels) cancel();
    this.#cancelDelta();
    this.#engine.close();
    this.#sendDelta();
    this.#watch.close();
    this.#dependencies.send({ kind: 'fin' });
  }
}

function openLoop(
  context: ExecutorContext,
  plan: WorkerPlan,
  load: OpenLoad,
  startAt: number,
  timers: Timers,
): Executor {
  const offsets = stripe(scheduleWithWarmup(load, plan.warmupMs, plan.seed), plan.worker, plan.workers);
  return new OpenLoop(context, shifted(offsets, startAt), plan.maxQueued, timers);
}

function closedLoop(
  context: ExecutorContext,
  plan: WorkerPlan,
  load: ClosedLoad,
  when: { endAt: number; countFrom: number },
): Executor {
  const total = load.kind === 'shared-iterations' ? load.iterations : Infinity;
  const iterations = total === Infinity ? Infinity : share(total, plan.worker, plan.workers);
  return new ClosedLoop(context, { ...when, iterations });
}

function* shifted(offsets: Iterable<number>, startAt: number): Generator<number> {
  for (const offset of offsets) yield startAt + offset;
}
