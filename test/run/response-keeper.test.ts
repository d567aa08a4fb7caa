import { describe, expect, it } from 'vitest';
import { Exchange } from '../../src/http/exchange.ts';
import type { FailureReason } from '../../src/http/failure.ts';
import { PreparedRequest } from '../../src/http/prepare.ts';
import { type KeepSettings, readBatch, type ResponseBatch } from '../../src/run/response-batch.ts';
import { ResponseKeeper } from '../../src/run/response-keeper.ts';
import type { ResponseRecord } from '../../src/run/response-record.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { manualTimers } from '../support/manual-timers.ts';

const plenty: KeepSettings = {
  mostResponses: Infinity,
  maxBodyBytes: 1000,
  windowBytes: 10_000,
  windowResponses: 100,
};

describe('a kept response', () => {
  it('has what was sent, what came and when', () => {
    const bench = new KeeperBench(plenty);
    bench.answer(bench.begin(0, 'POST', '/a?b'), ['he', 'llo']);
    expect(bench.flushed()).toEqual([
      {
        number: 1,
        method: 'POST',
        url: 'http://target/a?b',
        status: 200,
        reason: 'none',
        detail: '',
        body: Buffer.from('hello'),
        bodyBytes: 5,
        isCut: false,
        startedAtMs: 100,
        serviceTimeMs: 20,
        responseTimeMs: null,
      },
    ]);
  });

  it('of an open model also has its time from the plan', () => {
    const bench = new KeeperBench(plenty, true);
    bench.answer(bench.begin(0), []);
    expect(bench.flushed()).toMatchObject([{ responseTimeMs: 31, startedAtMs: 100 }]);
  });

  it('may be a failure, with what had come of its body', () => {
    const bench = new KeeperBench(plenty);
    bench.answer(bench.begin(4), ['half'], 'closed-early');
    expect(bench.flushed()).toMatchObject([
      { number: 5, status: null, reason: 'closed-early', detail: 'scripted', body: Buffer.from('half') },
    ]);
  });

  it('does not share its bytes with the buffer that they came in', () => {
    const bench = new KeeperBench(plenty);
    const exchange = bench.begin(0);
    const buffer = Buffer.from('first');
    exchange.sink?.onBody(buffer, 0, 5);
    buffer.write('later');
    bench.answer(exchange, []);
    expect(bench.flushed().map(({ body }) => String(body))).toEqual(['first']);
  });

  it('is cut where its body is longer than what is kept of one', () => {
    const bench = new KeeperBench({ ...plenty, maxBodyBytes: 6 });
    bench.answer(bench.begin(0), ['abcd', 'efgh', 'ij']);
    bench.answer(bench.begin(1), ['abcdef']);
    expect(bench.flushed()).toMatchObject([
      { body: Buffer.from('abcdef'), bodyBytes: 10, isCut: true },
      { body: Buffer.from('abcdef'), bodyBytes: 6, isCut: false },
    ]);
  });

  it('leaves nothing behind for the next request of its exchange', () => {
    const bench = new KeeperBench(plenty);
    const exchange = bench.begin(0);
    bench.answer(exchange, ['long enough']);
    expect(exchange.sink).toBeNull();
    bench.answer(bench.begin(1), ['b']);
    expect(bench.flushed()).toMatchObject([{ bodyBytes: 11 }, { body: Buffer.from('b'), bodyBytes: 1 }]);
  });
});

describe('what is kept', () => {
  it.each([
    [false, 'dispatchedAt'],
    [true, 'plannedAt'],
  ] as const)('is nothing of the warm-up (open model: %s, by %s)', (isOpenModel, anchor) => {
    const bench = new KeeperBench(plenty, isOpenModel);
    const early = bench.begin(0, 'GET', '/', (exchange) => (exchange[anchor] = 49));
    expect(early.sink).toBeNull();
    bench.answer(early, ['x']);
    bench.answer(
      bench.begin(1, 'GET', '/', (exchange) => (exchange[anchor] = 50)),
      ['y'],
    );
    expect(bench.flushed()).toMatchObject([{ number: 2 }]);
    expect(bench.dropped).toBe(0);
  });

  it('is no more than so many, and the rest is not copied', () => {
    const bench = new KeeperBench({ ...plenty, mostResponses: 2 });
    const exchanges = [0, 1, 2, 3].map((number) => bench.begin(number));
    expect(exchanges.map(({ sink }) => sink !== null)).toEqual([true, true, false, false]);
    for (const exchange of exchanges) bench.answer(exchange, ['x']);
    expect(bench.flushed().map(({ number }) => number)).toEqual([1, 2]);
    expect(bench.dropped).toBe(0);
  });

  it('is nothing from the number on from which the receiver has no use for it', () => {
    const bench = new KeeperBench(plenty);
    bench.keeper.onDelivered({ responses: 0, bytes: 0, below: 3 });
    bench.keeper.onDelivered({ responses: 0, bytes: 0, below: Infinity });
    expect([0, 1, 2, 3].map((number) => bench.begin(number).sink !== null)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('a receiver that falls behind', () => {
  it('costs responses, which are counted, once the window is full of them', () => {
    const bench = new KeeperBench({ ...plenty, windowResponses: 2 });
    for (const number of [0, 1, 2, 3]) bench.answer(bench.begin(number), ['x']);
    expect(bench.flushed().map(({ number }) => number)).toEqual([1, 2]);
    expect(bench.dropped).toBe(2);
    bench.keeper.onDelivered({ responses: 1, bytes: 1, below: Infinity });
    for (const number of [4, 5]) bench.answer(bench.begin(number), ['x']);
    expect(bench.flushed().map(({ number }) => number)).toEqual([5]);
    expect(bench.dropped).toBe(3);
  });

  it('never makes the worker hold more bytes than the window', () => {
    const bench = new KeeperBench({ ...plenty, windowBytes: 10 });
    const [first, second, third] = [bench.begin(0), bench.begin(1), bench.begin(2)];
    first.sink?.onBody(Buffer.from('123456'), 0, 6);
    second.sink?.onBody(Buffer.from('1234'), 0, 4);
    // One byte too many: all of the second is given up, which makes room for the others.
    second.sink?.onBody(Buffer.from('5'), 0, 1);
    bench.answer(second, ['678']);
    bench.answer(third, ['1234']);
    bench.answer(first, []);
    expect(bench.flushed().map(({ number, body }) => [number, body.length])).toEqual([
      [3, 4],
      [1, 6],
    ]);
    expect(bench.dropped).toBe(1);
    expect(bench.begin(3).sink).toBeNull();
    bench.keeper.onDelivered({ responses: 2, bytes: 10, below: Infinity });
    expect(bench.begin(4).sink).not.toBeNull();
  });
});

describe('batches', () => {
  it('leave 50 ms after their first response', () => {
    const bench = new KeeperBench(plenty);
    bench.answer(bench.begin(0), ['a']);
    bench.clock.advance(30);
    bench.answer(bench.begin(1), ['b']);
    bench.clock.advance(19.5);
    expect(bench.batches).toEqual([]);
    bench.clock.advance(1);
    expect(bench.batches.map(({ count }) => count)).toEqual([2]);
    bench.clock.advance(1000);
    expect(bench.batches).toHaveLength(1);
  });

  it('leave at once when they are large', () => {
    const bench = new KeeperBench({ ...plenty, maxBodyBytes: 1e6, windowBytes: 1e6 });
    bench.answer(bench.begin(0), ['x'.repeat(256 * 1024)]);
    expect(bench.batches.map(({ count }) => count)).toEqual([1]);
  });

  it('tell of drops also when there is nothing else to send', () => {
    const bench = new KeeperBench({ ...plenty, windowResponses: 0 });
    bench.answer(bench.begin(0), ['x']);
    bench.clock.advance(100);
    expect([bench.batches.map(({ count }) => count), bench.dropped]).toEqual([[0], 1]);
  });
});

/** A keeper whose measured part begins at 50 of its clock, and what it sends. */
class KeeperBench {
  readonly clock: ManualClock = new ManualClock();
  readonly keeper: ResponseKeeper;
  readonly batches: ResponseBatch[] = [];
  dropped: number = 0;
  readonly #isOpenModel: boolean;
  #read = 0;

  constructor(settings: KeepSettings, isOpenModel = false) {
    this.#isOpenModel = isOpenModel;
    this.keeper = new ResponseKeeper(
      settings,
      ({ spec }) => `http://target${spec.path}`,
      manualTimers(this.clock),
      (batch, dropped) => {
        this.batches.push(batch);
        this.dropped += dropped;
      },
    );
    this.keeper.start(0, 50, isOpenModel);
  }

  /** A request that is about to be sent: planned at 99, dispatched at 100. */
  begin(
    number: number,
    method = 'GET',
    path = '/',
    adjust: (exchange: Exchange) => void = () => {},
  ): Exchange {
    const exchange = new Exchange();
    exchange.begin(99, 100);
    exchange.number = number;
    exchange.request = new PreparedRequest({ method, path, headers: [], body: null });
    adjust(exchange);
    this.keeper.begin(exchange);
    return exchange;
  }

  /** Written at 110, ended at 130. */
  answer(exchange: Exchange, pieces: readonly string[], reason: FailureReason | 'none' = 'none'): void {
    for (const piece of pieces) {
      const buffer = Buffer.from(`..${piece}..`);
      exchange.sink?.onBody(buffer, 2, buffer.length - 2);
    }
    exchange.writtenAt = 110;
    exchange.endedAt = 130;
    exchange.reason = reason;
    exchange.detail = reason === 'none' ? '' : 'scripted';
    if (reason === 'none') exchange.status = 200;
    if (exchange.plannedAt === 99 && !this.#isOpenModel) exchange.plannedAt = NaN;
    this.keeper.end(exchange);
  }

  /** What was sent since the last time, after a flush. */
  flushed(): ResponseRecord[] {
    this.keeper.flush();
    const fresh = this.batches.slice(this.#read);
    this.#read = this.batches.length;
    return fresh.flatMap((batch) => [...readBatch(batch)]);
  }
}
