import { type Failure, FailureList } from './failure-list.ts';

/** Sockets of one worker: how many were opened, are open, and died with no request to blame it on. */
export class SocketCounts {
  readonly #faults = new FailureList();
  #opened = 0;
  #open = 0;
  #peak = 0;

  /** Since they were last taken, as the next. */
  get opened(): number {
    return this.#opened;
  }

  get faults(): readonly Failure[] {
    return this.#faults.list();
  }

  /** Most open at once since the start. */
  get peak(): number {
    return this.#peak;
  }

  onOpen(): void {
    this.#opened++;
    this.#open++;
    this.#peak = Math.max(this.#peak, this.#open);
  }

  onFault(reason: string, detail: string): void {
    this.#faults.add(reason, 1, detail);
  }

  onClose(): void {
    this.#open--;
  }

  take(): { readonly socketsOpened: number; readonly socketFaults: readonly Failure[] } {
    const taken = { socketsOpened: this.#opened, socketFaults: this.#faults.list() };
    this.#opened = 0;
    this.#faults.clear();
    return taken;
  }
}
