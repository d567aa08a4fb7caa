import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RequestRecipes } from '../../../src/flow/code/request-recipes.ts';
import type { Scope } from '../../../src/flow/scope.ts';
import type { FunctionRequests } from '../../../src/plan/flows-plan.ts';
import type { HttpOptions } from '../../../src/scenario/file/step-context.ts';
import { functionRequests, origins } from '../../support/fake-user-http.ts';

const scope: Scope = { vars: {}, iteration: 0, user: 0, env: {}, random: () => 0 };

function bench(common: readonly FunctionRequests[] = functionRequests): {
  readonly recipes: RequestRecipes;
  readonly rows: string[];
} {
  const rows: string[] = [];
  const recipes = new RequestRecipes({
    functionRequests: common,
    origins,
    rowOf: (name) => (rows.includes(name) ? rows.indexOf(name) : rows.push(name) - 1),
    redact: (text) => text.replaceAll('sesame', '***'),
  });
  return { recipes, rows };
}

function wire(method: string, url: string, options?: HttpOptions): string {
  return bench().recipes.make(method, url, options, scope).request.bytes.toString();
}

describe('the bytes of a request', () => {
  it.each<[string, string, HttpOptions | undefined, string]>([
    ['GET', '/a?b=1#c', undefined, 'GET /api/a?b=1 HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nAccept: */*\r\n\r\n'],
    ['GET', '?b=ä', undefined, 'GET /api?b=%C3%A4 HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nAccept: */*\r\n\r\n'],
    ['GET', '/x/../b c', undefined, 'GET /api/b%20c HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nAccept: */*\r\n\r\n'],
    [
      'GET',
      'http://127.0.0.1:8080/a',
      undefined,
      'GET /a HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nAccept: */*\r\n\r\n',
    ],
    ['GET', 'http://127.0.0.1:9090', undefined, 'GET / HTTP/1.1\r\nHost: 127.0.0.1:9090\r\n\r\n'],
    [
      'GET',
      '/a?b=1',
      { query: { 'c d': 'e&f', g: true }, headers: { accept: 'text/plain', 'x-n': 5 } },
      'GET /api/a?b=1&c%20d=e%26f&g=true HTTP/1.1\r\nHost: 127.0.0.1:8080\r\naccept: text/plain\r\nx-n: 5\r\n\r\n',
    ],
    [
      'POST',
      '/a',
      { json: { a: 'ä' } },
      'POST /api/a HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nAccept: */*\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{"a":"ä"}',
    ],
    [
      'PUT',
      '/a',
      { form: { 'a b': 'c&d', e: 1 }, headers: { 'content-type': 'x/y' } },
      'PUT /api/a HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nAccept: */*\r\ncontent-type: x/y\r\nContent-Length: 13\r\n\r\na+b=c%26d&e=1',
    ],
    [
      'PATCH',
      '/a',
      { body: new Uint8Array([104, 105]) },
      'PATCH /api/a HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nAccept: */*\r\nContent-Length: 2\r\n\r\nhi',
    ],
    [
      'POST',
      '/a',
      {},
      'POST /api/a HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nAccept: */*\r\nContent-Length: 0\r\n\r\n',
    ],
    ['DELETE', '/a', { name: 'x' }, 'DELETE /api/a HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nAccept: */*\r\n\r\n'],
  ])('%s %s %o', (method, url, options, bytes) => {
    expect(wire(method, url, options)).toBe(bytes);
  });

  it('holds no path that a URL parser would change', () => {
    const part = fc.constantFrom(
      '/',
      '.',
      '..',
      '//',
      '%2e',
      'a',
      '~',
      "'",
      '?',
      '#',
      ' ',
      '\\',
      ':',
      '@',
      '[',
      ';',
      '%41',
      'ä',
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const url = `/${parts.join('')}`;
        const whole = new URL(`http://127.0.0.1:8080/api${url}`);
        expect(bench().recipes.make('GET', url, undefined, scope).request.spec.path).toBe(
          whole.pathname + whole.search,
        );
      }),
    );
  });
});

it('goes where the request says, for as long as it says', () => {
  const { recipes } = bench();
  const [first, second, own] = [
    recipes.make('GET', '/a', undefined, scope),
    recipes.make('GET', 'http://127.0.0.1:9090/a', undefined, scope),
    recipes.make('GET', '/a', { timeoutMs: 70, redirects: 5, expect: ['2xx', 404] }, scope),
  ];
  expect([first.request.target, second.request.target, own.request.target]).toEqual([0, 1, 0]);
  expect([first.request.timeoutMs, second.request.timeoutMs, own.request.timeoutMs]).toEqual([NaN, 500, 70]);
  expect([first.options.redirects, second.options.redirects, own.options.redirects]).toEqual([2, 0, 5]);
  expect(own.options.expected).toEqual([
    [200, 299],
    [404, 404],
  ]);
});

describe('the name of a request', () => {
  it('is method and path, or what the function says, and no name that nobody asked for is a row', () => {
    const { recipes, rows } = bench();
    recipes.make('GET', '/orders/5?full=1', { name: 'order' }, scope);
    recipes.make('GET', '/orders/6', { name: 'order' }, scope);
    expect(rows).toEqual(['order']);
    recipes.make('GET', '/orders/5?full=1', undefined, scope);
    recipes.make('GET', '/orders/5?full=0', undefined, scope);
    expect(rows).toEqual(['order', 'GET /api/orders/5']);
  });

  it('holds no secret', () => {
    const { recipes, rows } = bench();
    recipes.make('GET', '/reset/sesame', undefined, scope);
    expect(rows).toEqual(['GET /api/reset/***']);
  });
});

describe('a request that nothing is said of', () => {
  it('is encoded once', () => {
    const { recipes } = bench();
    const recipe = recipes.make('GET', '/a', undefined, scope);
    expect(recipes.make('GET', '/a', undefined, scope)).toBe(recipe);
    expect(recipes.make('GET', '/a', { name: 'x', expect: 200 }, scope).request).toBe(recipe.request);
    expect(recipes.make('POST', '/a', undefined, scope)).not.toBe(recipe);
  });

  it('is made anew where the scenario sends what differs between users', () => {
    const token = { kind: 'variable', name: 'token' } as const;
    const headers = [['Authorization', ['Bearer ', { expression: token, encoding: 'header' }]]] as const;
    const { recipes } = bench([{ prefix: '', headers, timeoutMs: null, redirects: 0 }]);
    const heads = ['one', 'two'].map((value) => {
      const { request } = recipes.make('GET', '/', undefined, { ...scope, vars: { token: value } });
      return request.spec.headers;
    });
    expect(heads).toEqual([[['Authorization', 'Bearer one']], [['Authorization', 'Bearer two']]]);
  });

  it('leaves out what the scenario sends and the user has not yet', () => {
    const token = { kind: 'variable', name: 'token' } as const;
    const headers = [['Authorization', ['Bearer ', { expression: token, encoding: 'header' }]]] as const;
    const { recipes } = bench([{ prefix: '', headers, timeoutMs: null, redirects: 0 }]);
    expect(recipes.make('GET', '/', undefined, scope).request.spec.headers).toEqual([]);
  });

  it('is forgotten before there are too many', () => {
    const { recipes } = bench();
    const first = recipes.make('GET', '/a', undefined, scope);
    for (let id = 0; id < 1000; id++) recipes.make('GET', `/a/${id}`, { name: 'a' }, scope);
    expect(recipes.make('GET', '/a', undefined, scope)).not.toBe(first);
  });
});

describe('what can not be sent is told', () => {
  it.each<[string, unknown, unknown, RegExp]>([
    ['GET', 'orders', undefined, /^"orders" leads to none of the scenario's hosts/],
    ['GET', undefined, undefined, /leads to none/],
    ['GET', 'http://127.0.0.1:8081/', undefined, /http:\/\/127\.0\.0\.1:8080, http:\/\/127\.0\.0\.1:9090/],
    ['GET', 'file:///etc/passwd', undefined, /leads to none/],
    ['GE T', '/', undefined, /"GE T" is not an HTTP method/],
    ['GET', '/', { headers: { 'a b': 1 } }, /"a b" is not a header name/],
    ['GET', '/', { headers: { a: 'b\r\nc: d' } }, /the header a holds a line break/],
    ['POST', '/', { body: 'abc', headers: { 'content-length': 1 } }, /does not fit a body of 3 bytes/],
    ['POST', '/', { json: () => {} }, /no JSON/],
    ['POST', '/', { json: 1, body: '' }, /a request has one body/],
    ['GET', '/', { expect: '6xx' }, /expect: "6xx" is not a status/],
    ['GET', '/', { timeoutMs: 0 }, /timeoutMs must be above 0, got 0/],
    ['GET', '/', { redirects: -1 }, /redirects must be a whole number, got -1/],
    ['GET', '/', { name: 5 }, /name must be a text, got 5/],
    ['GET', '/', { header: {} }, /http has no option header, did you mean headers\?/],
    ['GET', '/', { zzz: {} }, /http has no option zzz$/],
  ])('%s %s %o', (method, url, options, message) => {
    expect(() => bench().recipes.make(method, url as string, options as HttpOptions, scope)).toThrow(message);
  });
});
