import { type Failure, FailureList } from './failure-list.ts';

/** What one worker recorded; plain data. */
export type SessionDelta = {
  readonly users: number;
  readonly failures: readonly Failure[];
  /** Data sources whose rows have run out. */
  readonly exhausted: readonly string[];
};

/** Virtual users that became ready, sessions that failed, and data that ran out. They are in no measured number. */
export class SessionCounts {
  #users = 0;
  readonly failures: FailureList = new FailureList();
  readonly exhausted: Set<string> = new Set();

  /** Whose session was done, or who needed none. */
  get users(): number {
    return this.#users;
  }

  onUserReady(): void {
    this.#users++;
  }

  merge({ users, failures, exhausted }: SessionDelta): void {
    this.#users += users;
    this.failures.addAll(failures);
    for (const name of exhausted) this.exhausted.add(name);
  }

  /** Everything since the last call, which it forgets; null when there was nothing. */
  take(): SessionDelta | null {
    const failures = this.failures.list();
    if (this.#users === 0 && failures.length === 0 && this.exhausted.size === 0) return null;
    const delta = { users: this.#users, failures, exhausted: [...this.exhausted] };
    this.#users = 0;
    this.failures.clear();
    this.exhausted.clear();
    return delta;
  }
}
