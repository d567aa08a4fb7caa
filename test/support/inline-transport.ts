import { describeCause } from '../../src/base/errors.ts';
import type { FromWorker, ToWorker, Transport } from '../../src/run/message.ts';
import type { Timers } from '../../src/run/timers.ts';
import { Worker, type WorkerDependencies } from '../../src/run/worker.ts';

/**
 * A worker in this process. As between processes, messages are cloned, come in order and never at once, and the
 * worker exits when its channel is closed.
 */
export class InlineTransport implements Transport {
  readonly #timers: Timers;
  readonly #worker: Worker;
  #isAlive = true;
  #isStopped = false;
  #onMessage: (message: FromWorker) => void = () => {};
  #onClose: (why: string) => void = () => {};

  constructor(dependencies: Omit<WorkerDependencies, 'send'>) {
    this.#timers = dependencies.timers;
    this.#worker = new Worker({
      ...dependencies,
      timers: this.#whileAlive(dependencies.timers),
      send: (message) => this.#fromWorker(message),
    });
  }

  send(message: ToWorker): void {
    const copy = structuredClone(message);
    this.#timers.soon(() => {
      if (this.#isRunning()) this.#worker.receive(copy).catch((error: unknown) => this.#fault(error));
    });
  }

  onMessage(listener: (message: FromWorker) => void): void {
    this.#onMessage = listener;
  }

  onClose(listener: (why: string) => void): void {
    this.#onClose = listener;
  }

  close(): void {
    this.kill('exited with code 0');
  }

  /** As by SIGSTOP: it does nothing and hears nothing, until it is killed. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Nothing more comes from the worker; what it has sent arrives all the same. */
  kill(why = 'killed by SIGKILL'): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    this.#timers.soon(() => this.#onClose(why));
  }

  #isRunning(): boolean {
    return this.#isAlive && !this.#isStopped;
  }

  #fault(error: unknown): void {
    this.#fromWorker({ kind: 'fault', message: describeCause(error) });
  }

  #fromWorker(message: FromWorker): void {
    if (!this.#isAlive) return;
    const copy = structuredClone(message);
    this.#timers.soon(() => this.#onMessage(copy));
  }

  #whileAlive(timers: Timers): Timers {
    const ifAlive = (callback: () => void) => (): void => {
      if (this.#isRunning()) callback();
    };
    return {
      after: (delayMs, callback) => timers.after(delayMs, ifAlive(callback)),
      soon: (callback) => timers.soon(ifAlive(callback)),
    };
  }
}
