import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Exchange } from '../../../src/http/exchange.ts';
import { Pipeline } from '../../../src/http/h1/pipeline.ts';
import { PreparedRequest } from '../../../src/http/prepare.ts';

type Entry = { readonly request: PreparedRequest; readonly exchange: Exchange; isWritten: boolean };
type Model = { readonly capacity: number; readonly entries: Entry[]; now: number };
type Command = fc.Command<Model, Pipeline>;

const requests = ['/a', '/bb', '/ccc'].map(
  (path) => new PreparedRequest({ method: 'GET', path, headers: [], body: null }),
);
const [first, second] = requests as [PreparedRequest, PreparedRequest];

describe('a pipeline', () => {
  it('does what a list of written and waiting requests would do', () => {
    const commands = [
      fc.nat(requests.length - 1).map((index) => new Push(index)),
      fc.constant(new Shift()),
      fc
        .record({ part: fc.double({ min: 0, max: 1, noNaN: true }), age: fc.nat(20) })
        .map(({ part, age }) => new Write(part, age)),
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.commands(commands, { maxCommands: 60 }),
        (capacity, run) =>
          fc.modelRun(
            () => ({ model: { capacity, entries: [], now: 1000 }, real: new Pipeline(capacity) }),
            run,
          ),
      ),
      { numRuns: 500 },
    );
  });

  it('takes no more than it was made for', () => {
    const pipeline = new Pipeline(2);
    pipeline.push(first, new Exchange());
    pipeline.push(first, new Exchange());
    expect(pipeline.free).toBe(0);
    expect(() => pipeline.push(first, new Exchange())).toThrow('bug:');
  });

  it('is empty at first, and has no head then', () => {
    const pipeline = new Pipeline(1);
    expect([pipeline.size, pipeline.free]).toEqual([0, 1]);
    expect(() => pipeline.head).toThrow('bug:');
  });

  it('refills with one buffer when the requests are the same, across the end of the ring', () => {
    const pipeline = new Pipeline(3);
    for (let turn = 0; turn < 7; turn++) {
      pipeline.push(first, new Exchange());
      pipeline.push(first, new Exchange());
      expect(pipeline.write(2, turn, 0)).toBe(first.repeated(2));
      pipeline.shift();
      pipeline.shift();
    }
  });

  it('compares only what it writes now', () => {
    const pipeline = new Pipeline(3);
    for (const request of [second, first, first]) pipeline.push(request, new Exchange());
    expect(pipeline.write(1, 0, 0)).toBe(second.bytes);
    expect(pipeline.write(2, 0, 0)).toBe(first.repeated(2));
  });
});

class Push implements Command {
  readonly #index: number;

  constructor(index: number) {
    this.#index = index;
  }

  check({ entries, capacity }: Readonly<Model>): boolean {
    return entries.length < capacity;
  }

  run(model: Model, real: Pipeline): void {
    const request = requests[this.#index] ?? first;
    const exchange = new Exchange();
    exchange.begin(NaN, model.now++);
    model.entries.push({ request, exchange, isWritten: false });
    real.push(request, exchange);
    expectSame(model, real);
  }

  toString(): string {
    return `push ${this.#index}`;
  }
}

class Shift implements Command {
  check({ entries }: Readonly<Model>): boolean {
    return entries.length > 0;
  }

  run(model: Model, real: Pipeline): void {
    expect(real.shift()).toBe(model.entries.shift()?.exchange);
    expectSame(model, real);
  }

  toString(): string {
    return 'shift';
  }
}

/** Writes part of what waits, but at least one, on a socket that is `age` old. */
class Write implements Command {
  readonly #part: number;
  readonly #age: number;

  constructor(part: number, age: number) {
    this.#part = part;
    this.#age = age;
  }

  check({ entries }: Readonly<Model>): boolean {
    return entries.some(({ isWritten }) => !isWritten);
  }

  run(model: Model, real: Pipeline): void {
    const waiting = model.entries.filter(({ isWritten }) => !isWritten);
    const written = waiting.slice(0, Math.max(1, Math.round(this.#part * waiting.length)));
    const readyAt = model.now - this.#age;
    const bytes = real.write(written.length, model.now, readyAt);
    for (const entry of written) {
      entry.isWritten = true;
      const { connectionAt, dispatchedAt, writtenAt, sentBytes } = entry.exchange;
      expect(connectionAt).toBe(Math.max(dispatchedAt, readyAt));
      expect([writtenAt, sentBytes]).toEqual([model.now, entry.request.bytes.length]);
    }
    const areSame = new Set(written.map(({ request }) => request)).size === 1;
    expect(bytes).toBe(areSame ? written[0]?.request.repeated(written.length) : null);
    for (const [position, { request }] of written.entries()) {
      expect(real.lastWritten(written.length - position)).toBe(request);
    }
    model.now++;
    expectSame(model, real);
  }

  toString(): string {
    return `write ${this.#part}`;
  }
}

function expectSame({ entries, capacity }: Model, real: Pipeline): void {
  const written = entries.filter(({ isWritten }) => isWritten).length;
  expect([real.written, real.waiting]).toEqual([written, entries.length - written]);
  expect([real.size, real.free]).toEqual([entries.length, capacity - entries.length]);
  const [head] = entries;
  if (head === undefined) return;
  expect(real.head).toBe(head.exchange);
  expect(real.headRequest).toBe(head.request);
}
