// Hot path: runs for every start of an open model.
import { assertNever } from '../base/assert.ts';
import type { Clock } from '../base/clock.ts';
import type { Pacing } from '../scenario/load.ts';
import type { Timers } from './timers.ts';

/** Starts released before the loop gets to serve reads again. */
const maxReleasesPerTurn = 128;
/**
 * How long before a start the sleep should end. Seen on a quiet Linux: timers are rounded to whole milliseconds, and late
 * by 0.15 ms, 1 % of them by 0.5. Systems whose timers are coarser get more, by what was seen of them.
 */
const leastEarlyMs = 1.5;
const mostEarlyMs = 20;
/** One late wake-up moves it by little, for it may have been chance; and each start lets it forget some. */
const latenessTaken = 1 / 8;
const forgottenMs = 0.005;
/** A turn that takes longer than this many of the shortest one did other work as well. */
const idleTurns = 3;

export type Release = (plannedAt: number, now: number) => void;

/**
 * Calls `release` for every planned instant, as soon as it has come: sleeps, asks the clock on every turn of the event
 * loop, or does one after the other, as its pacing says. Never skips a start, however late it is.
 */
export class Pacer {
  #starts: Iterator<number>;
  readonly #release: Release;
  readonly #onExhausted: () => void;
  readonly #pacing: Pacing;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #onTurn = (): void => this.#turn();
  readonly #onWake = (): void => this.#wake();
  #nextAt: number;
  /** From here on other starts are followed. */
  #switchAt = Infinity;
  #afterSwitch: Iterator<number> | null = null;
  #cancel: () => void = () => {};
  #wakeAt = NaN;
  #earlyMs = leastEarlyMs;
  #spunMs = 0;
  /** When the last turn ended, if all it left to do was to ask again. */
  #spinningSince = NaN;
  #shortestTurnMs = Infinity;

  /** `starts` are instants of `clock`, in order. */
  constructor(
    starts: Iterable<number>,
    release: Release,
    onExhausted: () => void,
    pacing: Pacing,
    clock: Clock,
    timers: Timers,
  ) {
    this.#starts = starts[Symbol.iterator]();
    this.#release = release;
    this.#onExhausted = onExhausted;
    this.#pacing = pacing;
    this.#clock = clock;
    this.#timers = timers;
    this.#nextAt = this.#pull();
  }

  /** Time that the event loop spent in turns which only asked the clock; what it served between them is not in it. */
  get spunMs(): number {
    return this.#spunMs;
  }

  start(): void {
    this.#turn();
  }

  /** What is planned from `at` on gives way to `starts`, none of which is before it. No use after the last start. */
  follow(at: number, starts: Iterable<number>): void {
    if (this.#nextAt === Infinity) return;
    this.#switchAt = at;
    this.#afterSwitch = starts[Symbol.iterator]();
    if (this.#nextAt < at) return;
    this.#cancel();
    this.#nextAt = this.#pullSwitched();
    this.#turn();
  }

  /** Ends the pacing; what was planned up to now and not released is given to `leftOver`. */
  stop(leftOver: (plannedAt: number, now: number) => void): void {
    this.#cancel();
    const now = this.#clock.now();
    for (; this.#nextAt <= now; this.#nextAt = this.#pull()) leftOver(this.#nextAt, now);
    this.#nextAt = Infinity;
  }

  #turn(): void {
    const turnedAt = this.#clock.now();
    if (!Number.isNaN(this.#spinningSince)) this.#countSpin(turnedAt - this.#spinningSince);
    const now = this.#releaseDue(turnedAt);
    if (this.#nextAt === Infinity) this.#onExhausted();
    else this.#wait(now);
  }

  #wake(): void {
    const lateMs = this.#clock.now() - this.#wakeAt;
    if (lateMs > this.#earlyMs) {
      const more = (lateMs - this.#earlyMs) * latenessTaken;
      this.#earlyMs = Math.min(mostEarlyMs, this.#earlyMs + more);
    }
    this.#turn();
  }

  #releaseDue(turnedAt: number): number {
    let now = turnedAt;
    let released = 0;
    for (; this.#nextAt <= now && released < maxReleasesPerTurn; released++) {
      const plannedAt = this.#nextAt;
      this.#nextAt = this.#pull();
      this.#release(plannedAt, now);
      now = this.#clock.now();
    }
    // By starts and not by sleeps: one that spins all the time would never learn that it could sleep again.
    if (released > 0) this.#earlyMs = Math.max(leastEarlyMs, this.#earlyMs - forgottenMs);
    return now;
  }

  #wait(now: number): void {
    const untilMs = this.#nextAt - now;
    const sleepMs = this.#sleepMs(untilMs);
    if (sleepMs >= 1) {
      this.#spinningSince = NaN;
      // Timers know whole milliseconds only.
      this.#wakeAt = now + Math.floor(sleepMs);
      this.#cancel = this.#timers.after(sleepMs, this.#onWake);
    } else {
      this.#spinningSince = untilMs > 0 ? now : NaN;
      this.#cancel = this.#timers.soon(this.#onTurn);
    }
  }

  /** Below 1 there is no time to sleep. */
  #sleepMs(untilMs: number): number {
    switch (this.#pacing) {
      case 'precise':
        return 0;
      case 'timer':
        return Math.ceil(untilMs);
      case 'auto':
        return untilMs - this.#earlyMs;
      default:
        return assertNever(this.#pacing);
    }
  }

  #countSpin(turnMs: number): void {
    this.#shortestTurnMs = Math.min(this.#shortestTurnMs, turnMs);
    this.#spunMs += Math.min(turnMs, idleTurns * this.#shortestTurnMs);
  }

  #pull(): number {
    const next = this.#starts.next();
    if (next.done !== true && next.value < this.#switchAt) return next.value;
    return this.#pullSwitched();
  }

  #pullSwitched(): number {
    if (this.#afterSwitch === null) return Infinity;
    this.#starts = this.#afterSwitch;
    this.#afterSwitch = null;
    this.#switchAt = Infinity;
    return this.#pull();
  }
}
