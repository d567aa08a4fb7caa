import { strict as assert } from 'node:assert';
import { once as nodeOnce } from 'node:events';
import { connect, createServer, Socket } from 'node:net';
import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { monotonicClock, type Clock } from '../../src/base/clock.ts';
import { TimingWheel, type Timed } from '../../src/http/timing-wheel.ts';
import { ManualClock } from '../support/manual-clock.ts';

type Firings = { readonly early: number; readonly inTime: number };

const tickMs = 10;
const once: Firings = { early: 0, inTime: 1 };
const wheels: TimingWheel[] = [];

afterEach(() => {
  for (const wheel of wheels.splice(0)) wheel.close();
});

describe('a deadline', () => {
  it.each([100, 100.5, 104, 109.75])('at %f ms fires before the next tick is over', (deadlineAt) => {
    const { clock, wheel, member } = start();
    member.setAt(deadlineAt);
    expect(firingsAround(clock, wheel, member)).toEqual(once);
  });

  it('fires once', () => {
    const { clock, wheel, member } = start();
    member.setAt(100);
    for (let at = 0; at < 3000; at += tickMs) advanceTo(clock, wheel, at);
    expect([member.firedAt, member.wakesAt]).toEqual([[110], Infinity]);
  });

  it('that is pushed back fires at its last instant only', () => {
    const { clock, wheel, member } = start();
    for (let at = 0; at < 1000; at += 5) {
      advanceTo(clock, wheel, at);
      member.setAt(at + 100);
    }
    expect(firingsAround(clock, wheel, member)).toEqual(once);
  });

  it.each([236, 240, 250, 300, 335])(
    'that is pulled forward to %i ms fires at the new instant',
    (deadlineAt) => {
      const { clock, wheel, member } = start();
      member.setAt(60_000);
      advanceTo(clock, wheel, 235);
      member.setAt(deadlineAt);
      expect(firingsAround(clock, wheel, member)).toEqual(once);
    },
  );

  // As the total timeouts of pipelined requests do, each of which follows the one before.
  it('that comes after the one it replaces may be as near as it likes', () => {
    const { clock, wheel, member } = start();
    member.setAt(1000);
    advanceTo(clock, wheel, 991);
    member.setAt(1000.25);
    expect(firingsAround(clock, wheel, member)).toEqual(once);
  });

  it('taken back never fires, and its member may be watched again', () => {
    const { clock, wheel, member } = start();
    member.setAt(100);
    member.setAt(Infinity);
    advanceTo(clock, wheel, 500);
    expect([member.firedAt, member.wakesAt]).toEqual([[], Infinity]);
    member.setAt(600);
    expect(firingsAround(clock, wheel, member)).toEqual(once);
  });

  it('puts its member into the wheel, unless it is Infinity', () => {
    const { member } = start();
    member.setAt(Infinity);
    expect(member.wakesAt).toBe(Infinity);
    member.setAt(100);
    expect(member.wakesAt).toBeLessThanOrEqual(100);
  });

  it('far beyond the last slot fires in its own tick', () => {
    const { clock, wheel, member } = start(20_000);
    member.setAt(3_600_000);
    for (let at = 0; at < 3_600_000; at += 1000) advanceTo(clock, wheel, at);
    expect(firingsAround(clock, wheel, member)).toEqual(once);
  });

  it('set again by the member that fires is the next to fire', () => {
    const { clock, wheel, member } = start();
    member.againAfterMs = 100;
    member.setAt(100);
    for (let at = 0; at < 500; at += tickMs) advanceTo(clock, wheel, at);
    expect(member.firedAt).toEqual([110, 220, 330, 440]);
  });
});

describe('many members', () => {
  it('fire each in its own tick', () => {
    const { clock, wheel, newMember } = start();
    const members = Array.from({ length: 1000 }, (_, index) => {
      const member = newMember();
      member.setAt(100 + index / 2);
      return member;
    });
    for (let at = 0; at <= 1000; at += tickMs) advanceTo(clock, wheel, at);
    const late = members.map(({ firedAt }, index) => (firedAt[0] ?? NaN) - (100 + index / 2));
    expect(Math.min(...late)).toBe(0);
    expect(Math.max(...late)).toBe(tickMs);
    expect(members.every(({ firedAt }) => firedAt.length === 1)).toBe(true);
  });

  it('that are due after a long stall all fire, and the others at their time', () => {
    const { clock, wheel, member, newMember } = start();
    const members = [100, 5000, 99_999].map((deadlineAt) => {
      const due = newMember();
      due.setAt(deadlineAt);
      return due;
    });
    member.setAt(100_500);
    advanceTo(clock, wheel, 100_000);
    expect(members.map(({ firedAt }) => firedAt)).toEqual([[100_000], [100_000], [100_000]]);
    expect(firingsAround(clock, wheel, member)).toEqual(once);
  });

  it('may be watched first after the wheel stood still for long', () => {
    const { clock, wheel, member } = start();
    clock.advance(1_000_000);
    member.setAt(1_000_100);
    expect(firingsAround(clock, wheel, member)).toEqual(once);
  });
});

describe('a closed wheel', () => {
  it('fires nothing', () => {
    const { clock, wheel, member } = start();
    member.setAt(100);
    wheel.close();
    advanceTo(clock, wheel, 1000);
    expect(member.firedAt).toEqual([]);
  });

  it('fires nothing more in the turn in which it was closed', () => {
    const { clock, wheel, newMember } = start();
    const members = [newMember(), newMember()];
    for (const member of members) {
      member.setAt(100);
      member.onFired = () => wheel.close();
    }
    advanceTo(clock, wheel, 1000);
    expect(members.map(({ firedAt }) => firedAt.length)).toEqual([1, 0]);
  });

  it('keeps no timer, which would keep the process', () => {
    const before = timers();
    const { wheel, member } = start();
    member.setAt(100);
    expect(timers()).toBe(before + 1);
    wheel.close();
    expect(timers()).toBe(before);
  });

  it('takes no member', () => {
    const { wheel, member } = start();
    wheel.close();
    member.setAt(100);
    expect(member.wakesAt).toBe(Infinity);
  });
});

describe('a wheel left to itself', () => {
  it('fires by the real clock, again and again', async () => {
    const wheel = newWheel(monotonicClock, 5, 5);
    const member = new Member(wheel, monotonicClock);
    const deadlines: number[] = [];
    await new Promise<void>((resolve) => {
      member.onFired = () => {
        if (deadlines.length === 3) return resolve();
        deadlines.push(monotonicClock.now() + 5);
        member.setAt(deadlines.at(-1) ?? NaN);
      };
      member.onFired();
    });
    const late = member.firedAt.map((firedAt, index) => firedAt - (deadlines[index] ?? NaN));
    expect(late).toHaveLength(3);
    expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
  });

  it('goes on for others when it comes to where a member sat that has left', async () => {
    const wheel = newWheel(monotonicClock, 40, 5);
    const leaving = new Member(wheel, monotonicClock);
    const staying = new Member(wheel, monotonicClock);
    leaving.setAt(monotonicClock.now() + 1000);
    leaving.setAt(monotonicClock.now() + 5);
    await new Promise<void>((resolve) => {
      staying.onFired = resolve;
      staying.setAt(monotonicClock.now() + 80);
    });
    expect([leaving.firedAt.length, staying.firedAt.length]).toEqual([1, 1]);
  });

  it('lets what has arrived during a stall be read before it fires', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await nodeOnce(server, 'listening');
    const address = server.address();
    assert(typeof address === 'object' && address !== null);
    const client = connect(address.port, '127.0.0.1');
    const [peer] = await nodeOnce(server, 'connection');
    assert(peer instanceof Socket);
    const order: string[] = [];
    const wheel = newWheel(monotonicClock, 20, 5);
    const member = new Member(wheel, monotonicClock);
    client.on('data', () => order.push('read'));
    await new Promise<void>((resolve) => {
      member.onFired = () => {
        order.push('fired');
        resolve();
      };
      member.setAt(monotonicClock.now() + 20);
      peer.write('x');
      const until = monotonicClock.now() + 60;
      while (monotonicClock.now() < until);
    });
    client.destroy();
    server.close();
    expect(order).toEqual(['read', 'fired']);
  });
});

type Step =
  | { readonly kind: 'set'; readonly member: number; readonly beyondMs: number }
  | { readonly kind: 'clear'; readonly member: number }
  | { readonly kind: 'run' | 'stall' | 'doze'; readonly ms: number };

// Quarters of a millisecond: sums and differences of instants are exact.
const milliseconds = fc.oneof(fc.nat(160), fc.nat(8000), fc.nat(400_000)).map((quarters) => quarters / 4);
const memberIndex = fc.nat(4);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), member: memberIndex, beyondMs: milliseconds }),
  fc.record({ kind: fc.constant('clear' as const), member: memberIndex }),
  fc.record({ kind: fc.constantFrom('run', 'run', 'stall', 'doze'), ms: milliseconds }),
);

describe('any use of a wheel', () => {
  it('fires each deadline that stands, once, never early and at most one tick late', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 9.75, 35, 100, 12_000),
        fc.constantFrom(0, 0.25, 1),
        fc.constantFrom(0, 17.25, Infinity),
        fc.array(step, { maxLength: 40 }),
        expectRightFirings,
      ),
      { numRuns: 1000 },
    );
  });
});

/** Against the obvious: at every turn of the wheel, look at every deadline. */
function expectRightFirings(
  shortestMs: number,
  nearness: number,
  againAfterMs: number,
  steps: readonly Step[],
): void {
  const { clock, wheel, newMember } = start(shortestMs, 4321.25);
  const members = Array.from({ length: 5 }, newMember);
  const nearestMs = shortestMs * nearness;
  for (const member of members) member.againAfterMs = Math.max(0.25, nearestMs + againAfterMs);
  for (const each of steps) {
    if (each.kind === 'set') members[each.member]?.setAt(clock.now() + nearestMs + each.beyondMs);
    else if (each.kind === 'clear') members[each.member]?.setAt(Infinity);
    else if (each.kind === 'doze') clock.advance(each.ms);
    else if (each.kind === 'stall') turnAt(clock.now() + each.ms);
    else for (let ticks = Math.min(20, each.ms); ticks > 0; ticks--) turnAt(endOfTick(clock.now()));
  }
  wheel.close();

  function turnAt(at: number): void {
    const before = members.map(({ deadlineAt, firedAt }) => ({ deadlineAt, firings: firedAt.length }));
    advanceTo(clock, wheel, at);
    for (const [index, { deadlineAt, firings }] of before.entries()) {
      const now = members[index]?.firedAt.length;
      if (deadlineAt > at) assert.equal(now, firings, `${deadlineAt} fired early, at ${at}`);
      else if (deadlineAt <= at - tickMs) assert.equal(now, firings + 1, `${deadlineAt} is late, at ${at}`);
    }
  }
}

/** How often it fires until just before its deadline, and how often in the tick that follows. */
function firingsAround(clock: ManualClock, wheel: TimingWheel, member: Member): Firings {
  const { deadlineAt, firedAt } = member;
  const alreadyFired = firedAt.length;
  advanceTo(clock, wheel, deadlineAt - 0.25);
  const early = firedAt.length - alreadyFired;
  advanceTo(clock, wheel, endOfTick(deadlineAt));
  return { early, inTime: firedAt.length - alreadyFired - early };
}

function timers(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
}

function endOfTick(instant: number): number {
  return (Math.floor(instant / tickMs) + 1) * tickMs;
}

class Member implements Timed {
  deadlineAt = Infinity;
  wakesAt = Infinity;
  firedAt: number[] = [];
  againAfterMs = Infinity;
  onFired: () => void = () => {};
  readonly #wheel: TimingWheel;
  readonly #clock: Clock;

  constructor(wheel: TimingWheel, clock: Clock) {
    this.#wheel = wheel;
    this.#clock = clock;
  }

  setAt(deadlineAt: number): void {
    this.deadlineAt = deadlineAt;
    this.#wheel.watch(this);
  }

  onDeadline(now: number): void {
    assert(now >= this.deadlineAt, `${this.deadlineAt} fired early, at ${now}`);
    this.firedAt.push(now);
    this.setAt(this.#clock.now() + this.againAfterMs);
    this.onFired();
  }
}

type Started = {
  readonly clock: ManualClock;
  readonly wheel: TimingWheel;
  readonly member: Member;
  readonly newMember: () => Member;
};

function start(shortestMs = 100, startsAt = 0): Started {
  const clock = new ManualClock(startsAt);
  const wheel = newWheel(clock, shortestMs, tickMs);
  const newMember = (): Member => new Member(wheel, clock);
  return { clock, wheel, newMember, member: newMember() };
}

function newWheel(clock: Clock, shortestMs: number, ownTickMs: number): TimingWheel {
  const wheel = new TimingWheel(clock, shortestMs, ownTickMs);
  wheels.push(wheel);
  return wheel;
}

function advanceTo(clock: ManualClock, wheel: TimingWheel, at: number): void {
  clock.advance(at - clock.now());
  wheel.advance();
}
