import { describe, expect, it } from 'vitest';
import { CompositeConnection } from '../../src/http/composite-connection.ts';
import type { Connection, ConnectionListener } from '../../src/http/connection.ts';
import { Exchange } from '../../src/http/exchange.ts';
import { PreparedRequest } from '../../src/http/prepare.ts';
import { settingsFor } from '../contract/socket-harness.ts';
import { createFakeEngine } from '../support/fake-engine.ts';
import { type FakeScript, FakeServer } from '../support/fake-server.ts';
import { ManualClock } from '../support/manual-clock.ts';

const [toFirst, toSecond] = [0, 1].map(
  (target) => new PreparedRequest({ method: 'GET', path: `/${target}`, headers: [], body: null }, target),
) as [PreparedRequest, PreparedRequest];
const slow = { serviceMs: () => 10 };

describe('a connection to several targets', () => {
  it('sends each request to its own', () => {
    const bench = new Bench([slow, slow]);
    for (const request of [toFirst, toSecond, toSecond]) {
      bench.send(request);
      bench.clock.advance(100);
    }
    expect(bench.servers.map(({ requests }) => requests)).toEqual([[toFirst], [toSecond, toSecond]]);
    expect(bench.servers.map(({ connections }) => connections)).toEqual([1, 1]);
    expect(bench.ends).toEqual(['none', 'none', 'none']);
  });

  it('opens no socket to a target before it is sent to', () => {
    const bench = new Bench([slow, slow]);
    bench.send(toSecond);
    bench.clock.advance(100);
    expect(bench.servers.map(({ connections }) => connections)).toEqual([0, 1]);
  });

  it('opens one after another ahead of requests, until none is left', () => {
    const bench = new Bench([slow, slow]);
    const answers = [1, 2, 3].map(() => bench.connection.open());
    bench.clock.advance(100);
    expect(answers).toEqual([true, true, false]);
    expect(bench.opens).toBe(2);
    bench.send(toFirst);
    bench.clock.advance(100);
    expect(bench.servers.map(({ connections }) => connections)).toEqual([1, 1]);
  });

  it('takes as many in all as one target would', () => {
    const bench = new Bench([slow, slow], 3);
    bench.send(toFirst);
    bench.send(toSecond);
    expect(bench.connection.free).toBe(1);
    bench.send(toSecond);
    expect(bench.connection.free).toBe(0);
    expect(() => bench.send(toFirst)).toThrow('more requests than it takes');
    bench.clock.advance(100);
    expect([bench.connection.free, bench.ends.length]).toEqual([3, 3]);
  });

  it('pauses as a whole when one target fails, and is ready again once', () => {
    const bench = new Bench([slow, { ...slow, failure: () => 'reset' }]);
    bench.send(toSecond);
    bench.clock.advance(11);
    expect([bench.ends, bench.connection.free, bench.readies]).toEqual([['reset'], 0, 0]);
    bench.clock.advance(30);
    expect([bench.connection.free, bench.readies]).toEqual([1, 1]);
    bench.send(toFirst);
    bench.clock.advance(30);
    expect(bench.ends).toEqual(['reset', 'none']);
  });

  it('is ready only when no target pauses any more', () => {
    const bench = new Bench(
      [
        { ...slow, failure: () => 'reset' },
        { serviceMs: () => 15, failure: () => 'reset' },
      ],
      2,
    );
    bench.send(toFirst);
    bench.send(toSecond);
    // The first pauses from 11 to 21, the second from 16 to 26.
    bench.clock.advance(23);
    expect([bench.ends, bench.connection.free, bench.readies]).toEqual([['reset', 'reset'], 0, 0]);
    bench.clock.advance(5);
    expect([bench.connection.free, bench.readies]).toEqual([2, 1]);
  });

  it('is not said to be ready while it is full', () => {
    const bench = new Bench([{ serviceMs: () => 50 }, { connectFailure: () => 'connect-refused' }], 2);
    bench.send(toFirst);
    bench.send(toFirst);
    expect([bench.connection.open(), bench.connection.open()]).toEqual([true, false]);
    bench.clock.advance(40);
    expect([bench.failedOpens, bench.readies, bench.connection.free]).toEqual([1, 0, 0]);
    bench.clock.advance(100);
    expect([bench.ends, bench.connection.free]).toEqual([['none', 'none'], 2]);
  });

  it('ends what is open to every target when it is closed', () => {
    const bench = new Bench([slow, slow], 2);
    bench.send(toFirst);
    bench.send(toSecond);
    bench.clock.advance(5);
    bench.connection.close();
    expect([bench.ends, bench.connection.free, bench.connection.open()]).toEqual([
      ['aborted', 'aborted'],
      0,
      false,
    ]);
    bench.connection.close();
    bench.clock.advance(100);
    expect([bench.ends.length, bench.closes]).toEqual([2, 2]);
  });
});

class Bench implements ConnectionListener {
  readonly clock: ManualClock = new ManualClock();
  readonly servers: readonly FakeServer[];
  readonly connection: CompositeConnection;
  readonly ends: string[] = [];
  readies = 0;
  opens = 0;
  closes = 0;
  failedOpens = 0;

  constructor(scripts: readonly Partial<FakeScript>[], pipelining = 1) {
    this.servers = scripts.map((script) => new FakeServer(this.clock, { connectMs: () => 1, ...script }));
    const settings = settingsFor({ kind: 'tcp', address: '127.0.0.1', port: 1 }, 'tcp');
    const engines = this.servers.map((server) =>
      createFakeEngine(server)({ ...settings, pipelining }, this.clock),
    );
    this.connection = new CompositeConnection(engines, pipelining, this);
  }

  send(request: PreparedRequest): void {
    const exchange = new Exchange();
    exchange.begin(NaN, this.clock.now());
    this.connection.send(request, exchange);
  }

  onEnd(exchange: Exchange, connection: Connection): void {
    if (connection !== this.connection) throw new Error('not my connection');
    this.ends.push(exchange.reason);
  }

  onReady(connection: Connection): void {
    if (connection.free === 0) throw new Error('ready without room');
    this.readies++;
  }

  onOpen(): void {
    this.opens++;
  }

  onOpenFailed(): void {
    this.failedOpens++;
  }

  onClose(): void {
    this.closes++;
  }
}
