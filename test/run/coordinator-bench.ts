import type { InrushError } from '../../src/base/errors.ts';
import { isOpenWork } from '../../src/plan/loads.ts';
import { Coordinator } from '../../src/run/coordinator.ts';
import type { Tick } from '../../src/run/tick.ts';
import type { Timers } from '../../src/run/timers.ts';
import type { FromWorker, ToWorker, Transport, WorkerVitals } from '../../src/run/message.ts';
import { makeWorkerPlans } from '../../src/run/worker-plans.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import type { Delta } from '../../src/stats/delta.ts';
import { type FailureKind, type Outcome, Recorder } from '../../src/stats/recorder.ts';
import type { Measured } from '../../src/summary/run-record.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { answered } from '../support/outcome.ts';
import { planFor, roomyMachine } from '../support/plan-for.ts';

/** From a worker with one open connection. */
export const ready: Extract<FromWorker, { kind: 'ready' }> = {
  kind: 'ready',
  pid: 77,
  openFiles: 20,
  socketsOpened: 1,
  socketFaults: [],
  usersReady: 0,
  sessionFailures: [],
};

export const vitals: WorkerVitals = {
  elapsedMs: 1000,
  cpuMs: 10,
  activeMs: 500,
  spunMs: 0,
  runQueueWaitMs: 2,
  standstillMs: 0,
  gcPauseMs: 1,
  maxGcPauseMs: 1,
  peakRssBytes: 1e7,
  peakSockets: 1,
};

const noTimers: Timers = { after: () => () => {}, soon: () => () => {} };

/** A worker that says what it is told to. */
class ScriptedTransport implements Transport {
  readonly heard: ToWorker[] = [];
  isClosed = false;
  isKilled = false;
  #onMessage: (message: FromWorker) => void = () => {};
  #onClose: (why: string) => void = () => {};

  get starts(): number[] {
    return this.heard.flatMap((message) => (message.kind === 'start' ? [message.startAt] : []));
  }

  /** What came after the start. */
  get orders(): string[] {
    return this.heard.map(({ kind }) => kind).filter((kind) => kind === 'drain' || kind === 'cut');
  }

  send(message: ToWorker): void {
    this.heard.push(message);
  }

  onMessage(listener: (message: FromWorker) => void): void {
    this.#onMessage = listener;
  }

  onClose(listener: (why: string) => void): void {
    this.#onClose = listener;
  }

  close(): void {
    this.isClosed = true;
  }

  kill(): void {
    this.isKilled = true;
  }

  say(message: FromWorker): void {
    this.#onMessage(message);
  }

  die(why: string): void {
    this.#onClose(why);
  }
}

/** A coordinator whose workers are played by the test. */
export class CoordinatorBench {
  readonly clock: ManualClock = new ManualClock();
  readonly transports: ScriptedTransport[];
  readonly recorders: Recorder[];
  readonly coordinator: Coordinator;
  readonly records: Measured[] = [];
  readonly failures: InrushError[] = [];
  readonly ticks: Tick[] = [];
  wallAheadMs = 0;

  /** Without timers nobody minds how long a worker says nothing. */
  constructor(scenario: Partial<Scenario>, makeTimers: (clock: ManualClock) => Timers = () => noTimers) {
    const timers = makeTimers(this.clock);
    const plan = planFor(scenario);
    const endpoint = { kind: 'tcp', address: '127.0.0.1', port: 8080 } as const;
    this.transports = Array.from({ length: plan.workers }, () => new ScriptedTransport());
    this.recorders = Array.from({ length: plan.workers }, () => new Recorder());
    this.coordinator = new Coordinator({
      plan,
      workerPlans: makeWorkerPlans(plan, [endpoint], roomyMachine),
      address: '127.0.0.1:8080',
      transports: this.transports,
      clock: this.clock,
      timers,
      wallClock: () => this.clock.now() + this.wallAheadMs,
      onTick: (tick) => this.ticks.push(tick),
      onFinished: (record) => this.records.push(record),
      onFailed: (error) => this.failures.push(error),
    });
    const isOpen = isOpenWork(plan.work);
    for (const recorder of this.recorders) recorder.begin({ isOpen, measureFrom: 0, measureTo: Infinity });
  }

  get record(): Measured | undefined {
    return this.records[0];
  }

  /** What a worker would have recorded: these requests, and some that are still open. */
  sendDelta(
    worker: number,
    sequence: number,
    requests: readonly Outcome[],
    health: WorkerVitals = vitals,
    open = 0,
  ): void {
    const recorder = this.recorders[worker];
    if (recorder === undefined) throw new Error(`there is no worker ${worker}`);
    for (const request of requests) {
      recorder.onStart(request);
      const failure: FailureKind | null = request.reason === 'none' ? null : 'transportError';
      recorder.onEnd(request, failure);
    }
    for (let started = 0; started < open; started++) recorder.onStart(answered);
    const delta: Delta = recorder.take(0);
    this.transports[worker]?.say({ kind: 'delta', sequence, delta, health });
  }

  finishAll(): void {
    for (const transport of this.transports) transport.say({ kind: 'fin' });
  }
}

/** All workers are ready and have heard of the start, at 15. */
export function running(
  scenario: Partial<Scenario>,
  makeTimers?: (clock: ManualClock) => Timers,
): CoordinatorBench {
  const bench = new CoordinatorBench(scenario, makeTimers);
  for (const transport of bench.transports) transport.say(ready);
  return bench;
}
