import * as zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ReceivedResponse } from '../../src/flow/received-response.ts';
import { ResponseGatherer } from '../../src/flow/response-gatherer.ts';
import { FlowError } from '../../src/flow/scope.ts';
import { Exchange, type ResponseSink } from '../../src/http/exchange.ts';

const limitBytes = 1000;
const json = '{"items":[{"id":1}],"name":"caf\u00e9"}';

describe('a gathered response', () => {
  it('has what the exchange tells of it', () => {
    const { response } = received({ body: json });
    expect(response).toMatchObject({ status: 201, serviceTimeMs: 12.5, bodyBytes: 35, isCut: false });
  });

  it('has its headers and its body, whole', () => {
    const { response } = received({ lines: ['X-A: 1', 'X-A: 2'], body: json });
    expect([response.header('x-a'), response.headers('X-A')]).toEqual(['1', ['1', '2']]);
    expect(response.headerLines()).toEqual([
      ['X-A', '1'],
      ['X-A', '2'],
    ]);
    expect(Buffer.from(response.bytes()).toString()).toBe(json);
    expect(response.text()).toBe(json);
    expect(response.json()).toEqual({ items: [{ id: 1 }], name: 'caf\u00e9' });
    expect(response.json()).toBe(response.json());
  });

  it('is put together from pieces of any size', () => {
    const body = 'abcdefghij'.repeat(90);
    for (const pieceBytes of [1, 7, 899, 900]) {
      expect(received({ body, pieceBytes }).response.text()).toBe(body);
    }
  });

  it('is not kept up by the buffer that it came in', () => {
    const gatherer = new ResponseGatherer(limitBytes);
    gatherer.begin('always', true);
    const buffer = Buffer.from('HTTP/1.1 200 OK\r\nA: b\r\n\r\nhello');
    gatherer.onHead(buffer, 0, 25, { hasSetCookie: false, hasContentEncoding: false });
    gatherer.onBody(buffer, 25, 30);
    buffer.fill('x');
    const response = gatherer.end(new Exchange());
    expect([response.header('a'), response.text()]).toEqual(['b', 'hello']);
  });

  it('without anything wanted is nothing, and asks for nothing', () => {
    const gatherer = new ResponseGatherer(limitBytes);
    gatherer.begin('never', false);
    expect([gatherer.wantsAnything, gatherer.wantsHead]).toEqual([false, 'never']);
    const response = gatherer.end(new Exchange());
    expect([response.header('a'), response.headers('a'), response.headerLines()]).toEqual([null, [], []]);
    expect([response.text(), response.bytes().length]).toEqual(['', 0]);
  });

  it('with its head wanted keeps nothing of the body', () => {
    const { response } = received({ lines: ['A: b'], body: 'hello', wantsBody: false });
    expect([response.header('a'), response.bytes().length, response.isCut]).toEqual(['b', 0, false]);
  });

  it.each([
    ['never', [], null],
    ['never', ['Set-Cookie: a=1'], null],
    ['with-cookies', [], null],
    ['with-cookies', ['Set-Cookie: a=1'], 'b'],
    ['always', [], 'b'],
  ] as const)('with its body wanted has no head unless it is wanted: %s, %s', (wantsHead, lines, value) => {
    const gatherer = new ResponseGatherer(limitBytes);
    const response = receive(gatherer, { lines: ['A: b', ...lines], body: 'hello', wantsHead });
    expect([response.header('a'), response.text()]).toEqual([value, 'hello']);
  });

  it('is read as it is compressed, though nobody wanted the head', () => {
    const gatherer = new ResponseGatherer(limitBytes);
    const body = zlib.gzipSync('hello');
    receive(gatherer, { lines: ['Content-Encoding: gzip'], body, wantsHead: 'never' });
    expect(gatherer.response.text()).toBe('hello');
  });

  it.each([
    [limitBytes - 1, false, limitBytes - 1],
    [limitBytes, false, limitBytes],
    [limitBytes + 1, true, limitBytes],
    [10 * limitBytes, true, limitBytes],
  ])('of %i bytes is cut: %s', (bodyBytes, isCut, keptBytes) => {
    for (const pieceBytes of [1, 300, 100_000]) {
      const { response } = received({ lines: ['A: b'], body: 'x'.repeat(bodyBytes), pieceBytes });
      expect([response.isCut, response.bytes().length, response.bodyBytes]).toEqual([
        isCut,
        keptBytes,
        bodyBytes,
      ]);
    }
  });

  it('is read without the mark that says that it is UTF-8', () => {
    const { response } = received({ body: `\ufeff${json}` });
    expect(response.text()).toBe(json);
    expect(response.json()).toMatchObject({ items: [{ id: 1 }] });
  });

  it('that is no JSON says so, each time', () => {
    const { response } = received({ body: '<html>' });
    expect(() => response.json()).toThrow(SyntaxError);
    expect(() => response.json()).toThrow(SyntaxError);
    expect(() => received({ body: '' }).response.json()).toThrow(SyntaxError);
  });

  it('may be JSON null', () => {
    expect(received({ body: 'null' }).response.json()).toBeNull();
  });
});

describe('the next response', () => {
  it('has nothing of the one before', () => {
    const { gatherer, response } = received({ lines: ['Set-Cookie: a=1'], body: 'x'.repeat(2000) });
    expect([gatherer.hasCookies, response.isCut, response.text().length]).toEqual([true, true, 1000]);
    receive(gatherer, { body: '{}' });
    expect([gatherer.hasCookies, response.isCut, response.text()]).toEqual([false, false, '{}']);
    expect([response.header('set-cookie'), response.json()]).toEqual([null, {}]);
  });

  it('leaves alone what was detached, and values that were read', () => {
    const { gatherer, response } = received({ lines: ['A: b'], body: json });
    const detached = response.detached();
    const value = response.json();
    receive(gatherer, { lines: ['A: other'], body: '"other"' });
    expect(detached).toMatchObject({ status: 201, serviceTimeMs: 12.5, bodyBytes: 35, isCut: false });
    expect([detached.header('a'), detached.text(), detached.json()]).toEqual(['b', json, value]);
    expect(response.json()).toBe('other');
  });

  it('finds room when the one before was large', () => {
    const gatherer = new ResponseGatherer(10_000_000);
    for (const bytes of [2_000_000, 10, 300_000]) {
      receive(gatherer, { body: 'x'.repeat(bytes) });
      expect(gatherer.response.text().length).toBe(bytes);
    }
  });
});

describe('a compressed body', () => {
  const codings: readonly (readonly [string, (bytes: Buffer) => Buffer])[] = [
    ['gzip', zlib.gzipSync],
    ['GZIP', zlib.gzipSync],
    ['x-gzip', zlib.gzipSync],
    ['deflate', zlib.deflateSync],
    // Not what the RFC asks for, but what some servers send.
    ['deflate', zlib.deflateRawSync],
    ['br', zlib.brotliCompressSync],
    ['gzip, br', (bytes) => zlib.brotliCompressSync(zlib.gzipSync(bytes))],
    ['identity', (bytes) => bytes],
    ['utf-8', (bytes) => bytes],
    ['identity, gzip', zlib.gzipSync],
    ['gzip\r\ncontent-encoding: br', (bytes) => zlib.brotliCompressSync(zlib.gzipSync(bytes))],
  ];

  it.each(codings)('is read as what it says: %s', (coding, compress) => {
    const { response } = received({
      lines: [`Content-Encoding: ${coding}`],
      body: compress(Buffer.from(json)),
    });
    expect(response.json()).toEqual(JSON.parse(json));
    expect(response.detached().text()).toBe(json);
  });

  it.runIf('zstdCompressSync' in zlib)('is read as zstd where Node can', () => {
    const compress: unknown = Reflect.get(zlib, 'zstdCompressSync');
    const body: unknown =
      typeof compress === 'function' ? Reflect.apply(compress, zlib, [Buffer.from(json)]) : null;
    if (!Buffer.isBuffer(body)) throw new Error('no buffer');
    expect(received({ lines: ['Content-Encoding: zstd'], body }).response.text()).toBe(json);
  });

  it.skipIf('zstdCompressSync' in zlib)('of zstd says what it needs where Node can not', () => {
    const { response } = received({ lines: ['Content-Encoding: zstd'], body: 'x' });
    expect(() => response.text()).toThrow(/only Node 22.15 and newer can decompress zstd/);
  });

  it('may be empty, as after HEAD', () => {
    expect(received({ lines: ['Content-Encoding: gzip'], body: '' }).response.text()).toBe('');
  });

  it.each([
    ['gzip', 'no gzip at all', /^the body isn't the gzip that it says: .*incorrect header check/],
    ['deflate', 'xx', /^the body isn't the deflate that it says/],
    ['br', 'no brotli', /^the body isn't the br that it says/],
    ['gzip', zlib.gzipSync(json).subarray(0, -9), /^the body isn't the gzip that it says: .*unexpected end/],
    ['gzip,'.repeat(6), zlib.gzipSync(json), /^the body is compressed 6 times, more than 5$/],
  ])('of %s that is none says so', (coding, body, message) => {
    const { response } = received({ lines: [`Content-Encoding: ${coding}`], body });
    expect(problemOf(() => response.text())).toMatchObject(problem('capture', message));
    expect(problemOf(() => response.json())).toMatchObject(problem('capture', message));
  });

  it.each([
    ['gzip', zlib.gzipSync],
    ['br', zlib.brotliCompressSync],
    ['deflate', zlib.deflateSync],
  ])('of %s that would be more than the limit is not made', (coding, compress) => {
    const body = compress(Buffer.alloc(500_000));
    const gatherer = new ResponseGatherer(10_000);
    receive(gatherer, { lines: [`Content-Encoding: ${coding}`], body });
    expect(gatherer.response.isCut).toBe(false);
    expect(problemOf(() => gatherer.response.text())).toMatchObject(
      problem(
        'body-too-large',
        new RegExp(`^a body of ${body.length} bytes of ${coding} is more than the limit of 10000 bytes`),
      ),
    );
  });

  it('of exactly the limit is made', () => {
    const body = zlib.gzipSync(Buffer.alloc(limitBytes, 'x'));
    expect(received({ lines: ['Content-Encoding: gzip'], body }).response.text()).toBe(
      'x'.repeat(limitBytes),
    );
  });

  it('that was cut can not be read', () => {
    const body = zlib.gzipSync(Buffer.alloc(2 * limitBytes, json), { level: 0 });
    const { response } = received({ lines: ['Content-Encoding: gzip'], body });
    expect(response.isCut).toBe(true);
    expect(problemOf(() => response.text())).toMatchObject(
      problem('body-too-large', /over the limit of 1000/),
    );
  });
});

type Coming = {
  readonly lines?: readonly string[];
  readonly body: string | Buffer;
  readonly pieceBytes?: number;
  readonly wantsHead?: ResponseSink['wantsHead'];
  readonly wantsBody?: boolean;
};

function received(coming: Coming): { gatherer: ResponseGatherer; response: ReceivedResponse } {
  const gatherer = new ResponseGatherer(limitBytes);
  return { gatherer, response: receive(gatherer, coming) };
}

/** As an engine hands it on: out of the middle of a buffer that it uses again. */
function receive(
  gatherer: ResponseGatherer,
  { lines = [], body, pieceBytes = 64, wantsHead = 'always', wantsBody = true }: Coming,
): ReceivedResponse {
  gatherer.begin(wantsHead, wantsBody);
  const head = Buffer.from(['HTTP/1.1 201 Created', ...lines, '', ''].join('\r\n'), 'latin1');
  const bytes = Buffer.from(body);
  const buffer = Buffer.alloc(Math.max(head.length, pieceBytes) + 2, '?');
  head.copy(buffer, 1);
  const has = (name: string): boolean => lines.some((line) => line.startsWith(name));
  gatherer.onHead(buffer, 1, 1 + head.length, {
    hasSetCookie: has('Set-Cookie'),
    hasContentEncoding: has('Content-Encoding'),
  });
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const length = bytes.copy(buffer, 1, at, at + pieceBytes);
    gatherer.onBody(buffer, 1, 1 + length);
  }
  const exchange = new Exchange();
  exchange.status = 201;
  exchange.writtenAt = 100;
  exchange.endedAt = 112.5;
  exchange.bodyBytes = bytes.length;
  return gatherer.end(exchange);
}

function problemOf(act: () => unknown): FlowError {
  try {
    act();
  } catch (error) {
    if (error instanceof FlowError) return error;
  }
  throw new Error('no flow error was thrown');
}

function problem(reason: string, message: RegExp): object {
  return { reason, message: expect.stringMatching(message) };
}
