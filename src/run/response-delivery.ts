import type { ResponseCounts } from '../summary/result.ts';
import { type KeepSettings, readBatch, type Receipt, type ResponseBatch } from './response-batch.ts';
import type { ResponseRecord } from './response-record.ts';

/** Who wants the responses of a run, and how much of them. */
export type ResponseReceiver = {
  /**
   * Called for one response after the other, in the order in which they arrive here; the next waits until a promise
   * that it answers is settled. What it throws ends the run.
   */
  readonly onResponse: (response: ResponseRecord) => void | Promise<void>;
  /** In each worker. */
  readonly keep: KeepSettings;
  /** Numbers from here on are of no use any more; asked after every batch. */
  readonly below?: () => number;
};

/** Hands the responses of all workers to their receiver, and lets workers send more as fast as it takes them. */
export class ResponseDelivery {
  readonly #receiver: ResponseReceiver;
  #offered = 0;
  #delivered = 0;
  #last: Promise<void> = Promise.resolve();
  #isStopped = false;
  #giveUp: () => void = () => {};
  readonly #givenUp = new Promise<void>((resolve) => (this.#giveUp = resolve));
  #thrown: { readonly error: unknown } | null = null;
  #onThrow: (error: unknown) => void = () => {};

  constructor(receiver: ResponseReceiver) {
    this.#receiver = receiver;
  }

  get counts(): ResponseCounts {
    return { delivered: this.#delivered, dropped: this.#offered - this.#delivered };
  }

  /** Called once, with what the receiver throws; it gets nothing more then. */
  onThrow(listener: (error: unknown) => void): void {
    this.#onThrow = listener;
  }

  /** `dropped` more never left their worker. */
  take(batch: ResponseBatch, dropped: number, acknowledge: (receipt: Receipt) => void): void {
    this.#offered += batch.count + dropped;
    this.#last = this.#takeTurn(this.#last, batch, acknowledge);
  }

  /** What has not been handed over by now counts as dropped. */
  stop(): void {
    this.#isStopped = true;
    this.#giveUp();
  }

  /** Settled when all that was taken is handed over, or dropped. Throws what the receiver threw. */
  async finish(): Promise<void> {
    await Promise.race([this.#last, this.#givenUp]);
    if (this.#thrown !== null) throw this.#thrown.error;
  }

  async #takeTurn(
    last: Promise<void>,
    batch: ResponseBatch,
    acknowledge: (receipt: Receipt) => void,
  ): Promise<void> {
    await last;
    await this.#handOver(batch);
    const below = this.#receiver.below?.() ?? Infinity;
    acknowledge({ responses: batch.count, bytes: batch.bodies.length, below });
  }

  async #handOver(batch: ResponseBatch): Promise<void> {
    for (const response of readBatch(batch)) {
      if (this.#isStopped) return;
      this.#delivered++;
      try {
        const handled = this.#receiver.onResponse(response);
        if (handled !== undefined) await handled;
      } catch (error) {
        this.stop();
        this.#thrown = { error };
        this.#onThrow(error);
      }
    }
  }
}
