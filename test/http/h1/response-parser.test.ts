import { describe, expect, it } from 'vitest';
import { HeadMemo } from '../../../src/http/h1/head-memo.ts';
import { ResponseParser } from '../../../src/http/h1/response-parser.ts';
import { brokenCases, cutCases } from './broken-cases.ts';
import { newParser, readResponse, type Outcome, type Reading } from './read-response.ts';
import {
  bodilessCases,
  chunked,
  chunkedCases,
  head,
  interimCases,
  keepAliveCases,
  lengthCases,
  lineCases,
  ok,
  untilCloseCases,
  wholeCases,
  type BrokenCase,
  type WholeCase,
} from './response-cases.ts';

const next = ok(['Content-Length: 4'], 'next');
const maxHeadBytes = 16 * 1024;

describe('a response whose length is given', () => {
  it.each(named(lengthCases))('is read: %s', expectWhole);
});

describe('a chunked response', () => {
  it.each(named(chunkedCases))('is read: %s', expectWhole);
});

describe('a response that lasts until the connection is closed', () => {
  it.each(named(untilCloseCases))('is read: %s', expectWhole);
});

describe('a response without a body', () => {
  it.each(named(bodilessCases))('is read: %s', expectWhole);
});

describe('a response behind interim ones', () => {
  it.each(named(interimCases))('is read: %s', expectWhole);

  it('may have 100 of them before it and no more', () => {
    const interim = head('HTTP/1.1 100 Continue');
    const text = interim.repeat(100) + next;
    expect(readResponse(text)).toMatchObject({ kind: 'done', body: 'next', consumed: text.length });
    expectFailure(interim.repeat(101), next, 'more than 100 interim responses');
  });
});

describe('a status line and header lines', () => {
  it.each(named(lineCases))('are read: %s', expectWhole);
});

describe('whether the connection outlives the response', () => {
  it.each(named(keepAliveCases))('is known: %s', expectWhole);
});

describe('a broken response', () => {
  it.each(named(brokenCases))('fails at the byte that breaks it: %s', (_what, { text, rest, error }) => {
    expectFailure(text, rest, error);
  });

  it.each(named(brokenCases))('leaves a parser that reads the next one: %s', (_what, { text, rest }) => {
    const parser = newParser();
    readResponse(text + rest, { parser });
    expect(readResponse(next, { parser })).toEqual(readResponse(next));
    expect(readResponse(chunked('4\r\nnext\r\n0\r\n\r\n'), { parser })).toMatchObject({ body: 'next' });
  });
});

describe('a response that was cut off', () => {
  it.each(cutCases)('is not done: %s', (_what, text, body) => {
    expect(readResponse(text)).toEqual({ kind: 'unfinished', body, consumed: text.length });
  });

  it.each(named(wholeCases))('is not done before its last byte: %s', (_what, whole) => {
    const minimum = whole.endedBy === 'close' ? whole.text.indexOf('\r\n\r\n') + 4 : whole.text.length;
    for (let length = 0; length < minimum; length++) {
      const { kind, consumed } = readResponse(whole.text.slice(0, length), readingOf(whole));
      expect([kind, consumed]).toEqual(['unfinished', length]);
    }
  });
});

describe('the size of a head', () => {
  it('may be 16 KiB and no more', () => {
    const text = ok([`A: ${'x'.repeat(maxHeadBytes - 43)}`, 'Content-Length: 0']);
    expect(text).toHaveLength(maxHeadBytes);
    expectEverywhere({ kind: 'done', consumed: maxHeadBytes }, text, '');
    expectLimit(text.replace('x', 'xx'), maxHeadBytes, 'headers exceed 16 KiB');
  });

  it('counts reason phrases and empty lines before it', () => {
    expectLimit(`HTTP/1.1 200 ${'x'.repeat(maxHeadBytes)}`, maxHeadBytes, 'headers exceed 16 KiB');
    expectLimit('\r\n'.repeat(maxHeadBytes / 2 + 1), maxHeadBytes, 'headers exceed 16 KiB');
  });

  it('counts anew for each interim response and for the trailers', () => {
    const big = `A: ${'x'.repeat(10_000)}`;
    const text = head('HTTP/1.1 103 Hints', [big]).repeat(3) + ok([big, 'Transfer-Encoding: chunked']);
    expectEverywhere({ kind: 'done' }, `${text}0\r\n${big}\r\n\r\n`, '');
  });

  it('may be 16 KiB of trailers and no more', () => {
    const before = chunked('5\r\nhello\r\n0\r\n');
    const trailers = `A: ${'x'.repeat(maxHeadBytes - 7)}\r\n\r\n`;
    expect(trailers).toHaveLength(maxHeadBytes);
    expectEverywhere({ kind: 'done', body: 'hello' }, before + trailers, '');
    const tooLong = before + trailers.replace('x', 'xx');
    expectLimit(tooLong, before.length + maxHeadBytes, 'headers exceed 16 KiB');
  });

  it('may be 100 lines and no more', () => {
    const lines = Array.from({ length: 99 }, (_, index) => `A${index}: b`);
    expectEverywhere({ kind: 'done' }, ok([...lines, 'Content-Length: 0']), '');
    expectFailure(
      `HTTP/1.1 200 OK\r\n${lines.join('\r\n')}\r\nA: b\r\nC`,
      ': d\r\n',
      'more than 100 header lines',
    );
  });

  it('may be 100 lines of trailers and no more', () => {
    const before = chunked('0\r\n');
    expectEverywhere({ kind: 'done' }, `${before}${'A: b\r\n'.repeat(100)}\r\n`, '');
    expectFailure(`${before}${'A: b\r\n'.repeat(100)}A`, ': b\r\n\r\n', 'more than 100 header lines');
  });
});

describe('a chunk extension', () => {
  it('may be 16 KiB and no more', () => {
    const text = chunked(`5;${'x'.repeat(maxHeadBytes)}`);
    expectEverywhere({ kind: 'done', body: 'hello' }, `${text}\r\nhello\r\n0\r\n\r\n`, '');
    expectFailure(`${text}x`, '\r\nhello\r\n0\r\n\r\n', 'a chunk extension exceeds 16 KiB');
  });

  it('is limited for each chunk by itself', () => {
    const chunk = `1;${'x'.repeat(10_000)}\r\n!\r\n`;
    expectEverywhere({ kind: 'done', body: '!!!' }, chunked(chunk, chunk, chunk, '0\r\n\r\n'), '');
  });
});

describe('several responses on one connection', () => {
  const onConnection = wholeCases.filter(({ endedBy }) => endedBy === 'bytes');

  it('are read one by one, each to its last byte', () => {
    const parser = newParser();
    const text = onConnection.map((whole) => whole.text).join('');
    let at = 0;
    for (const whole of onConnection) {
      const outcome = readResponse(text.slice(at), { ...readingOf(whole), parser });
      expect(outcome).toEqual(outcomeOf(whole));
      at += outcome.consumed;
    }
    expect(at).toBe(text.length);
  });

  it('are read alike when their heads are known, and when they only begin like a known one', () => {
    const memo = new HeadMemo();
    for (const whole of wholeCases) {
      for (let times = 0; times < 2; times++) {
        const parser = new ResponseParser(memo);
        expect(readResponse(whole.text, { ...readingOf(whole), parser })).toEqual(outcomeOf(whole));
      }
      for (const broken of brokenCases) {
        const outcome = readResponse(broken.text + broken.rest, { parser: new ResponseParser(memo) });
        expect(outcome).toMatchObject({ kind: 'failed', error: broken.error, consumed: broken.text.length });
      }
    }
  });
});

/** Titles from a field of a row are cut short; those from a column are not. */
function named<T extends { readonly what: string }>(cases: readonly T[]): [string, T][] {
  return cases.map((each) => [each.what, each]);
}

function expectWhole(_what: string, whole: WholeCase): void {
  const rest = whole.endedBy === 'bytes' ? next : '';
  expectEverywhere(outcomeOf(whole), whole.text, rest, readingOf(whole));
}

function expectFailure(text: string, rest: string, error: BrokenCase['error']): void {
  expectEverywhere({ kind: 'failed', error, consumed: text.length }, text, rest);
}

/** A limit is passed by the first byte that isn't read any more. */
function expectLimit(text: string, consumed: number, error: string): void {
  expect(text.length).toBeGreaterThan(consumed);
  expectEverywhere({ kind: 'failed', error, consumed }, text.slice(0, consumed), text.slice(consumed));
}

/** The same outcome in one piece, in two pieces however they are cut, and byte by byte. */
function expectEverywhere(
  expected: Partial<Outcome>,
  text: string,
  rest: string,
  reading: Reading = {},
): void {
  const all = text + rest;
  const atOnce = readResponse(all, reading);
  expect(atOnce).toMatchObject(expected);
  expect(readResponse(all, { ...reading, cuts: Array.from(all, (_, at) => at) })).toEqual(atOnce);
  for (const cut of cutsOf(text)) {
    const outcome = readResponse(all, { ...reading, cuts: [cut] });
    if (!isSame(outcome, atOnce)) expect({ cut, ...outcome }).toEqual({ cut, ...atOnce });
  }
}

/** Every offset of a text of ordinary length, and the ends of a long one. */
function cutsOf(text: string): number[] {
  const offsets = Array.from({ length: text.length + 1 }, (_, at) => at);
  return offsets.length < 1000 ? offsets : [...offsets.slice(0, 100), ...offsets.slice(-100)];
}

function isSame(outcome: Outcome, other: Outcome): boolean {
  return JSON.stringify(outcome) === JSON.stringify(other);
}

function outcomeOf({ text, status, body, keepAlive, endedBy }: WholeCase): Outcome {
  return { kind: 'done', status, body, keepAlive, endedBy, consumed: text.length };
}

function readingOf({ isHead }: WholeCase): Reading {
  return { isHead };
}
