import type { CreateEngine } from '../../src/http/connection.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { Tick } from '../../src/run/coordinator.ts';
import { type RunOptions, runLoad } from '../../src/run/run-load.ts';
import type { Result } from '../../src/summary/result.ts';
import { createFakeEngine } from './fake-engine.ts';
import { type FakeScript, FakeServer } from './fake-server.ts';
import { InlineTransport } from './inline-transport.ts';
import { ManualClock } from './manual-clock.ts';
import { manualTimers } from './manual-timers.ts';
import { roomyMachine } from './plan-for.ts';

/** When the load of every virtual run starts: a plan and a `ready` take a turn each, the start is 15 ms ahead. */
export const virtualStartAt = 1000;
const bootAt = virtualStartAt - 15 - 0.5;

/** A whole run, from the plan to the result, against a fake server and in the time of a manual clock. */
export class VirtualRun {
  readonly clock: ManualClock = new ManualClock(bootAt);
  readonly server: FakeServer;
  readonly workers: InlineTransport[] = [];
  readonly ticks: Tick[] = [];
  readonly #plan: Plan;
  readonly #createEngine: CreateEngine;
  #drain: (reason: string) => void = () => {};
  #cut: (reason: string) => void = () => {};

  constructor(plan: Plan, script: Partial<FakeScript> = {}) {
    this.#plan = plan;
    this.server = new FakeServer(this.clock, script);
    this.#createEngine = createFakeEngine(this.server);
  }

  /** Calls back at an instant of the load's own time. */
  at(loadMs: number, callback: () => void): this {
    this.clock.schedule(virtualStartAt + loadMs, callback);
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

  async result(): Promise<Result> {
    const state = { isOver: false };
    const run = runLoad(this.#plan, this.#options()).finally(() => (state.isOver = true));
    // A failed run is reported when it is awaited, once time has stopped.
    run.catch(() => {});
    for (let idleTurns = 0; !state.isOver;) {
      await Promise.resolve();
      idleTurns = this.clock.advanceToNext() ? 0 : idleTurns + 1;
      if (idleTurns > 100) throw new Error('nothing will ever happen, and the run is not over');
    }
    return run;
  }

  #options(): RunOptions {
    const { clock } = this;
    const engineFor = (): Promise<CreateEngine> => Promise.resolve(this.#createEngine);
    return {
      clock,
      machine: roomyMachine,
      resolve: () => Promise.resolve({ kind: 'tcp', address: '127.0.0.1', port: 8080 }),
      startWorker: () => {
        const worker = new InlineTransport({ clock, timers: manualTimers(clock), engineFor });
        this.workers.push(worker);
        return worker;
      },
      onTick: (tick) => this.ticks.push(tick),
      interrupts: {
        onDrain: (listener) => (this.#drain = listener),
        onCut: (listener) => (this.#cut = listener),
      },
    };
  }
}
