import { strict as assert } from 'node:assert';
import type { HeadTraits, ResponseSink } from '../../../src/http/exchange.ts';
import { HeadMemo } from '../../../src/http/h1/head-memo.ts';
import { ResponseParser } from '../../../src/http/h1/response-parser.ts';

/** What a parser made of the bytes of one response. `consumed` ends where the next response begins. */
export type Outcome =
  | {
      readonly kind: 'done';
      readonly status: number;
      readonly head: string;
      readonly body: string;
      readonly keepAlive: boolean;
      /** Whether the bytes said where the response ends, or the end of the connection did. */
      readonly endedBy: 'bytes' | 'close';
      readonly consumed: number;
    }
  | { readonly kind: 'failed'; readonly error: string; readonly body: string; readonly consumed: number }
  | { readonly kind: 'unfinished'; readonly body: string; readonly consumed: number };

export type Reading = {
  /** Offsets at which the bytes are cut into pieces, ascending. */
  readonly cuts?: readonly number[];
  readonly isHead?: boolean;
  readonly parser?: ResponseParser;
};

type Piece = { readonly buffer: Buffer; readonly start: number; readonly end: number };

// A digit is valid in names, values, lengths and chunk sizes: a parser that reads on past its piece takes it for one.
const poison = '5'.charCodeAt(0);
const margin = 3;

export function newParser(memo: HeadMemo = new HeadMemo()): ResponseParser {
  return new ResponseParser(memo);
}

/** Reads one response from latin1 text and closes the connection when the bytes don't say where it ends. */
export function readResponse(text: string, reading: Reading = {}): Outcome {
  const { cuts = [], isHead = false, parser = newParser() } = reading;
  const sink = new Collector();
  let consumed = 0;
  parser.begin(isHead);
  for (const piece of piecesOf(text, cuts)) {
    consumed += execute(parser, piece, sink) - piece.start;
    if (parser.isDone || parser.isFailed) break;
  }
  return outcomeOf(parser, sink, consumed);
}

/** The one outcome of the bytes in one piece, in two pieces however they are cut, and byte by byte. */
export function readHoweverCut(text: string, reading: Reading = {}): Outcome {
  const atOnce = readResponse(text, reading);
  assert.deepEqual(readResponse(text, { ...reading, cuts: Array.from(text, (_, at) => at) }), atOnce);
  for (const cut of edgesOf(text)) {
    const inTwo = readResponse(text, { ...reading, cuts: [cut] });
    assert.deepEqual(inTwo, atOnce, `cut at ${cut}: ${JSON.stringify([inTwo, atOnce])}`);
  }
  return atOnce;
}

/**
 * Reads as many responses as `isHeads` has elements from one connection, where a piece may hold many of them, and
 * nothing behind a broken one.
 */
export function readPipelined(
  text: string,
  cuts: readonly number[],
  isHeads: readonly boolean[],
  parser: ResponseParser = newParser(),
): Outcome[] {
  const outcomes: Outcome[] = [];
  let sink = new Collector();
  let consumed = 0;
  const begin = (): void => parser.begin(isHeads[outcomes.length] ?? false);
  const end = (): void => {
    outcomes.push(outcomeOf(parser, sink, consumed));
    sink = new Collector();
    consumed = 0;
  };
  begin();
  for (const piece of piecesOf(text, cuts)) {
    for (let at = piece.start; at < piece.end && outcomes.length < isHeads.length && !parser.isFailed;) {
      const stoppedAt = execute(parser, { ...piece, start: at }, sink);
      consumed += stoppedAt - at;
      at = stoppedAt;
      if (!parser.isDone) break;
      end();
      begin();
    }
  }
  if (outcomes.length < isHeads.length) end();
  return outcomes;
}

/** Every offset of a text of ordinary length, and those at the ends of a long one. */
function edgesOf(text: string): number[] {
  const offsets = Array.from(text, (_, at) => at);
  return offsets.length < 1000 ? offsets : [...offsets.slice(0, 100), ...offsets.slice(-100)];
}

class Collector implements ResponseSink {
  readonly wantsHead = 'always';
  /** Of the one final response that there may be. */
  head = '';
  text = '';

  onHead(buffer: Buffer, start: number, end: number, traits: HeadTraits): void {
    if (this.head !== '' || this.text !== '') assert.fail('a head that comes late or twice');
    this.head = buffer.toString('latin1', start, end);
    if (traits.hasSetCookie !== /\r\nset-cookie:/i.test(this.head)) assert.fail('wrong about cookies');
    if (traits.hasContentEncoding !== /\r\ncontent-encoding:/i.test(this.head)) {
      assert.fail('wrong about the coding of the body');
    }
  }

  onBody(buffer: Buffer, start: number, end: number): void {
    if (end <= start) assert.fail('an empty piece of a body');
    this.text += buffer.toString('latin1', start, end);
  }
}

/** Each piece is all that is to be read of the buffer, and is only valid until the next. */
function* piecesOf(text: string, cuts: readonly number[]): Generator<Piece> {
  const buffer = Buffer.alloc(text.length + 2 * margin, poison);
  let from = 0;
  for (const to of [...cuts, text.length]) {
    const end = margin + buffer.write(text.slice(from, to), margin, 'latin1');
    yield { buffer, start: margin, end };
    buffer.fill(poison, margin, end);
    from = to;
  }
}

function execute(parser: ResponseParser, { buffer, start, end }: Piece, sink: ResponseSink): number {
  const at = parser.execute(buffer, start, end, sink);
  // Not by `assert`, which would make its message every time: this runs for every byte.
  if (at < start || at > end) assert.fail(`stopped at ${at}, outside of ${start} to ${end}`);
  if (at < end && !parser.isDone && !parser.isFailed) assert.fail('needs more, but left bytes over');
  return at;
}

function outcomeOf(parser: ResponseParser, { head, text: body }: Collector, consumed: number): Outcome {
  const endedBy = parser.isDone ? 'bytes' : 'close';
  parser.finish();
  const { status, keepAlive, error } = parser;
  assert.equal(parser.bodyBytes, body.length);
  if (!parser.isFailed && error !== '') assert.fail(`not failed, but says '${error}'`);
  if (parser.isFailed) return { kind: 'failed', error, body, consumed };
  if (!parser.isDone) return { kind: 'unfinished', body, consumed };
  return { kind: 'done', status, head, body, keepAlive, endedBy, consumed };
}
