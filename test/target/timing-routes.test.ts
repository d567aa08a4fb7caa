import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTarget, type Target } from '../../src/target/server.ts';
import { ask, requestBytes } from './client.ts';

let target: Target;
beforeAll(async () => (target = await startTarget({ host: '127.0.0.1', port: 0 })));
afterAll(() => target.close());

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; tookMs: number }> {
  const startMs = performance.now();
  const value = await work();
  return { value, tookMs: performance.now() - startMs };
}

function many<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => work(index)));
}

describe('/delay/:ms', () => {
  it.each([0, 0.4, 1, 7, 12.5, 30])('answers after %d ms and never before', async (delayMs) => {
    const { value, tookMs } = await timed(() => ask(`${target.url}/delay/${delayMs}`));
    expect(value.body).toBe(`waited ${delayMs} ms\n`);
    expect(tookMs).toBeGreaterThanOrEqual(delayMs);
  });

  it('lets any number of requests wait at once', async () => {
    const { value, tookMs } = await timed(() => many(40, () => ask(`${target.url}/delay/200`)));
    expect(value.every(({ status }) => status === 200)).toBe(true);
    expect(tookMs).toBeLessThan(4000);
  });

  it.each(['-1', 'soon', '3600001', '1e3', ''])('answers 400 to "%s"', async (delay) => {
    const { status, body } = await ask(`${target.url}/delay/${delay}`);
    expect(status).toBe(400);
    expect(body).toBe(`expected milliseconds, a number from 0 to 3600000, got "${delay}"\n`);
  });

  it('goes on serving when a waiting client leaves', async () => {
    const socket = connect(target.port, '127.0.0.1');
    socket.write(requestBytes('/delay/5'));
    await once(socket, 'connect');
    socket.destroy();
    expect((await ask(`${target.url}/delay/20`)).status).toBe(200);
  });
});

describe('/pool/:size/:ms', () => {
  it('serves as many at once as it has places', async () => {
    const { value, tookMs } = await timed(() => many(12, () => ask(`${target.url}/pool/4/50`)));
    expect(value.map(({ body }) => body)).toEqual(Array.from({ length: 12 }, () => 'took 50 ms\n'));
    expect(tookMs).toBeGreaterThanOrEqual(150);
    expect(tookMs).toBeLessThan(600);
  });

  it('has a pool for each size, whatever time a request takes', async () => {
    const { tookMs } = await timed(() =>
      Promise.all([
        ...[60, 70].map((ms) => ask(`${target.url}/pool/1/${ms}`)),
        ...[60, 70].map((ms) => ask(`${target.url}/pool/2/${ms}`)),
      ]),
    );
    expect(tookMs).toBeGreaterThanOrEqual(130);
    expect(tookMs).toBeLessThan(190);
  });

  it.each([
    ['0/5', 'expected a pool size, a whole number from 1 to 1000, got "0"'],
    ['1.5/5', 'expected a pool size, a whole number from 1 to 1000, got "1.5"'],
    ['4', 'expected milliseconds, a number from 0 to 3600000, got ""'],
    ['4/5/6', 'expected milliseconds, a number from 0 to 3600000, got "5/6"'],
  ])('answers 400 to %s', async (path, text) => {
    const { status, body } = await ask(`${target.url}/pool/${path}`);
    expect([status, body]).toEqual([400, `${text}\n`]);
  });
});

describe('/serial/:ms', () => {
  it('serves one request at a time', async () => {
    const { value, tookMs } = await timed(() => many(8, () => ask(`${target.url}/serial/10`)));
    expect(value.map(({ body }) => body)).toEqual(Array.from({ length: 8 }, () => 'took 10 ms\n'));
    expect(tookMs).toBeGreaterThanOrEqual(80);
  });

  it('is one queue, whatever time each request takes', async () => {
    const { tookMs } = await timed(() => many(6, (index) => ask(`${target.url}/serial/${5 + index}`)));
    expect(tookMs).toBeGreaterThanOrEqual(5 + 6 + 7 + 8 + 9 + 10);
  });

  it('serves in the order of arrival', async () => {
    const served: number[] = [];
    const first = ask(`${target.url}/serial/100`);
    const queued: Promise<unknown>[] = [];
    for (let index = 0; index < 5; index++) {
      // The answer to another request proves that those before it have arrived.
      await ask(`${target.url}/`);
      queued.push(ask(`${target.url}/serial/${20 - index}`).then(() => served.push(index)));
    }
    await Promise.all([first, ...queued]);
    expect(served).toEqual([0, 1, 2, 3, 4]);
  });

  it('spends no time on clients that left the queue', async () => {
    const first = ask(`${target.url}/serial/300`);
    const leaver = connect(target.port, '127.0.0.1');
    leaver.write(requestBytes('/serial/3600000'));
    await once(leaver, 'connect');
    await ask(`${target.url}/`);
    leaver.destroy();
    await first;
    expect((await ask(`${target.url}/serial/1`)).status).toBe(200);
  });

  it('keeps a queue of very short turns moving', async () => {
    const answers = await many(200, () => ask(`${target.url}/serial/0.01`));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  });
});
