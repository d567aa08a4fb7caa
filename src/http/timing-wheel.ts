// Hot path: a request sets its deadline by writing a number; the wheel looks at it only when a slot comes round.
import type { Clock } from '../base/clock.ts';

const maxSlots = 1024;

/** Something with one deadline at a time, in clock milliseconds; Infinity: none. */
export interface Timed {
  deadlineAt: number;
  /**
   * The wheel's own mark, from Infinity on; nobody else writes it. Deadlines from this instant on are seen in time:
   * it is where the slot begins that the member sits in. Infinity: in none.
   */
  wakesAt: number;
  onDeadline(now: number): void;
}

/**
 * One timer for all the timeouts of a worker. A member sits in the slot of some instant at or before its
 * deadline and is moved on when that slot comes round, so a deadline pushed back again and again costs nothing.
 * Deadlines fire at most one tick late, never early. `shortestMs` is the nearest that is usual: slots reach no
 * further, so a member that waits for a far deadline is seen before a nearer one set meanwhile. One that is nearer
 * all the same takes a second slot, and what it leaves in the first is passed over.
 */
export class TimingWheel {
  readonly #clock: Clock;
  readonly #tickMs: number;
  readonly #slots: Timed[][];
  #tick: number;
  #timer: NodeJS.Timeout | null = null;
  #members = 0;
  #isClosed = false;

  constructor(clock: Clock, shortestMs: number, tickMs = 10) {
    const slotCount = Math.min(maxSlots, Math.max(2, Math.ceil(shortestMs / tickMs)));
    this.#clock = clock;
    this.#tickMs = tickMs;
    this.#slots = Array.from({ length: slotCount }, () => []);
    this.#tick = Math.floor(clock.now() / tickMs);
  }

  /** Must be called whenever a deadline was set. */
  watch(timed: Timed): void {
    if (timed.deadlineAt >= timed.wakesAt || this.#isClosed) return;
    if (timed.wakesAt === Infinity) this.#members++;
    this.#insert(timed);
    if (this.#timer === null) this.#wait();
  }

  /** Fires what is due. Runs by itself; called directly by tests with a manual clock. */
  advance(): void {
    const now = this.#clock.now();
    const target = Math.floor(now / this.#tickMs);
    // After a long stall one whole turn visits every member; more turns would visit them again for nothing.
    this.#tick = Math.max(this.#tick, target - this.#slots.length);
    while (this.#tick < target) {
      this.#tick++;
      this.#visit(this.#tick % this.#slots.length, now);
    }
  }

  /** Nothing fires afterwards. */
  close(): void {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const slot of this.#slots) slot.length = 0;
  }

  /** Until the tick ends: a timer out of step with the ticks would see a deadline up to two of them late. */
  #wait(): void {
    const leftMs = this.#tickMs - (this.#clock.now() % this.#tickMs);
    this.#timer = setTimeout(() => this.#turnAfterReads(), Math.ceil(leftMs));
  }

  /** After a stall of our own, answers may be waiting that came in time: they are read before anything times out. */
  #turnAfterReads(): void {
    setImmediate(() => this.#turn());
  }

  #turn(): void {
    this.#timer = null;
    if (this.#isClosed) return;
    this.advance();
    if (this.#members > 0 && this.#timer === null && !this.#isClosed) this.#wait();
  }

  #visit(index: number, now: number): void {
    const slot = this.#slots[index];
    if (slot === undefined || slot.length === 0) return;
    const due = slot.splice(0);
    for (const timed of due) {
      if (this.#isClosed) return;
      // Moved to a nearer slot since, and perhaps on from there.
      if (timed.wakesAt >= this.#tick * this.#tickMs) continue;
      if (timed.deadlineAt === Infinity) {
        this.#leave(timed);
      } else if (timed.deadlineAt > now) {
        this.#insert(timed);
      } else {
        this.#leave(timed);
        timed.onDeadline(now);
      }
    }
  }

  #leave(timed: Timed): void {
    timed.wakesAt = Infinity;
    this.#members--;
  }

  #insert(timed: Timed): void {
    const dueTick = Math.floor(timed.deadlineAt / this.#tickMs) + 1;
    const furthest = this.#tick + this.#slots.length - 1;
    const tick = Math.max(this.#tick + 1, Math.min(dueTick, furthest));
    const wakesAt = (tick - 1) * this.#tickMs;
    // Already there, for a deadline that has passed or is as near.
    if (wakesAt === timed.wakesAt) return;
    timed.wakesAt = wakesAt;
    this.#slots[tick % this.#slots.length]?.push(timed);
  }
}
