import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Connection, ConnectionListener, Engine } from '../../src/http/connection.ts';
import { ConnectionPool } from '../../src/run/connection-pool.ts';

const anyStep = fc.record({
  kind: fc.constantFrom('take', 'take', 'end', 'lose', 'fail', 'ready'),
  which: fc.nat(20),
});

describe('a connection pool', () => {
  it('gives the one idle last, else a new one, else one with room, and none only when all are busy', () => {
    const anyRun = fc.record({
      limit: fc.integer({ min: 1, max: 5 }),
      pipelining: fc.integer({ min: 1, max: 3 }),
      steps: fc.array(anyStep, { maxLength: 100 }),
    });
    fc.assert(
      fc.property(anyRun, ({ limit, pipelining, steps }) => {
        const bench = new PoolBench(limit, pipelining);
        for (const { kind, which } of steps) {
          if (kind === 'take') expect(bench.take()).toBe(true);
          else bench.happen(kind, which);
        }
        expect(bench.made.length).toBeLessThanOrEqual(limit);
      }),
    );
  });

  it('opens no second connection while the first is idle', () => {
    const bench = new PoolBench(10, 1);
    for (let turn = 0; turn < 5; turn++) {
      bench.take();
      bench.happen('end', 0);
    }
    expect(bench.made).toHaveLength(1);
  });

  it('takes turns when it has to share', () => {
    const bench = new PoolBench(3, 4);
    for (let start = 0; start < 9; start++) bench.take();
    expect(bench.made.map(({ taken }) => taken)).toEqual([3, 3, 3]);
  });

  it('counts a connection that lost several requests at once as idle once', () => {
    const bench = new PoolBench(1, 2);
    expect([bench.take(), bench.take()]).toEqual([true, true]);
    bench.happen('lose', 0);
    expect([bench.take(), bench.take(), bench.take()]).toEqual([true, true, true]);
    expect(bench.made[0]?.taken).toBe(2);
  });

  it('passes over one that pauses since it became idle', () => {
    const bench = new PoolBench(2, 1);
    bench.take();
    bench.happen('end', 0);
    const [first] = bench.made;
    if (first !== undefined) first.isPausing = true;
    expect(bench.pool.take()).toBe(bench.made[1]);
    bench.happen('ready', 0);
    expect(bench.pool.take()).toBe(first);
  });

  it('gives none when every connection is full or pauses', () => {
    const bench = new PoolBench(2, 1);
    bench.take();
    bench.take();
    bench.happen('fail', 0);
    expect(bench.pool.take()).toBeUndefined();
    bench.happen('ready', 0);
    expect(bench.pool.take()).toBe(bench.made[0]);
  });

  it('closes all, and gives none of them as idle after that', () => {
    const bench = new PoolBench(2, 1);
    bench.take();
    bench.take();
    bench.happen('end', 0);
    bench.pool.closeAll();
    expect(bench.made.map(({ isClosed }) => isClosed)).toEqual([true, true]);
    expect(bench.pool.take()).toBeUndefined();
  });
});

/** A connection as the pool sees it. */
class StubConnection implements Connection {
  taken = 0;
  isPausing = false;
  isClosed = false;
  readonly #pipelining: number;

  constructor(pipelining: number) {
    this.#pipelining = pipelining;
  }

  get free(): number {
    return this.isPausing || this.isClosed ? 0 : this.#pipelining - this.taken;
  }

  open(): boolean {
    return false;
  }

  close(): void {
    this.isClosed = true;
  }

  send(): void {
    this.taken++;
  }
}

const nobody: ConnectionListener = {
  onEnd: () => {},
  onReady: () => {},
  onOpen: () => {},
  onOpenFailed: () => {},
  onClose: () => {},
};

/** A pool beside the simplest model of it. */
class PoolBench {
  readonly pool: ConnectionPool;
  readonly made: StubConnection[] = [];
  readonly #limit: number;
  /** In the order in which they became idle. */
  readonly #idle: StubConnection[] = [];

  constructor(limit: number, pipelining: number) {
    this.#limit = limit;
    const connect = (): StubConnection => {
      const connection = new StubConnection(pipelining);
      this.made.push(connection);
      return connection;
    };
    const engine: Engine = { connect, close: () => {} };
    this.pool = new ConnectionPool(engine, nobody, limit, pipelining);
  }

  /** Takes one as the pool gives it; whether the model agrees. */
  take(): boolean {
    const idle = this.#idle.pop();
    const isNew = idle === undefined && this.made.length < this.#limit;
    const withRoom = this.made.filter((connection) => connection.free > 0);
    const taken = this.pool.take() as StubConnection | undefined;
    const allowed = isNew ? [this.made.at(-1)] : idle === undefined ? withRoom : [idle];
    const isRight = taken === undefined ? allowed.length === 0 : allowed.includes(taken) && taken.free > 0;
    taken?.send();
    return isRight;
  }

  happen(kind: 'end' | 'lose' | 'fail' | 'ready', which: number): void {
    const connection = this.made[which % this.made.length];
    if (connection === undefined) return;
    if (kind === 'end' && connection.taken > 0) {
      connection.taken--;
      this.#giveBack(connection);
    } else if (kind === 'lose' && connection.taken > 0) {
      // All that was open is over before the first end is told.
      const ends = connection.taken;
      connection.taken = 0;
      for (let end = 0; end < ends; end++) this.#giveBack(connection);
    } else if (kind === 'fail' && connection.taken > 0) {
      // All that was open ends while the connection pauses.
      connection.isPausing = true;
      for (; connection.taken > 0; connection.taken--) this.#giveBack(connection);
    } else if (kind === 'ready' && connection.isPausing) {
      connection.isPausing = false;
      this.#giveBack(connection);
    }
  }

  #giveBack(connection: StubConnection): void {
    this.pool.giveBack(connection);
    const isIdle = connection.taken === 0 && connection.free > 0;
    if (isIdle && !this.#idle.includes(connection)) this.#idle.push(connection);
  }
}
