import { strict as assert } from 'node:assert';
import * as fc from 'fast-check';
import { Exchange } from '../../../src/http/exchange.ts';
import type { Pipeline } from '../../../src/http/h1/pipeline.ts';
import { PreparedRequest } from '../../../src/http/prepare.ts';

type Entry = { readonly request: PreparedRequest; readonly exchange: Exchange; isWritten: boolean };

/** A pipeline as the obvious list. */
export type PipelineModel = { readonly capacity: number; readonly entries: Entry[]; now: number };

type Command = fc.Command<PipelineModel, Pipeline>;

export const totalMs = 50;

const requests = (
  [
    ['/a', NaN],
    ['/bb', 7],
    ['/ccc', Infinity],
  ] as const
).map(
  ([path, timeoutMs]) => new PreparedRequest({ method: 'GET', path, headers: [], body: null }, 0, timeoutMs),
);

class Push implements Command {
  readonly #request: PreparedRequest;

  constructor(request: PreparedRequest) {
    this.#request = request;
  }

  check({ entries, capacity }: Readonly<PipelineModel>): boolean {
    return entries.length < capacity;
  }

  run(model: PipelineModel, real: Pipeline): void {
    const request = this.#request;
    const exchange = new Exchange();
    exchange.begin(NaN, model.now++);
    model.entries.push({ request, exchange, isWritten: false });
    real.push(request, exchange);
    expectSame(model, real);
  }

  toString(): string {
    return `push ${this.#request.spec.path}`;
  }
}

class Shift implements Command {
  check({ entries }: Readonly<PipelineModel>): boolean {
    return entries.length > 0;
  }

  run(model: PipelineModel, real: Pipeline): void {
    assert.equal(real.shift(), model.entries.shift()?.exchange);
    expectSame(model, real);
  }

  toString(): string {
    return 'shift';
  }
}

/** Writes up to `most` of what waits on a socket that has been ready for `age`. */
class Write implements Command {
  readonly #most: number;
  readonly #age: number;

  constructor(most: number, age: number) {
    this.#most = most;
    this.#age = age;
  }

  check({ entries }: Readonly<PipelineModel>): boolean {
    return entries.some(({ isWritten }) => !isWritten);
  }

  run(model: PipelineModel, real: Pipeline): void {
    const waiting = model.entries.filter(({ isWritten }) => !isWritten);
    const written = waiting.slice(0, this.#most);
    const readyAt = model.now - this.#age;
    const bytes = real.write(written.length, model.now, readyAt);
    for (const entry of written) {
      entry.isWritten = true;
      const { connectionAt, dispatchedAt, writtenAt, sentBytes } = entry.exchange;
      assert.equal(connectionAt, Math.max(dispatchedAt, readyAt));
      assert.deepEqual([writtenAt, sentBytes], [model.now, entry.request.bytes.length]);
    }
    const areSame = new Set(written.map(({ request }) => request)).size === 1;
    assert.equal(bytes, areSame ? written[0]?.request.repeated(written.length) : null);
    for (const [position, { request }] of written.entries()) {
      assert.equal(real.lastWritten(written.length - position), request);
    }
    model.now++;
    expectSame(model, real);
  }

  toString(): string {
    return `write ${this.#most}`;
  }
}

function expectSame({ entries, capacity }: PipelineModel, real: Pipeline): void {
  const written = entries.filter(({ isWritten }) => isWritten).length;
  assert.deepEqual([real.written, real.waiting], [written, entries.length - written]);
  assert.deepEqual([real.size, real.free], [entries.length, capacity - entries.length]);
  const [head] = entries;
  if (head === undefined) {
    assert.equal(real.totalEndsAt, Infinity);
    return;
  }
  const { timeoutMs } = head.request;
  assert.equal(
    real.totalEndsAt,
    head.exchange.dispatchedAt + (Number.isNaN(timeoutMs) ? totalMs : timeoutMs),
  );
  assert.equal(real.head, head.exchange);
  assert.equal(real.headRequest, head.request);
}

/** Whatever a connection may do to a pipeline, each compared with what it does to the list. */
export const pipelineCommands: fc.Arbitrary<Command>[] = [
  fc.constantFrom(...requests).map((request) => new Push(request)),
  fc.constant(new Shift()),
  fc.tuple(fc.integer({ min: 1, max: 5 }), fc.nat(20)).map(([most, age]) => new Write(most, age)),
];
