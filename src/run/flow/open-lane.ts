// Hot path: `#release` runs for every arrival.
import type { User } from '../../flow/user.ts';
import type { CutKind } from '../message.ts';
import { NumberQueue } from '../number-queue.ts';
import { Arrivals, type OpenPart } from '../arrivals.ts';
import type { Lane, LaneContext } from './lane.ts';

/** Follows a schedule: each arrival is an iteration of a user that is idle, or waits for one. */
export class OpenLane implements Lane {
  readonly #context: LaneContext;
  readonly #part: OpenPart & { readonly vus: number };
  readonly #idle: User[] = [];
  /** Planned starts without a user, oldest first. */
  readonly #queue = new NumberQueue();
  readonly #arrivals: Arrivals;
  #busy = 0;
  #isRunning = false;
  #isExhausted = false;
  #isDone = false;

  constructor(context: LaneContext, part: OpenPart & { readonly vus: number }) {
    this.#context = context;
    this.#part = part;
    this.#arrivals = new Arrivals(
      part,
      context.clock,
      context.timers,
      (plannedAt, now) => this.#release(plannedAt, now),
      () => this.#onExhausted(),
    );
  }

  get spunMs(): number {
    return this.#arrivals.spunMs;
  }

  prepare(onReady: () => void): void {
    this.#context.users.prepare(this.#part.vus, (user) => this.#serve(user), onReady);
  }

  start(startAt: number): void {
    this.#isRunning = true;
    this.#arrivals.start(startAt);
  }

  measureFrom(at: number): void {
    this.#arrivals.measureFrom(at);
  }

  stop(): void {
    const { recorder } = this.#context;
    this.#arrivals.stop((plannedAt, now) => {
      recorder.onArrival(plannedAt, now);
      recorder.onIterationMissed(plannedAt, now, 'lag');
    });
    this.#onExhausted();
  }

  cut(_kind: CutKind): void {
    const { runner, users } = this.#context;
    this.#giveUpQueue();
    this.stop();
    users.stop();
    runner.cut(users.all);
    this.#finishIfIdle();
  }

  onIterationEnd(user: User, now: number): void {
    this.#busy--;
    this.#take(user, now);
    if (this.#isExhausted) this.#finishIfIdle();
  }

  #release(plannedAt: number, now: number): void {
    const { recorder, users } = this.#context;
    recorder.onArrival(plannedAt, now);
    const user = this.#queue.size === 0 ? this.#idle.pop() : undefined;
    if (user !== undefined) {
      this.#begin(user, plannedAt, now);
      return;
    }
    if (this.#queue.size >= this.#part.maxQueued) {
      recorder.onIterationMissed(plannedAt, now, 'pool');
      return;
    }
    this.#queue.push(plannedAt);
    if (users.hasRoom) users.add((another) => this.#serve(another));
  }

  /** A user is ready. */
  #serve(user: User): void {
    this.#take(user, this.#context.clock.now());
    if (this.#isExhausted) this.#finishIfIdle();
  }

  /** The oldest waiting start goes first. */
  #take(user: User, now: number): void {
    if (this.#isRunning && this.#queue.size > 0) this.#begin(user, this.#queue.shift(), now);
    else this.#idle.push(user);
  }

  #begin(user: User, plannedAt: number, now: number): void {
    const { iterations, recorder } = this.#context;
    if (iterations.start(user, plannedAt, now)) {
      this.#busy++;
      return;
    }
    recorder.onIterationMissed(plannedAt, now, 'stopped');
    this.#idle.push(user);
    this.#endWithoutRows();
  }

  /** What the schedule still has is not owed: there is nothing to send it with. */
  #endWithoutRows(): void {
    this.#giveUpQueue();
    this.#arrivals.stop(() => {});
    this.#onExhausted();
  }

  #giveUpQueue(): void {
    const { recorder, clock } = this.#context;
    const now = clock.now();
    while (this.#queue.size > 0) recorder.onIterationMissed(this.#queue.shift(), now, 'stopped');
  }

  #onExhausted(): void {
    this.#isExhausted = true;
    this.#finishIfIdle();
  }

  #finishIfIdle(): void {
    if (this.#isDone || !this.#isExhausted || this.#busy > 0 || this.#queue.size > 0) return;
    this.#isDone = true;
    this.#context.users.stop();
    this.#context.onDone();
  }
}
