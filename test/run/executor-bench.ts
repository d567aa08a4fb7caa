import { PreparedRequest } from '../../src/http/prepare.ts';
import type { Executor, ExecutorContext } from '../../src/run/executor.ts';
import { OneRequest } from '../../src/run/request-source.ts';
import type { Timers } from '../../src/run/timers.ts';
import type { Delta } from '../../src/stats/delta.ts';
import { Recorder } from '../../src/stats/recorder.ts';
import { settingsFor } from '../contract/socket-harness.ts';
import { createFakeEngine } from '../support/fake-engine.ts';
import { type FakeScript, FakeServer } from '../support/fake-server.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { manualTimers } from '../support/manual-timers.ts';

/** Every executor of these tests starts then; connections are opened before. */
export const startAt = 1000;

export type BenchOptions = {
  readonly script?: Partial<FakeScript>;
  readonly connections?: number;
  readonly pipelining?: number;
  readonly requestsPerConnection?: number;
};

/** What one executor needs, against a fake server and in the time of a manual clock. */
export class ExecutorBench {
  readonly clock: ManualClock = new ManualClock();
  readonly timers: Timers = manualTimers(this.clock);
  readonly recorder: Recorder = new Recorder();
  readonly server: FakeServer;
  readonly context: ExecutorContext;
  /** When the executor said that it is done, in ms after the start. */
  readonly doneAt: number[] = [];
  /** When the server got to each request, in ms after the start. */
  readonly servedAt: number[] = [];

  constructor({
    script = {},
    connections = 1,
    pipelining = 1,
    requestsPerConnection = Infinity,
  }: BenchOptions) {
    const serviceMs: FakeScript['serviceMs'] = (call) => {
      this.servedAt.push(call.now - startAt);
      return script.serviceMs?.(call) ?? 0;
    };
    this.server = new FakeServer(this.clock, { ...script, serviceMs });
    this.context = {
      engine: createFakeEngine(this.server)({ ...settings, pipelining, requestsPerConnection }, this.clock),
      requests: new OneRequest(new PreparedRequest({ method: 'GET', path: '/', headers: [], body: null })),
      recorder: this.recorder,
      clock: this.clock,
      timers: this.timers,
      connections,
      pipelining,
      onDone: () => this.doneAt.push(this.elapsedMs),
    };
  }

  get elapsedMs(): number {
    return this.clock.now() - startAt;
  }

  /** Calls back at a time after the start. */
  at(ms: number, callback: () => void): void {
    this.clock.schedule(startAt + ms, callback);
  }

  /** Ends the automatic warm-up of an executor at a time after the start. */
  measureFrom(executor: Executor, ms: number, isOpen: boolean): void {
    this.recorder.begin({ isOpen, measureFrom: startAt + ms, measureTo: Infinity });
    executor.measureFrom(startAt + ms);
  }

  /** Prepares the executor, starts it at its instant and lets everything happen that will. */
  run(executor: Executor, window: { isOpen: boolean; warmupMs?: number; lengthMs?: number }): Delta {
    const measureFrom = startAt + (window.warmupMs ?? 0);
    executor.prepare(() => {
      this.recorder.begin({
        isOpen: window.isOpen,
        measureFrom,
        measureTo: measureFrom + (window.lengthMs ?? Infinity),
      });
      // A run that is over before its start is not started, as in a worker.
      this.clock.schedule(startAt, () => this.doneAt.length === 0 && executor.start(startAt));
    });
    while (this.clock.advanceToNext());
    return this.recorder.take(0);
  }
}

const accounted = [
  'planned',
  'missedPool',
  'missedLag',
  'missedStopped',
  'started',
  'ok',
  'httpError',
  'transportError',
  'timeout',
  'aborted',
  'censored',
  'warmup',
] as const;

/** What became of the requests: the counts that are not 0. */
export function outcomes({ counters }: Delta): object {
  return Object.fromEntries(accounted.flatMap((key) => (counters[key] === 0 ? [] : [[key, counters[key]]])));
}

const settings = settingsFor({ kind: 'tcp', address: '127.0.0.1', port: 8080 }, 'tcp');
