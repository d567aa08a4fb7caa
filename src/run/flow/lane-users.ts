import { seededRandom } from '../../base/random.ts';
import type { Clock } from '../../base/clock.ts';
import type { CookieJar } from '../../flow/cookies.ts';
import type { RowDraw } from '../../flow/data/row-draw.ts';
import type { FlowRunner } from '../../flow/flow-runner.ts';
import type { FlowSender } from '../../flow/flow-sender.ts';
import type { Program } from '../../flow/program.ts';
import { FlowError } from '../../flow/scope.ts';
import type { Seat } from '../../flow/seat.ts';
import { type Flight, User } from '../../flow/user.ts';
import { UserScope } from '../../flow/user-scope.ts';
import type { Recorder } from '../../stats/recorder.ts';
import { PacedOpening } from '../paced-opening.ts';
import type { Timers } from '../timers.ts';

/** Sessions at once before the start: as many as browsers of a few people would do. */
const mostSessions = 50;
/** Before the start a session that failed is tried so often; then the run begins without that user. */
const firstTries = 3;
const retryAfterMs = 1000;

export type LaneUsersOptions = {
  readonly sender: FlowSender;
  readonly runner: FlowRunner;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly session: Program;
  readonly userData: readonly NamedDraw[];
  readonly env: Readonly<Record<string, string>>;
  /** What the hook `before` answered; null without one. */
  readonly shared: unknown;
  /** null where no cookies are kept. */
  readonly makeJar: (() => CookieJar) | null;
  readonly pipelining: number;
  /** Of the lane in this worker: its own number, and those of all workers. */
  readonly worker: number;
  readonly workers: number;
  readonly seed: number;
  /** This worker's part of the users, at most. */
  readonly most: number;
};

export type NamedDraw = { readonly name: string; readonly draw: RowDraw };

/** The virtual users of a lane in one worker: their connections, their rows, and their sessions. */
export class LaneUsers {
  readonly all: User[] = [];
  readonly #options: LaneUsersOptions;
  readonly #seats: Seat<Flight>[] = [];
  readonly #cancels = new Set<() => void>();
  #opening: PacedOpening | null = null;
  #isStopped = false;
  #inSession = 0;
  #readyCount = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(options: LaneUsersOptions) {
    this.#options = options;
  }

  /** Whose session is done. */
  get readyCount(): number {
    return this.#readyCount;
  }

  get hasRoom(): boolean {
    return this.all.length < this.#options.most && !this.#isStopped;
  }

  /** Opens connections and does the sessions of the first `count` users. `onUser` hears of each that is ready. */
  prepare(count: number, onUser: (user: User) => void, onReady: () => void): void {
    const { timers, pipelining, sender } = this.#options;
    const seats = Math.ceil(count / pipelining);
    const connect = (): Seat<Flight>['connection'] => {
      const seat = sender.addSeat();
      this.#seats.push(seat);
      return seat.connection;
    };
    this.#opening = new PacedOpening(timers, seats, connect, () => this.#addFirst(count, onUser, onReady));
    this.#opening.start();
  }

  onOpeningEnd(): void {
    this.#opening?.onEnd();
  }

  /** Another user; it is ready when its session is done, at the earliest before this returns. */
  add(onUser: (user: User) => void): void {
    const user = this.#makeUser();
    this.#prepareUser(user, Infinity, () => onUser(user), nothing);
  }

  /** No session is tried again. */
  stop(): void {
    this.#isStopped = true;
    for (const cancel of this.#cancels) cancel();
    this.#cancels.clear();
  }

  #addFirst(count: number, onUser: (user: User) => void, onReady: () => void): void {
    if (count === 0) return onReady();
    let left = count;
    const settle = (): void => {
      left--;
      if (left === 0) onReady();
    };
    for (let added = 0; added < count; added++) {
      const user = this.#makeUser();
      this.#prepareUser(user, firstTries, () => onUser(user), settle);
    }
  }

  #makeUser(): User {
    const { worker, workers, pipelining, sender, env, shared, seed, makeJar } = this.#options;
    const index = this.all.length;
    const number = worker + index * workers;
    const seatIndex = Math.floor(index / pipelining);
    this.#seats[seatIndex] ??= sender.addSeat();
    const seat = this.#seats[seatIndex];
    // Users must not draw the same numbers, and each the same in every run.
    const random = seededRandom(seed ^ Math.imul(number + 1, 0x9e3779b9));
    const user = new User(seat, new UserScope(number, env, random), makeJar?.() ?? null);
    if (shared !== null) user.scope.vars['shared'] = shared;
    this.all.push(user);
    return user;
  }

  /** `onSettled` is called once: when the user is ready, or when it has failed `tries` times and is tried on later. */
  #prepareUser(user: User, tries: number, onUser: () => void, onSettled: () => void): void {
    const { session, recorder } = this.#options;
    if (!this.#drawRows(user)) return onSettled();
    if (session.length === 0) {
      this.#becomeReady(onUser);
      return onSettled();
    }
    let triesLeft = tries;
    const attempt = (): void => {
      this.#whenThereIsRoom(() => {
        this.#startSession(user, (problem) => {
          if (problem === null) {
            this.#becomeReady(onUser);
            if (triesLeft > 0) onSettled();
            triesLeft = 0;
            return;
          }
          // The end of the run has cut it.
          if (this.#isStopped) return;
          recorder.onSessionFailed(problem.reason, problem.message);
          triesLeft--;
          if (triesLeft === 0) onSettled();
          this.#later(attempt);
        });
      });
    };
    attempt();
  }

  #startSession(user: User, onEnd: (problem: FlowError | null) => void): void {
    const { runner, session, clock } = this.#options;
    runner.startSession(user, session, clock.now(), (problem) => {
      this.#inSession--;
      onEnd(problem);
      this.#waiting.shift()?.();
    });
  }

  #whenThereIsRoom(start: () => void): void {
    const begin = (): void => {
      if (this.#isStopped) return;
      this.#inSession++;
      start();
    };
    if (this.#inSession < mostSessions) begin();
    else this.#waiting.push(begin);
  }

  #later(attempt: () => void): void {
    if (this.#isStopped) return;
    const cancel = this.#options.timers.after(retryAfterMs, () => {
      this.#cancels.delete(cancel);
      attempt();
    });
    this.#cancels.add(cancel);
  }

  #drawRows(user: User): boolean {
    const { userData, recorder } = this.#options;
    try {
      for (const { name, draw } of userData) {
        const row = draw.draw();
        if (row === null) {
          recorder.onDataExhausted(name);
          recorder.onSessionFailed('data', `there is no row of ${name} left for user ${user.scope.user}`);
          return false;
        }
        user.scope.vars[name] = row;
      }
      return true;
    } catch (error) {
      if (!(error instanceof FlowError)) throw error;
      recorder.onSessionFailed(error.reason, error.message);
      return false;
    }
  }

  #becomeReady(onUser: () => void): void {
    this.#readyCount++;
    this.#options.recorder.onUserReady();
    onUser();
  }
}

function nothing(): void {}
