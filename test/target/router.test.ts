import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRoutes } from '../../src/target/routes.ts';
import { startTarget, type Target } from '../../src/target/server.ts';
import { ask, bodyOf, requestBytes, talk } from './client.ts';

let target: Target;
beforeAll(async () => (target = await startTarget({ host: '127.0.0.1', port: 0 })));
afterAll(() => target.close());

const routes = makeRoutes(() => undefined);

describe('the list of routes', () => {
  it('is what /help prints', async () => {
    const { body } = await ask(`${target.url}/help`);
    const lines = body.trimEnd().split('\n');
    expect(lines).toHaveLength(routes.length);
    for (const [index, { path, description }] of routes.entries()) {
      expect(lines[index]).toMatch(new RegExp(`^${path} +`));
      expect(lines[index]).toContain(description);
    }
  });

  it('is in the manual, every route of it', async () => {
    const manual = await readFile(new URL('../../docs/target.md', import.meta.url), 'utf8');
    for (const { path } of routes) expect(manual).toContain(`| \`${path}\``);
  });
});

describe('the router', () => {
  it.each(['/nothing', '/delay', '/echo/', '//', '/helpless'])('answers 404 to %s', async (path) => {
    const { status, body } = await ask(`${target.url}${path}`);
    expect(status).toBe(404);
    expect(body).toBe(`no such path: ${path}; /help lists all of them\n`);
  });

  it.each([
    ['http://elsewhere.test/status/201?a=/b', 201],
    ['HTTP://elsewhere.test', 200],
    ['http://elsewhere.test?a=1', 200],
  ])('takes the absolute form %s', async (url, status) => {
    const { received } = await talk(target.port, requestBytes(url, { close: true }));
    expect(received).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });

  it.each(['/', '/help', '/nothing', '/status/200', '/delay/1', '/serial/1', '/bytes/100000', '/chunked'])(
    'sends no body in answer to HEAD %s',
    async (path) => {
      const { received } = await talk(target.port, requestBytes(path, { method: 'HEAD', close: true }));
      expect(received).toMatch(/^HTTP\/1\.1 \d{3} /);
      expect(bodyOf(received)).toBe('');
    },
  );

  it.each(['/slow-body', '/flaky/50', '/echo', '/login', '/orders', '/close-early', '/first-then-close'])(
    'sends no body in answer to HEAD %s either',
    async (path) => {
      const { received } = await talk(target.port, requestBytes(path, { method: 'HEAD', close: true }));
      expect(received).toMatch(/^HTTP\/1\.1 \d{3} /);
      expect(bodyOf(received)).toBe('');
    },
  );

  it('announces to HEAD the length that GET would have', async () => {
    const { headers } = await ask(`${target.url}/bytes/12345`, { method: 'HEAD' });
    expect(headers['content-length']).toBe('12345');
  });
});
