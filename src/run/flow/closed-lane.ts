import { activeSpans, firstVus } from '../../plan/active-users.ts';
import { loadLengthMs } from '../../plan/loads.ts';
import { share } from '../../plan/share.ts';
import type { User } from '../../flow/user.ts';
import type { ClosedLoad } from '../../scenario/load.ts';
import type { Lane, LaneContext } from './lane.ts';

export type ClosedPart = {
  readonly load: ClosedLoad;
  /** Infinity: until `measureFrom`. */
  readonly warmupMs: number;
  readonly worker: number;
  readonly workers: number;
  /** This worker's users. */
  readonly vus: number;
};

/** What a user may still do. */
type Seated = { activeUntil: number; iterationsLeft: number };

/** Every user begins its next iteration when its last one has ended. */
export class ClosedLane implements Lane {
  readonly spunMs: number = 0;
  readonly #context: LaneContext;
  readonly #part: ClosedPart;
  readonly #seated = new Map<User, Seated>();
  readonly #cancels: (() => void)[] = [];
  #busy = 0;
  /** Activations that are still to come. */
  #pending = 0;
  #iterationsLeft: number;
  #countFrom = Infinity;
  /** Nothing starts before `start`: it is what moves the end into the future. */
  #endAt = -Infinity;
  #isStopped = false;
  #isDone = false;

  constructor(context: LaneContext, part: ClosedPart) {
    this.#context = context;
    this.#part = part;
    const { load, worker, workers } = part;
    this.#iterationsLeft =
      load.kind === 'shared-iterations' ? share(load.iterations, worker, workers) : Infinity;
  }

  prepare(onReady: () => void): void {
    this.#context.users.prepare(this.#part.vus, (user) => this.#seat(user), onReady);
  }

  start(startAt: number): void {
    const { load, warmupMs } = this.#part;
    this.#endAt = Infinity;
    if (load.kind === 'ramping-vus' && warmupMs > 0) this.#activateFirst();
    this.measureFrom(startAt + warmupMs);
    for (const user of this.#seated.keys()) this.#startNext(user, this.#context.clock.now());
    this.#finishIfIdle();
  }

  measureFrom(at: number): void {
    this.#countFrom = at;
    this.#endAt = at + loadLengthMs(this.#part.load);
    if (this.#part.load.kind === 'ramping-vus' && at !== Infinity) this.#planRamp(at);
  }

  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#context.users.stop();
    for (const cancel of this.#cancels) cancel();
    this.#pending = 0;
    this.#finishIfIdle();
  }

  cut(): void {
    this.stop();
    this.#context.runner.cut(this.#context.users.all);
    this.#finishIfIdle();
  }

  onIterationEnd(user: User, now: number): void {
    this.#busy--;
    this.#startNext(user, now);
    this.#finishIfIdle();
  }

  /** Also while the load runs, where a session took longer. */
  #seat(user: User): void {
    const { load } = this.#part;
    this.#seated.set(user, {
      activeUntil: load.kind === 'ramping-vus' ? -Infinity : Infinity,
      iterationsLeft: load.kind === 'per-vu-iterations' ? load.iterations : Infinity,
    });
    if (this.#endAt === -Infinity) return;
    if (load.kind === 'ramping-vus' && this.#countFrom !== Infinity) this.#planUser(user, this.#countFrom);
    else this.#startNext(user, this.#context.clock.now());
  }

  #startNext(user: User, now: number): void {
    const seated = this.#seated.get(user);
    if (seated === undefined || user.state !== 'idle' || !this.#mayStart(seated, now)) return;
    if (!this.#context.iterations.start(user, NaN, now)) {
      this.stop();
      return;
    }
    this.#busy++;
    if (now < this.#countFrom) return;
    this.#iterationsLeft--;
    seated.iterationsLeft--;
  }

  #mayStart({ activeUntil, iterationsLeft }: Seated, now: number): boolean {
    if (this.#isStopped || now >= this.#endAt || now >= activeUntil) return false;
    return this.#iterationsLeft > 0 && iterationsLeft > 0;
  }

  /** A ramp's warm-up has as many users as it has first. */
  #activateFirst(): void {
    const { load } = this.#part;
    if (load.kind !== 'ramping-vus') return;
    const first = firstVus(load.startVus, load.stages);
    for (const [user, seated] of this.#seated) {
      if (user.scope.user < first) seated.activeUntil = Infinity;
    }
  }

  #planRamp(from: number): void {
    for (const user of this.#seated.keys()) this.#planUser(user, from);
  }

  #planUser(user: User, from: number): void {
    const { load } = this.#part;
    const seated = this.#seated.get(user);
    if (load.kind !== 'ramping-vus' || seated === undefined) return;
    const { clock, timers } = this.#context;
    const spans = activeSpans(load.startVus, load.stages, user.scope.user);
    // Until the ramp begins the warm-up's users go on.
    if (seated.activeUntil === Infinity) seated.activeUntil = from;
    for (const { fromMs, toMs } of spans) {
      this.#pending++;
      const cancel = timers.after(Math.max(0, from + fromMs - clock.now()), () => {
        this.#pending--;
        seated.activeUntil = from + toMs;
        this.#startNext(user, clock.now());
        this.#finishIfIdle();
      });
      this.#cancels.push(cancel);
    }
  }

  #finishIfIdle(): void {
    if (this.#isDone || this.#endAt === -Infinity || this.#busy > 0) return;
    const now = this.#context.clock.now();
    const mayGoOn = this.#pending > 0 || [...this.#seated.values()].some((each) => this.#mayStart(each, now));
    // With no user at all there is still a chance that a session succeeds.
    const mayCome = !this.#isStopped && now < this.#endAt && this.#seated.size < this.#part.vus;
    if (mayGoOn || (mayCome && this.#iterationsLeft > 0)) return;
    this.#isDone = true;
    this.#context.users.stop();
    this.#context.onDone();
  }
}
