import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PreparedRequest } from '../../src/http/prepare.ts';
import type { RequestSpec } from '../../src/scenario/request.ts';

describe('a prepared request', () => {
  it('is its request line, its headers as they were written, and an empty line', () => {
    const headers = [
      ['Host', 'localhost:8080'],
      ['X-Twice', '1'],
      ['x-twice', '2'],
      ['X-Empty', ''],
    ] as const;
    expect(textOf({ path: '/a?b=c', headers })).toBe(
      'GET /a?b=c HTTP/1.1\r\nHost: localhost:8080\r\nX-Twice: 1\r\nx-twice: 2\r\nX-Empty: \r\n\r\n',
    );
  });

  it('needs no header', () => {
    expect(textOf({ method: 'OPTIONS', path: '*' })).toBe('OPTIONS * HTTP/1.1\r\n\r\n');
  });

  it('carries any bytes as its body, and adds nothing to the headers for them', () => {
    const body = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const { bytes } = prepare({ method: 'POST', headers: [['Content-Length', '256']], body });
    const head = 'POST / HTTP/1.1\r\nContent-Length: 256\r\n\r\n';
    expect(bytes.toString('latin1', 0, head.length)).toBe(head);
    expect(bytes.subarray(head.length)).toEqual(Buffer.from(body));
  });

  it('may have an empty body', () => {
    expect(textOf({ method: 'PUT', body: new Uint8Array() })).toBe('PUT / HTTP/1.1\r\n\r\n');
  });

  it('writes a header value of latin1 as one byte a character', () => {
    const { bytes } = prepare({ headers: [['X', 'é']] });
    expect(bytes.includes(Buffer.from([0x3a, 0x20, 0xe9, 0x0d]))).toBe(true);
  });

  it('keeps its bytes when the body it was made of changes', () => {
    const body = Buffer.from('hello');
    const { bytes } = prepare({ body });
    body.fill('x');
    expect(bytes.toString().endsWith('hello')).toBe(true);
  });

  it.each([
    ['HEAD', true],
    ['GET', false],
    ['POST', false],
    ['head', false],
  ])('by %s: its response has no body, %s', (method, isHead) => {
    expect(prepare({ method }).isHead).toBe(isHead);
  });

  it('remembers what it was made of', () => {
    const spec: RequestSpec = { method: 'GET', path: '/', headers: [], body: null };
    expect(new PreparedRequest(spec).spec).toBe(spec);
  });
});

describe('a request that was encoded before', () => {
  const token = fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,8}$/);
  const value = fc.stringMatching(/^[ -~\u0080-\u00ff]{0,12}$/);

  it('is sent as it is, and reads what it consists of when somebody asks', () => {
    fc.assert(
      fc.property(
        token,
        fc.stringMatching(/^\/[!-~]{0,12}$/),
        fc.array(fc.tuple(token, value), { maxLength: 4 }),
        fc.option(fc.uint8Array({ minLength: 1, maxLength: 20 })),
        (method, path, headers, body) => {
          const spec: RequestSpec = { method, path, headers, body };
          const known = new PreparedRequest(spec, 2, 1500);
          const { bytes } = known;
          const request = new PreparedRequest(bytes, 2, 1500);
          expect(request.bytes).toBe(bytes);
          expect({ ...request.spec, body: null }).toEqual({ ...spec, body: null });
          expect(Buffer.from(request.spec.body ?? [])).toEqual(Buffer.from(body ?? []));
          expect(request.spec.body === null).toBe(body === null);
          expect([request.isHead, request.target, request.timeoutMs]).toEqual([
            known.isHead,
            known.target,
            known.timeoutMs,
          ]);
        },
      ),
    );
  });

  it('has the timeout of its connection unless it is given one', () => {
    expect([prepare({}).timeoutMs, new PreparedRequest(prepare({}).bytes).timeoutMs]).toEqual([NaN, NaN]);
  });
});

describe('a prepared request, repeated', () => {
  it('is no buffer above 64 KiB, so that deep pipelines of large bodies hold no copies', () => {
    const large = new PreparedRequest({ method: 'PUT', path: '/', headers: [], body: Buffer.alloc(20_000) });
    expect(large.repeated(3)).toHaveLength(3 * large.bytes.length);
    expect(large.repeated(4)).toBeNull();
    expect(large.repeated(1)).toBe(large.bytes);
  });

  it.each([1, 2, 16])('%i times is as many copies in one buffer', (count) => {
    const request = prepare({ body: Buffer.from('a body') });
    expect(request.repeated(count)?.toString()).toBe(request.bytes.toString().repeat(count));
  });

  it('once is its own bytes, without a copy', () => {
    const request = prepare({});
    expect(request.repeated(1)).toBe(request.bytes);
  });

  it('is put together once for each count', () => {
    const request = prepare({});
    const five = request.repeated(5);
    expect(request.repeated(3)).toHaveLength(3 * request.bytes.length);
    expect(request.repeated(5)).toBe(five);
  });
});

function prepare(changes: Partial<RequestSpec>): PreparedRequest {
  return new PreparedRequest({ method: 'GET', path: '/', headers: [], body: null, ...changes });
}

function textOf(changes: Partial<RequestSpec>): string {
  return prepare(changes).bytes.toString('latin1');
}
