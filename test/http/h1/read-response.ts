import { strict as assert } from 'node:assert';
import { HeadMemo } from '../../../src/http/h1/head-memo.ts';
import { ResponseParser } from '../../../src/http/h1/response-parser.ts';

/** What a parser made of the bytes of one response. `consumed` ends where the next response begins. */
export type Outcome =
  | {
      readonly kind: 'done';
      readonly status: number;
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

// Neither valid in a head nor in a chunk size, so that a parser which looks outside its piece gives itself away.
const poison = 0;
const margin = 3;

export function newParser(): ResponseParser {
  return new ResponseParser(new HeadMemo());
}

/** Reads one response from latin1 text, piece by piece, and closes the connection when that is not the end of it. */
export function readResponse(text: string, reading: Reading = {}): Outcome {
  const { cuts = [], isHead = false, parser = newParser() } = reading;
  const body: string[] = [];
  const sink = {
    onBody: (buffer: Buffer, start: number, end: number) => {
      assert(end > start, 'an empty piece of a body');
      body.push(buffer.latin1Slice(start, end));
    },
  };
  let consumed = 0;
  parser.begin(isHead);
  for (const [index, end] of [...cuts, text.length].entries()) {
    const start = cuts[index - 1] ?? 0;
    const buffer = Buffer.alloc(end - start + 2 * margin, poison);
    const pieceEnd = margin + buffer.write(text.slice(start, end), margin, 'latin1');
    const at = parser.execute(buffer, margin, pieceEnd, sink);
    // What was handed over is only valid during the call.
    buffer.fill(poison);
    consumed += at - margin;
    assert(at >= margin && at <= pieceEnd, `stopped at ${at}, outside ${margin} to ${pieceEnd}`);
    if (parser.isDone || parser.isFailed) break;
    assert.equal(at, pieceEnd, 'needs more, but stopped early');
  }
  assert.equal(parser.bodyBytes, body.join('').length);
  return outcomeOf(parser, body.join(''), consumed);
}

function outcomeOf(parser: ResponseParser, body: string, consumed: number): Outcome {
  const endedBy = parser.isDone ? 'bytes' : 'close';
  parser.finish();
  const { status, keepAlive, error } = parser;
  if (parser.isFailed) return { kind: 'failed', error, body, consumed };
  assert.equal(error, '');
  if (parser.isDone) return { kind: 'done', status, body, keepAlive, endedBy, consumed };
  return { kind: 'unfinished', body, consumed };
}
