import { promisify } from 'node:util';
import type { CreateEngine } from '../../src/http/connection.ts';
import { mapNonEmpty } from '../../src/plan/non-empty.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { Tick } from '../../src/run/tick.ts';
import type { FromWorker, Transport } from '../../src/run/message.ts';
import { type RunOptions, runLoad } from '../../src/run/run-load.ts';
import type { Result } from '../../src/summary/result.ts';
import { createFakeEngine } from './fake-engine.ts';
import { type FakeScript, FakeServer } from './fake-server.ts';
import { InlineTransport } from './inline-transport.ts';
import { ManualClock } from './manual-clock.ts';
import { manualTimers } from './manual-timers.ts';
import { roomyMachine } from './plan-for.ts';
import { sampleMachine } from './sample-machine.ts';

/**
 * When the load of a virtual run starts, if its connections open at once: a plan and a `ready` take a turn each, and
 * the start is 15 ms ahead.
 */
export const virtualStartAt = 1000;
const bootAt = virtualStartAt - 15 - 0.5;

const nextTurn = promisify(setImmediate);

type OwnOptions = Pick<RunOptions, 'responses' | 'onTick' | 'onSnapshot' | 'intervalJudge' | 'onMeasured'>;

/** A whole run, from the plan to the result, against a fake server and in the time of a manual clock. */
export class VirtualRun {
  readonly clock: ManualClock = new ManualClock(bootAt);
  readonly server: FakeServer;
  readonly workers: InlineTransport[] = [];
  readonly ticks: Tick[] = [];
  readonly #plan: Plan;
  readonly #own: OwnOptions;
  readonly #createEngine: CreateEngine;
  readonly #events: { readonly loadMs: number; readonly callback: () => void }[] = [];
  #isStarted = false;
  #startAt = NaN;
  #drain: (reason: string) => void = () => {};
  #cut: (reason: string) => void = () => {};

  constructor(plan: Plan, script: Partial<FakeScript> = {}, own: OwnOptions = {}) {
    this.#plan = plan;
    this.#own = own;
    this.server = new FakeServer(this.clock, script);
    this.#createEngine = createFakeEngine(this.server);
  }

  /** Calls back at an instant of the load's own time. */
  at(loadMs: number, callback: () => void): this {
    this.#events.push({ loadMs, callback });
    return this;
  }

  drainAt(loadMs: number, reason: string): this {
    return this.at(loadMs, () => this.#drain(reason));
  }

  cutAt(loadMs: number, reason: string): this {
    return this.at(loadMs, () => this.#cut(reason));
  }

  killAt(loadMs: number, worker: number): this {
    return this.at(loadMs, () => this.workers[worker]?.kill('killed by SIGKILL'));
  }

  stopAt(loadMs: number, worker: number): this {
    return this.at(loadMs, () => this.workers[worker]?.stop());
  }

  async result(): Promise<Result> {
    const state = { isOver: false };
    const run = runLoad(this.#plan, this.#options()).finally(() => (state.isOver = true));
    // A failed run is reported when it is awaited, once time has stopped.
    run.catch(() => {});
    while (!state.isOver) {
      // A module that is loaded meanwhile takes time of its own, as the code of flows is before the start.
      const isIdle = !this.clock.advanceToNext();
      const mayLoad = isIdle || (!this.#isStarted && this.#plan.work.kind === 'flows');
      await (mayLoad ? nextTurn() : Promise.resolve());
    }
    return run;
  }

  #options(): RunOptions {
    const { clock } = this;
    const engineFor = (): Promise<CreateEngine> => Promise.resolve(this.#createEngine);
    return {
      clock,
      timers: manualTimers(clock),
      wallClock: () => clock.now(),
      systemWatch: null,
      machine: roomyMachine,
      machineFacts: sampleMachine,
      fingerprint: null,
      resolve: ({ targets }) =>
        Promise.resolve(mapNonEmpty(targets, () => ({ kind: 'tcp', address: '127.0.0.1', port: 8080 }))),
      startWorker: () => {
        const worker = new InlineTransport({ clock, timers: manualTimers(clock), engineFor });
        this.workers.push(worker);
        return this.#watchStart(worker);
      },
      onTick: (tick) => this.ticks.push(tick),
      interrupts: {
        onDrain: (listener) => (this.#drain = listener),
        onCut: (listener) => (this.#cut = listener),
      },
      ...this.#own,
    };
  }

  #watchStart(worker: InlineTransport): Transport {
    return {
      send: (message) => {
        if (message.kind === 'start') this.#onStart(message.startAt);
        worker.send(message);
      },
      onMessage: (listener) => worker.onMessage((message) => listener(this.#withVirtualVitals(message))),
      onClose: (listener) => worker.onClose(listener),
      close: () => worker.close(),
      kill: () => worker.kill('killed by SIGKILL'),
    };
  }

  /** What a worker knows of its process is about the test's own, which has other things to do. */
  #withVirtualVitals(message: FromWorker): FromWorker {
    if (message.kind !== 'delta') return message;
    const elapsedMs = this.clock.now() - this.#startAt;
    const idle = {
      cpuMs: 0,
      activeMs: 0,
      spunMs: 0,
      runQueueWaitMs: 0,
      standstillMs: 0,
      gcPauseMs: 0,
      maxGcPauseMs: 0,
    };
    return { ...message, health: { ...message.health, ...idle, elapsedMs } };
  }

  #onStart(startAt: number): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#startAt = startAt;
    for (const { loadMs, callback } of this.#events) this.clock.schedule(startAt + loadMs, callback);
  }
}
