import type { Problem } from '../base/errors.ts';
import { FailureList } from '../stats/failure-list.ts';
import type { FromWorker } from './message.ts';

type ReadyMessage = Extract<FromWorker, { kind: 'ready' }>;

const hints: Readonly<Record<string, string>> = {
  tls: 'check the certificate: --ca names the CA to trust, -k accepts any',
};

/** What the workers have opened and made ready before the start. */
export class Readiness {
  #socketsOpened = 0;
  #usersReady = 0;
  readonly #socketFaults = new FailureList();
  readonly #sessionFailures = new FailureList();

  add({ socketsOpened, socketFaults, usersReady, sessionFailures }: ReadyMessage): void {
    this.#socketsOpened += socketsOpened;
    this.#usersReady += usersReady;
    this.#socketFaults.addAll(socketFaults);
    this.#sessionFailures.addAll(sessionFailures);
  }

  /** Why there is no use in starting; null when there is. */
  problem(address: string): Required<Problem> | null {
    const [fault] = this.#socketFaults.list();
    if (fault !== undefined && this.#socketsOpened === 0) {
      const { reason, count, example } = fault;
      return {
        message: `no connection to ${address} could be opened: ${reason} (${example}), ${count} times`,
        hint: hints[reason] ?? 'check that the server is running and what it expects',
      };
    }
    const [failure] = this.#sessionFailures.list();
    if (failure === undefined || this.#usersReady > 0) return null;
    return {
      message: `the session failed for every user, ${failure.count} times: ${failure.example}`,
      hint: 'look at it with --once, which shows every request and response',
    };
  }
}
