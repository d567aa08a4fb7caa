import { PreparedRequest } from '../../src/http/prepare.ts';
import type { HttpSettings } from '../../src/http/settings.ts';
import type { Executor, ExecutorContext } from '../../src/run/executor.ts';
import type { Timers } from '../../src/run/timers.ts';
import type { Delta } from '../../src/stats/delta.ts';
import { Recorder } from '../../src/stats/recorder.ts';
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
      request: new PreparedRequest({ method: 'GET', path: '/', headers: [], body: null }),
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

  /** Prepares the executor, starts it at its instant and lets everything happen that will. */
  run(executor: Executor, window: { isOpen: boolean; warmupMs?: number; lengthMs?: number }): Delta {
    const measureFrom = startAt + (window.warmupMs ?? 0);
    executor.prepare(() => {
      this.recorder.begin({
        isOpen: window.isOpen,
        measureFrom,
        measureTo: measureFrom + (window.lengthMs ?? Infinity),
      });
      this.clock.schedule(startAt, () => executor.start(startAt));
    });
    while (this.clock.advanceToNext());
    return this.recorder.take(0);
  }
}

/** The counters that are not 0, without traffic and times. */
export function outcomes({ counters }: Delta): object {
  const { sentBytes, receivedBytes, bodyBytes, inFlightMs, openMs, written, answeredInWindow, ...rest } =
    counters;
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== 0));
}

const settings: HttpSettings = {
  origin: 'http://127.0.0.1:8080',
  endpoint: { kind: 'tcp', address: '127.0.0.1', port: 8080 },
  tls: null,
  timeouts: {
    connectMs: Infinity,
    tlsMs: Infinity,
    firstByteMs: Infinity,
    idleMs: Infinity,
    totalMs: Infinity,
  },
  pipelining: 1,
  requestsPerConnection: Infinity,
  proxy: null,
  localAddress: null,
};
