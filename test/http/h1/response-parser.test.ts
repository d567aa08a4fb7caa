import { describe, expect, it } from 'vitest';
import { HeadMemo } from '../../../src/http/h1/head-memo.ts';
import { brokenCases, cutCases } from './broken-cases.ts';
import {
  newParser,
  readHoweverCut,
  readPipelined,
  readResponse,
  type Outcome,
  type Reading,
} from './read-response.ts';
import {
  bodilessCases,
  chunked,
  chunkedCases,
  finalHeadOf,
  head,
  interimCases,
  keepAliveCases,
  lengthCases,
  lineCases,
  ok,
  untilCloseCases,
  wholeCases,
  type WholeCase,
} from './response-cases.ts';

const next = ok(['Content-Length: 4'], 'next');
const chunkedNext = chunked('4\r\nnext\r\n', '0\r\n\r\n');
const headEnd = '\r\n\r\n';
const maxHeadBytes = 16 * 1024;

describe.each([
  ['whose length is given', lengthCases],
  ['that is chunked', chunkedCases],
  ['that lasts until the connection is closed', untilCloseCases],
  ['without a body', bodilessCases],
  ['behind interim ones', interimCases],
  ['with unusual lines', lineCases],
  ['that says whether the connection lives on', keepAliveCases],
])('a response %s', (_kind, cases) => {
  it.each(named(cases))('is read to its last byte: %s', (_what, whole) => {
    const behind = whole.endedBy === 'bytes' ? next : '';
    expect(readHoweverCut(whole.text + behind, readingOf(whole))).toEqual(outcomeOf(whole));
  });

  it.each(named(cases))('is not done before its last byte: %s', (_what, whole) => {
    const minimum =
      whole.endedBy === 'close' ? whole.text.indexOf(headEnd) + headEnd.length : whole.text.length;
    for (let length = 0; length < minimum; length++) {
      const { kind, consumed } = readResponse(whole.text.slice(0, length), readingOf(whole));
      expect([kind, consumed]).toEqual(['unfinished', length]);
    }
  });
});

describe('a broken response', () => {
  it.each(named(brokenCases))('fails at the byte that breaks it: %s', (_what, { text, rest, error }) => {
    expect(readHoweverCut(text + rest)).toMatchObject({ kind: 'failed', error, consumed: text.length });
  });

  it.each(named(brokenCases))('leaves a parser that reads the next one: %s', (_what, { text, rest }) => {
    expect(nextTwoAfter(text + rest)).toEqual([readResponse(next), readResponse(chunkedNext)]);
  });
});

describe('a response that was cut off', () => {
  it.each(cutCases)('is not done: %s', (_what, text, body) => {
    expect(readHoweverCut(text)).toEqual({ kind: 'unfinished', body, consumed: text.length });
  });

  it.each(cutCases)('leaves a parser that reads the next one: %s', (_what, text) => {
    expect(nextTwoAfter(text)).toEqual([readResponse(next), readResponse(chunkedNext)]);
  });
});

describe('a limit', () => {
  const tooLong = { kind: 'failed', error: 'headers exceed 16 KiB' };
  const tooMany = { kind: 'failed', error: 'more than 100 header lines' };

  it('of 16 KiB is kept by a head', () => {
    const text = ok([`A: ${'x'.repeat(maxHeadBytes - 43)}`, 'Content-Length: 0']);
    expect(text).toHaveLength(maxHeadBytes);
    expect(readHoweverCut(text)).toMatchObject({ kind: 'done', consumed: maxHeadBytes });
    expect(readHoweverCut(text.replace('x', 'xx'))).toMatchObject({ ...tooLong, consumed: maxHeadBytes });
  });

  it('of 16 KiB counts a reason phrase, and empty lines before it', () => {
    const phrase = `HTTP/1.1 200 ${'x'.repeat(maxHeadBytes)}`;
    expect(readHoweverCut(phrase)).toMatchObject({ ...tooLong, consumed: maxHeadBytes });
    const emptyLines = '\r\n'.repeat(maxHeadBytes);
    expect(readHoweverCut(emptyLines)).toMatchObject({ ...tooLong, consumed: maxHeadBytes });
  });

  it('of 16 KiB is one for each interim response, for the head and for the trailers', () => {
    const big = `A: ${'x'.repeat(10_000)}`;
    const text = head('HTTP/1.1 103 Hints', [big]).repeat(3) + ok([big, 'Transfer-Encoding: chunked']);
    expect(readHoweverCut(`${text}0\r\n${big}${headEnd}`)).toMatchObject({ kind: 'done' });
  });

  it('of 16 KiB is kept by trailers', () => {
    const before = chunked('5\r\nhello\r\n0\r\n');
    const text = `${before}A: ${'x'.repeat(maxHeadBytes - 7)}${headEnd}`;
    const consumed = before.length + maxHeadBytes;
    expect(readHoweverCut(text)).toMatchObject({ kind: 'done', body: 'hello', consumed });
    expect(readHoweverCut(text.replace('x', 'xx'))).toMatchObject({ ...tooLong, body: 'hello', consumed });
  });

  it('of 100 lines is kept by a head', () => {
    const lines = Array.from({ length: 100 }, (_, index) => `A${index}: b`);
    expect(readHoweverCut(ok([...lines.slice(1), 'Content-Length: 0']))).toMatchObject({ kind: 'done' });
    const consumed = `HTTP/1.1 200 OK\r\n${lines.join('\r\n')}\r\nC`.length;
    expect(readHoweverCut(ok([...lines, 'Content-Length: 0']))).toMatchObject({ ...tooMany, consumed });
  });

  it('of 100 lines is kept by trailers', () => {
    const text = chunked('0\r\n', 'A: b\r\n'.repeat(100));
    expect(readHoweverCut(`${text}\r\n`)).toMatchObject({ kind: 'done' });
    expect(readHoweverCut(`${text}A: b${headEnd}`)).toMatchObject({ ...tooMany, consumed: text.length + 1 });
  });

  it('of 16 KiB is kept by each chunk extension by itself', () => {
    const text = chunked(`5;${'x'.repeat(maxHeadBytes)}`);
    const rest = '\r\nhello\r\n0\r\n\r\n';
    expect(readHoweverCut(text + rest)).toMatchObject({ kind: 'done', body: 'hello' });
    const error = 'a chunk extension exceeds 16 KiB';
    expect(readHoweverCut(`${text}x${rest}`)).toMatchObject({ error, consumed: text.length + 1 });
    const chunk = `1;${'x'.repeat(10_000)}\r\n!\r\n`;
    expect(readHoweverCut(chunked(chunk, chunk, '0\r\n\r\n'))).toMatchObject({ kind: 'done', body: '!!' });
  });

  it('of 100 is kept by the interim responses of each', () => {
    const interim = head('HTTP/1.1 100 Continue');
    expect(readHoweverCut(interim.repeat(100) + next)).toMatchObject({ kind: 'done', body: 'next' });
    const twice = readPipelined((interim.repeat(100) + next).repeat(2), [], [false, false]);
    expect(twice).toMatchObject([{ body: 'next' }, { body: 'next' }]);
    const error = 'more than 100 interim responses';
    const consumed = 101 * interim.length;
    expect(readHoweverCut(interim.repeat(101) + next)).toMatchObject({ kind: 'failed', error, consumed });
  });
});

describe('several responses on one connection', () => {
  it('are read one by one, each to its last byte', () => {
    const cases = wholeCases.filter(({ endedBy }) => endedBy === 'bytes');
    const text = cases.map((whole) => whole.text).join('');
    const isHeads = cases.map(({ isHead }) => isHead);
    expect(readPipelined(text, [], isHeads)).toEqual(cases.map(outcomeOf));
    expect(
      readPipelined(
        text,
        Array.from(text, (_, at) => at),
        isHeads,
      ),
    ).toEqual(cases.map(outcomeOf));
  });

  it('are read alike when their heads are known, and when they only begin like a known one', () => {
    const memo = new HeadMemo();
    for (const whole of wholeCases) {
      for (let times = 0; times < 2; times++) {
        const reading = { ...readingOf(whole), parser: newParser(memo) };
        expect(readResponse(whole.text, reading)).toEqual(outcomeOf(whole));
      }
      for (const { text, rest, error } of brokenCases) {
        const outcome = readResponse(text + rest, { parser: newParser(memo) });
        expect(outcome).toMatchObject({ kind: 'failed', error, consumed: text.length });
      }
    }
  });
});

/** Titles from a field of a row are cut short; those from a column are not. */
function named<T extends { readonly what: string }>(cases: readonly T[]): [string, T][] {
  return cases.map((each) => [each.what, each]);
}

function nextTwoAfter(text: string): Outcome[] {
  const parser = newParser();
  readResponse(text, { parser });
  return [readResponse(next, { parser }), readResponse(chunkedNext, { parser })];
}

function outcomeOf({ text, status, body, keepAlive, endedBy }: WholeCase): Outcome {
  return {
    kind: 'done',
    status,
    head: finalHeadOf(text),
    body,
    keepAlive,
    endedBy,
    consumed: text.length,
  };
}

function readingOf({ isHead }: WholeCase): Reading {
  return { isHead };
}
