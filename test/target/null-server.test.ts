import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { startNullServer } from '../../src/target/server.ts';
import { ask } from './client.ts';

const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

it('answers whatever is asked', async () => {
  const { url } = await start();
  for (const path of ['/', '/nothing/here?a=1']) {
    expect(await ask(url + path)).toMatchObject({ status: 200, body: 'ok' });
  }
});

it.each([
  ['whole', ['GET / HTTP/1.1\r\nHost: a\r\n\r\n'], 1],
  ['byte by byte', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'.split(''), 1],
  ['in two, within the end', ['GET / HTTP/1.1\r\nHost: a\r\n\r', '\n'], 1],
  ['three at once', ['GET / HTTP/1.1\r\n\r\n'.repeat(3)], 3],
  ['with a CR too many', ['GET / HTTP/1.1\r\r\n\r\n'], 1],
  ['with an LF behind it', ['GET / HTTP/1.1\r\n\r\n\n'], 1],
  ['not to its end', ['GET / HTTP/1.1\r\nHost: a\r\n'], 0],
])('gives each head one answer: %s', async (_name, pieces, answers) => {
  const { port } = await start();
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const received: Buffer[] = [];
  socket.on('data', (bytes) => received.push(bytes));
  for (const piece of pieces) await new Promise((resolve) => socket.write(piece, resolve));
  // What is written after the last head comes back after its answer.
  const ended = new Promise((resolve) => socket.once('close', resolve));
  socket.end();
  await ended;
  expect(Buffer.concat(received).toString()).toBe(answer.repeat(answers));
});

it('a client that breaks off does not end it', async () => {
  const { url, port } = await start();
  const socket = connect({ port, host: '127.0.0.1' });
  await new Promise((resolve) => socket.once('connect', resolve));
  socket.write('GET / HTTP/1.1\r\n\r\n'.repeat(1000));
  socket.resetAndDestroy();
  expect((await ask(url)).status).toBe(200);
});

async function start(): ReturnType<typeof startNullServer> {
  const server = await startNullServer({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => server.close());
  return server;
}
