import type { Clock } from '../base/clock.ts';
import { isAlive, type Member } from './roster.ts';
import type { Timers } from './timers.ts';

const checkEveryMs = 1000;
/** Workers say something every second. One that can't for so long is of no use, even if it came back. */
const silenceLimitMs = 10_000;
/** The user has asked for the end, and waits for it. */
const shortLimitMs = 2000;

/** Notices workers that say nothing any more: stopped, swapped out, caught in a loop. */
export class Liveness {
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #members: readonly Member[];
  readonly #onSilent: (member: Member, silentMs: number) => void;
  #limitMs = silenceLimitMs;
  #checkedAt: number;
  #cancel: () => void = () => {};

  constructor(
    clock: Clock,
    timers: Timers,
    members: readonly Member[],
    onSilent: (member: Member, silentMs: number) => void,
  ) {
    this.#clock = clock;
    this.#timers = timers;
    this.#members = members;
    this.#onSilent = onSilent;
    this.#checkedAt = clock.now();
    this.#planCheck();
  }

  heard(member: Member): void {
    member.heardAt = this.#clock.now();
  }

  /** Who says nothing from now on is given up soon. */
  hurry(): void {
    this.#limitMs = shortLimitMs;
    this.#forgive(this.#clock.now());
  }

  close(): void {
    this.#cancel();
  }

  #planCheck(): void {
    this.#cancel = this.#timers.after(checkEveryMs, () => {
      const now = this.#clock.now();
      // Whoever stood still itself has not listened: what the workers said meanwhile comes next.
      if (now - this.#checkedAt > 2 * checkEveryMs) this.#forgive(now);
      this.#checkedAt = now;
      this.#planCheck();
      for (const member of this.#members) {
        const silentMs = now - member.heardAt;
        if (isAlive(member) && silentMs >= this.#limitMs) this.#onSilent(member, silentMs);
      }
    });
  }

  #forgive(now: number): void {
    for (const member of this.#members) member.heardAt = now;
  }
}
