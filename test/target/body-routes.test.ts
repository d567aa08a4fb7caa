import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTarget, type Target } from '../../src/target/server.ts';
import { ask, bodyOf, requestBytes, talk } from './client.ts';

let target: Target;
beforeAll(async () => (target = await startTarget({ host: '127.0.0.1', port: 0 })));
afterAll(() => target.close());

describe('/bytes/:n', () => {
  it.each([0, 1, 1000, 65_535, 65_536, 65_537, 5_000_000])('sends %d bytes', async (count) => {
    const { headers, body } = await ask(`${target.url}/bytes/${count}`);
    expect(headers['content-length']).toBe(String(count));
    expect(body).toHaveLength(count);
  });

  it('answers others while a client does not read', async () => {
    const idler = connect(target.port, '127.0.0.1');
    idler.write(requestBytes('/bytes/1073741824'));
    await once(idler, 'readable');
    expect((await ask(`${target.url}/`)).status).toBe(200);
    idler.destroy();
  });

  it.each(['1073741825', '1.5', '-1', 'many'])('answers 400 to "%s"', async (count) => {
    const { status, body } = await ask(`${target.url}/bytes/${count}`);
    expect(status).toBe(400);
    expect(body).toBe(`expected bytes, a whole number from 0 to 1073741824, got "${count}"\n`);
  });
});

describe('/chunked', () => {
  it.each([
    ['/chunked', 4, 1024],
    ['/chunked?chunks=1&size=1', 1, 1],
    ['/chunked?chunks=7&size=100', 7, 100],
    ['/chunked?chunks=20&size=65536', 20, 65_536],
  ])('sends %s as %d chunks of %d bytes', async (path, chunks, size) => {
    const { received } = await talk(target.port, requestBytes(path, { close: true }));
    expect(received).toContain('Transfer-Encoding: chunked\r\n');
    expect(chunkSizes(bodyOf(received))).toEqual([...Array.from({ length: chunks }, () => size), 0]);
  });

  it('keeps the chunks of pipelined answers apart', async () => {
    const path = '/chunked?chunks=3&size=5';
    const { received } = await talk(target.port, requestBytes(path) + requestBytes(path, { close: true }));
    expect(received.match(/\r\n5\r\n/g)).toHaveLength(6);
    expect(received.match(/\r\n0\r\n\r\n/g)).toHaveLength(2);
  });

  it.each(['chunks=0', 'chunks=10001', 'size=0', 'size=65537', 'size=', 'chunks=two'])(
    'answers 400 to ?%s',
    async (query) => {
      const { status, body } = await ask(`${target.url}/chunked?${query}`);
      expect(status).toBe(400);
      expect(body).toMatch(new RegExp(`^${query.split('=')[0]}: expected .* a whole number from 1 to `));
    },
  );
});

describe('/slow-body', () => {
  it('sends every piece and pauses between them', async () => {
    const startMs = performance.now();
    const { headers, body } = await ask(`${target.url}/slow-body?pieces=4&pause=15`);
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(45);
    expect(body).toBe('piece 1 of 4\npiece 2 of 4\npiece 3 of 4\npiece 4 of 4\n');
    expect(headers['content-length']).toBe(String(body.length));
  });

  it('sends the first piece at once', async () => {
    const socket = connect(target.port, '127.0.0.1');
    socket.setEncoding('latin1');
    let received = '';
    socket.on('data', (chunk: string) => (received += chunk));
    socket.write(requestBytes('/slow-body?pause=3600000'));
    while (!received.includes('piece')) await once(socket, 'data');
    expect(bodyOf(received)).toBe('piece 1 of 5\n');
    socket.destroy();
  });

  it.each(['pieces=0', 'pieces=1.5', 'pause=0', 'pause=-1'])('answers 400 to ?%s', async (query) => {
    const { status, body } = await ask(`${target.url}/slow-body?${query}`);
    expect(status).toBe(400);
    expect(body).toContain(': expected ');
  });
});

/** The sizes that a chunked body names, the final 0 included. */
function chunkSizes(body: string): number[] {
  const sizes: number[] = [];
  let at = 0;
  while (at < body.length) {
    const lineEnd = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.slice(at, lineEnd), 16);
    sizes.push(size);
    at = lineEnd + 2 + size + 2;
  }
  return sizes;
}
