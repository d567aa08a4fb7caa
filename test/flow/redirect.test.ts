import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRedirect, locate, methodAfter, redirected, tooManyRedirects } from '../../src/flow/redirect.ts';
import { FlowError } from '../../src/flow/scope.ts';
import { PreparedRequest } from '../../src/http/prepare.ts';
import type { RequestSpec } from '../../src/scenario/request.ts';

const origins = ['http://127.0.0.1:8080', 'https://shop.example.com', 'http://shop.example.com'];
const from = 'https://shop.example.com/cart/items?page=2';
const post: RequestSpec = {
  method: 'POST',
  path: '/cart/items?page=2',
  headers: [
    ['Host', 'shop.example.com'],
    ['Authorization', 'Bearer secret'],
    ['Content-Type', 'application/json'],
    ['Content-Length', '2'],
    ['Cookie', 'old=1'],
    ['X-Trace', '1'],
  ],
  body: Buffer.from('{}'),
};

it.each([
  [301, true],
  [302, true],
  [303, true],
  [307, true],
  [308, true],
  [200, false],
  [300, false],
  [304, false],
  [305, false],
  [306, false],
  [404, false],
])('a status of %i is a redirect: %s', (status, expected) => {
  expect(isRedirect(status)).toBe(expected);
});

describe('the method of what follows', () => {
  it.each([
    [301, 'GET', 'GET', true],
    [301, 'POST', 'GET', false],
    [301, 'PUT', 'PUT', true],
    [302, 'POST', 'GET', false],
    [302, 'DELETE', 'DELETE', true],
    [302, 'HEAD', 'HEAD', true],
    [303, 'GET', 'GET', true],
    [303, 'HEAD', 'HEAD', true],
    [303, 'POST', 'GET', false],
    [303, 'PUT', 'GET', false],
    [303, 'DELETE', 'GET', false],
    [307, 'POST', 'POST', true],
    [308, 'POST', 'POST', true],
    [308, 'PATCH', 'PATCH', true],
  ])('%i to a %s is %s, and keeps its body: %s', (status, method, next, keepsBody) => {
    expect(methodAfter(status, method)).toEqual({ method: next, keepsBody });
  });
});

describe('a location', () => {
  it.each([
    ['/thanks', 1, '/thanks'],
    ['thanks', 1, '/cart/thanks'],
    ['../thanks?a=b#c', 1, '/thanks?a=b'],
    ['?page=3', 1, '/cart/items?page=3'],
    ['https://shop.example.com', 1, '/'],
    ['HTTPS://SHOP.EXAMPLE.COM:443/x', 1, '/x'],
    ['//shop.example.com/x', 1, '/x'],
    ['http://shop.example.com/x', 2, '/x'],
    ['http://127.0.0.1:8080/x y', 0, '/x%20y'],
    ['https://user:password@shop.example.com/x', 1, '/x'],
    // What comes is Latin-1 of what was UTF-8.
    [Buffer.from('/café').toString('latin1'), 1, '/caf%C3%A9'],
  ])('%s leads to target %i, %s', (location, target, path) => {
    expect(locate(location, 302, from, origins)).toEqual({ target, path });
  });

  it.each([
    [null, `${from} answered 302 and named no location`],
    ['', `${from} answered 302 and named no location`],
    ['http://[', `${from} answered 302 to what is no URL: 'http://['`],
    [
      'https://elsewhere.example.com/x',
      `${from} answered 302 to 'https://elsewhere.example.com/x', and redirects are followed only to origins that the file names`,
    ],
    [
      'https://shop.example.com:8443/',
      `${from} answered 302 to 'https://shop.example.com:8443/', and redirects are followed only to origins that the file names`,
    ],
    [
      'javascript:alert(1)',
      `${from} answered 302 to 'javascript:alert(1)', and redirects are followed only to origins that the file names`,
    ],
  ])('%s can not be followed, and that is said', (location, message) => {
    expect(() => locate(location, 302, from, origins)).toThrow(new FlowError('redirect', message));
  });

  it('is clipped where it is shown', () => {
    expect(() => locate(`http://x/${'y'.repeat(10_000)}`, 302, from, origins)).toThrow(
      /'http:\/\/x\/y{191}…'/,
    );
  });

  it('leads to a named origin or nowhere, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('', 'http:', '//', ...origins),
        fc.string({ unit: 'binary' }),
        (start, rest) => {
          try {
            const { target, path } = locate(start + rest, 302, from, origins);
            return target < origins.length && /^\/[!-~]*$/.test(path);
          } catch (error) {
            return error instanceof FlowError;
          }
        },
      ),
    );
  });
});

describe('the request that follows', () => {
  it('keeps what it can when it stays at its origin', () => {
    expect(follow(307, '/again', 'new=2')).toEqual({
      method: 'POST',
      path: '/again',
      headers: [
        ['Host', 'shop.example.com'],
        ['Authorization', 'Bearer secret'],
        ['Content-Type', 'application/json'],
        ['Content-Length', '2'],
        ['X-Trace', '1'],
        ['Cookie', 'new=2'],
      ],
      body: Buffer.from('{}'),
    });
  });

  it('has no body and nothing that is said of one when it becomes a GET', () => {
    expect(follow(303, '/done', null)).toEqual({
      method: 'GET',
      path: '/done',
      headers: [
        ['Host', 'shop.example.com'],
        ['Authorization', 'Bearer secret'],
        ['X-Trace', '1'],
      ],
      body: null,
    });
  });

  it.each([
    ['http://127.0.0.1:8080/x', '127.0.0.1:8080'],
    ['http://shop.example.com/x', 'shop.example.com'],
  ])('to %s takes no credentials along', (location, host) => {
    expect(follow(303, location, 'its=own').headers).toEqual([
      ['Host', host],
      ['X-Trace', '1'],
      ['Cookie', 'its=own'],
    ]);
  });

  it('keeps cookies of the scenario where no jar keeps them, at their origin', () => {
    const request = new PreparedRequest(post, 1);
    const namesAfter = (location: string): string[] =>
      redirected(request, 303, answering(location), origins, null).spec.headers.map(([name]) => name);
    expect(namesAfter('/x')).toEqual(['Host', 'Authorization', 'Cookie', 'X-Trace']);
    expect(namesAfter('http://127.0.0.1:8080/x')).toEqual(['Host', 'X-Trace']);
  });

  it('asks for the cookies of where it goes', () => {
    const asked: unknown[] = [];
    const cookies = {
      header: (target: number, path: string) => {
        asked.push([target, path]);
        return null;
      },
    };
    const request = new PreparedRequest(post, 1);
    redirected(request, 302, answering('http://127.0.0.1:8080/a?b'), origins, cookies);
    expect(asked).toEqual([[0, '/a?b']]);
  });

  it('has its own target, bytes and the timeout of the first', () => {
    const request = new PreparedRequest(post, 1, 1500);
    const next = redirected(request, 302, answering('http://127.0.0.1:8080/a'), origins, null);
    expect([next.target, next.timeoutMs]).toEqual([0, 1500]);
    expect(next.bytes.toString()).toBe('GET /a HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nX-Trace: 1\r\n\r\n');
  });

  it('follows one that was given as bytes', () => {
    const { bytes } = new PreparedRequest(post, 1);
    const next = redirected(new PreparedRequest(bytes, 1), 308, answering('/b'), origins, null);
    expect(next.bytes.toString()).toBe(bytes.toString().replace('/cart/items?page=2', '/b'));
  });
});

it.each([
  [1, 'redirected more than 1 time'],
  [5, 'redirected more than 5 times'],
])('after %i of them there are too many', (most, message) => {
  expect(tooManyRedirects(most)).toMatchObject({ reason: 'redirect', message });
});

function follow(status: number, location: string, cookie: string | null): RequestSpec {
  const cookies = { header: () => cookie };
  return redirected(new PreparedRequest(post, 1), status, answering(location), origins, cookies).spec;
}

function answering(location: string): { header: () => string } {
  return { header: () => location };
}
