import { describe, expect, it } from 'vitest';
import { HeadMemo } from '../../../src/http/h1/head-memo.ts';
import type { Head } from '../../../src/http/h1/head-parser.ts';
import { newParser, readResponse } from './read-response.ts';
import { chunked, head, ok } from './response-cases.ts';

const framing: Head['framing'] = {
  contentLength: 2,
  hasTransferEncoding: false,
  isChunked: false,
  saidClose: false,
  saidKeepAlive: false,
  hasSetCookie: false,
  hasContentEncoding: false,
};
const meaning: Head = { status: 299, minorVersion: 1, framing };
const known = Buffer.from('a head');

describe('the memory of the last head', () => {
  it('is empty at first', () => {
    expect(new HeadMemo().head).toBe(null);
  });

  it('knows a head wherever it stands', () => {
    const memo = learnt();
    expect(memo.head).toEqual(meaning);
    expect(memo.match(known, 0, known.length)).toBe(known.length);
    const inside = Buffer.from('before a head behind');
    expect(memo.match(inside, 7, inside.length)).toBe(known.length);
  });

  it('knows no head that differs in a byte', () => {
    const memo = learnt();
    for (let at = 0; at < known.length; at++) {
      const other = Buffer.from(known);
      other[at] = 'x'.charCodeAt(0);
      expect(memo.match(other, 0, other.length)).toBe(0);
    }
  });

  it('knows no head that is not there to its end', () => {
    expect(learnt().match(known, 0, known.length - 1)).toBe(0);
  });

  it('keeps what it learnt when the bytes and their meaning move on', () => {
    const bytes = Buffer.from(known);
    const moving = { ...meaning, framing: { ...framing } };
    const memo = new HeadMemo();
    memo.learn(bytes, 0, bytes.length, moving);
    bytes.fill(0);
    moving.status = 500;
    moving.framing.contentLength = 3;
    expect(memo.match(known, 0, known.length)).toBe(known.length);
    expect(memo.head).toEqual(meaning);
  });

  it('holds one head, the last', () => {
    const memo = learnt();
    memo.learn(Buffer.from('another head'), 0, 12, { ...meaning, status: 200 });
    expect(memo.match(known, 0, known.length)).toBe(0);
    expect(memo.head?.status).toBe(200);
  });

  it('holds 1 KiB and no more', () => {
    const memo = learnt();
    const large = Buffer.alloc(1025, 'x');
    memo.learn(large, 0, 1025, { ...meaning, status: 200 });
    expect(memo.head?.status).toBe(299);
    memo.learn(large, 0, 1024, { ...meaning, status: 200 });
    expect(memo.match(large, 0, 1025)).toBe(1024);
  });
});

describe('a parser', () => {
  it('believes the memory, and does not parse what it knows', () => {
    const outcome = readResponse('a head!!', { parser: newParser(learnt()) });
    expect(outcome).toMatchObject({ kind: 'done', status: 299, body: '!!', consumed: 8 });
  });

  it.each([
    ['a head of one piece', ok(['Content-Length: 0']), [], 200],
    ['a head whose body comes in another piece', chunked('0\r\n\r\n'), [49], 200],
    ['a head behind an interim one', head('HTTP/1.1 103 Hints') + ok(['Content-Length: 0']), [], 200],
    ['no interim head', head('HTTP/1.1 103 Hints'), [], undefined],
    ['no head of two pieces', ok(['Content-Length: 0']), [20], undefined],
    ['no broken head', 'HTTP/1.1 200 OK\r\nA\r\n\r\n', [], undefined],
  ])('remembers %s', (_what, text, cuts, status) => {
    const memo = new HeadMemo();
    readResponse(text, { cuts, parser: newParser(memo) });
    expect(memo.head?.status).toBe(status);
  });
});

function learnt(): HeadMemo {
  const memo = new HeadMemo();
  memo.learn(known, 0, known.length, meaning);
  return memo;
}
