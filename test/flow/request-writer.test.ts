import { describe, expect, it } from 'vitest';
import { makeWriter } from '../../src/flow/request-writer.ts';
import { FlowError } from '../../src/flow/scope.ts';
import { scopeOf } from '../support/expression-scope.ts';
import { flowRequest, piecesOf } from '../support/flow-request.ts';

const origins = ['http://127.0.0.1:8080', 'https://localhost'];
const scope = scopeOf({ id: 'a b', token: 't0ken', name: 'é', next: '' });

type Given = Parameters<typeof flowRequest>[0];

function write(given: Given, cookie: string | null = null, vars = scope): string {
  return written(given, cookie, vars).bytes.toString('latin1');
}

function written(given: Given, cookie: string | null, vars = scope): ReturnType<typeof first.write> {
  const cookies = cookie === null ? null : { header: (): string | null => cookie };
  return makeWriter(flowRequest(given), origins).write(vars, cookies);
}
const first = makeWriter(flowRequest({}), origins);

describe('a request', () => {
  it('without holes is made once', () => {
    const writer = makeWriter(flowRequest({ body: ['text'], method: 'POST' }), origins);
    const request = writer.write(scope, null);
    expect(writer.write(scopeOf({}), null)).toBe(request);
    expect(writer.write(scope, { header: () => null })).toBe(request);
    expect(writer.write(scope, { header: () => 'a=b' })).not.toBe(request);
    expect(writer.write(scope, null)).toBe(request);
  });

  it('has its holes filled in path, headers and body', () => {
    const given = {
      method: 'POST',
      path: piecesOf('/orders/{{ id }}?user={{ user }}&x={{ id }}', 'component'),
      headers: [
        ['Host', ['127.0.0.1:8080']],
        ['Authorization', piecesOf('Bearer {{ token }}', 'header')],
      ],
      body: piecesOf('{"id":{{ id }},"user":{{ user }}}', 'json'),
    } as const;
    expect(write(given)).toBe(
      'POST /orders/a%20b?user=3&x=a%20b HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n' +
        'Authorization: Bearer t0ken\r\nContent-Length: 21\r\n\r\n{"id":"a b","user":3}',
    );
  });

  it('says the length of its body in bytes, not in characters', () => {
    const { bytes, spec } = written({ method: 'POST', body: piecesOf('{{ name }}', 'text') }, null);
    expect(spec.headers).toContainEqual(['Content-Length', '2']);
    expect(bytes.subarray(-2).toString()).toBe('é');
  });

  it('has Latin-1 in its head and UTF-8 in its body', () => {
    const headers = [['X', piecesOf('{{ name }}', 'header')]] as const;
    const { bytes } = written({ headers, body: piecesOf('{{ name }}', 'text') }, null);
    const head = 'GET /orders HTTP/1.1\r\nX: é\r\nContent-Length: 2\r\n\r\n';
    expect(bytes).toEqual(Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from('é')]));
  });

  it('may have bytes between texts in its body', () => {
    const file = Uint8Array.of(0, 255, 13, 10);
    const body = ['<', file, ...piecesOf('{{ name }}', 'text'), file];
    const { bytes } = written({ method: 'PUT', body }, null);
    const whole = Buffer.concat([Buffer.from('<'), file, Buffer.from('é'), file]);
    expect(bytes.subarray(-whole.length)).toEqual(whole);
    expect(bytes.toString('latin1')).toContain(`Content-Length: ${whole.length}\r\n\r\n`);
  });

  it.each([
    ['POST', true],
    ['PUT', true],
    ['PATCH', true],
    ['GET', false],
    ['DELETE', false],
  ])('%s without a body says so: %s', (method, says) => {
    expect(write({ method }).endsWith('Content-Length: 0\r\n\r\n')).toBe(says);
  });

  it('may have an empty body', () => {
    expect(write({ body: [] })).toMatch(/Content-Length: 0\r\n\r\n$/);
  });

  it('has its own time limit, or the one of all', () => {
    expect(written({ timeoutMs: 250 }, null).timeoutMs).toBe(250);
    expect(written({}, null).timeoutMs).toBeNaN();
  });
});

describe('cookies', () => {
  it('are those for the URL that is sent', () => {
    const asked: unknown[] = [];
    const header = (target: number, path: string): null => {
      asked.push([target, path]);
      return null;
    };
    const writer = makeWriter(flowRequest({ path: piecesOf('/a/{{ id }}?q', 'component') }), origins);
    writer.write(scope, { header });
    first.write(scope, { header });
    expect(asked).toEqual([
      [0, '/a/a%20b?q'],
      [0, '/orders'],
    ]);
  });

  it('are a header of their own', () => {
    expect(write({ body: ['x'] }, 'a=1; b=2')).toBe(
      'GET /orders HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nCookie: a=1; b=2\r\nContent-Length: 1\r\n\r\nx',
    );
  });

  it('join those that the scenario gives', () => {
    const headers = [['cookie', piecesOf('theme={{ token }}', 'header')]] as const;
    expect(write({ headers }, 'a=1')).toContain('\r\nCookie: theme=t0ken; a=1\r\n\r\n');
    expect(write({ headers })).toContain('\r\nCookie: theme=t0ken\r\n\r\n');
    expect(write({ headers: [['Cookie', ['a=1']]] })).toContain('\r\nCookie: a=1\r\n\r\n');
  });
});

describe('a URL that was captured', () => {
  const path = piecesOf('{{ next }}', 'url');
  const to = (next: string): { line: string; host: string; target: number } => {
    const request = written({ path }, null, scopeOf({ next }));
    const [line = '', host = ''] = request.bytes.toString('latin1').split('\r\n');
    return { line, host, target: request.target };
  };

  it.each([
    ['/next?page=2', '/next?page=2', '127.0.0.1:8080', 0],
    ['http://127.0.0.1:8080/next#top', '/next', '127.0.0.1:8080', 0],
    ['HTTP://127.0.0.1:8080', '/', '127.0.0.1:8080', 0],
    ['https://localhost/a', '/a', 'localhost', 1],
    ['https://me:secret@localhost:443/a', '/a', 'localhost', 1],
    ['//127.0.0.1:8080/a', '/a', '127.0.0.1:8080', 0],
    ['/a b/é', '/a%20b/%C3%A9', '127.0.0.1:8080', 0],
    ['/a\r\nX: 1', '/aX:%201', '127.0.0.1:8080', 0],
  ])('%j leads there', (next, line, host, target) => {
    expect(to(next)).toEqual({ line: `GET ${line} HTTP/1.1`, host: `Host: ${host}`, target });
  });

  it.each([
    'http://127.0.0.1:8081/',
    'http://localhost/',
    'https://127.0.0.1:8080/',
    '//example.com/a',
    String.raw`/\example.com/a`,
    'http://127.0.0.1:8080@example.com/',
    'next',
    '',
    '?page=2',
    'file:///etc/passwd',
    'javascript:1',
    'http://',
    'http://[',
  ])('%j leads nowhere', (next) => {
    expect(() => to(next)).toThrow(FlowError);
  });

  it('may go on behind the hole', () => {
    const given = { path: [...piecesOf('{{ next }}', 'url'), ...piecesOf('/orders/{{ id }}', 'component')] };
    const base = scopeOf({ next: 'https://localhost', id: '7/8' });
    expect(write(given, null, base)).toMatch(/^GET \/orders\/7%2F8 HTTP\/1.1\r\nHost: localhost\r\n/);
  });

  it('never takes the cookies of one origin to another', () => {
    const writer = makeWriter(flowRequest({ path }), origins);
    const header = (target: number): string | null => (target === 0 ? 'secret=1' : null);
    const elsewhere = writer.write(scopeOf({ next: 'https://localhost/a' }), { header });
    expect(elsewhere.bytes.toString()).not.toContain('secret');
    expect(writer.write(scopeOf({ next: '/a' }), { header }).bytes.toString()).toContain('secret');
  });
});

it('a value that has no place in a request is no request', () => {
  const headers = [['X', piecesOf('{{ value }}', 'header')]] as const;
  for (const value of ['a\nb', '\u0000', '€', null]) {
    expect(() => write({ headers }, null, scopeOf({ value }))).toThrow(FlowError);
  }
});
