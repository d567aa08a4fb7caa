import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTarget, type Target } from '../../src/target/server.ts';
import { ask, bodyOf, requestBytes, talk } from './client.ts';

let target: Target;
beforeAll(async () => (target = await startTarget({ host: '127.0.0.1', port: 0 })));
afterAll(() => target.close());

describe('/flaky/:percent', () => {
  it.each([
    ['0', 0, 100],
    ['1', 1, 100],
    ['10', 10, 100],
    ['33', 33, 100],
    ['33.3', 333, 1000],
    ['0.1', 1, 1000],
    ['100', 100, 100],
  ])('with %s fails exactly %d of %d', async (percent, failures, requests) => {
    const { received } = await talk(
      target.port,
      requestBytes(`/flaky/${percent}`).repeat(requests - 1) +
        requestBytes(`/flaky/${percent}`, { close: true }),
    );
    expect(received.match(/HTTP\/1\.1 500 /g) ?? []).toHaveLength(failures);
    expect(received.match(/HTTP\/1\.1 200 /g) ?? []).toHaveLength(requests - failures);
  });

  it('spreads the failures evenly', async () => {
    const { received } = await talk(
      target.port,
      requestBytes('/flaky/25').repeat(7) + requestBytes('/flaky/25', { close: true }),
    );
    const statuses = [...received.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => status);
    expect(statuses).toEqual(['200', '200', '200', '500', '200', '200', '200', '500']);
  });

  it.each(['101', '-1', 'often'])('answers 400 to "%s"', async (percent) => {
    const { status, body } = await ask(`${target.url}/flaky/${percent}`);
    expect(status).toBe(400);
    expect(body).toBe(`expected a percentage, a number from 0 to 100, got "${percent}"\n`);
  });
});

describe('/close-early', () => {
  it('sends half of the body that it announces, then FIN', async () => {
    const { received, ending } = await talk(target.port, requestBytes('/close-early'));
    expect(ending).toBe('fin');
    const announced = Number(/Content-Length: (\d+)/.exec(received)?.[1]);
    expect(bodyOf(received).length).toBe(Math.floor(announced / 2));
  });

  it('ends with FIN after a body of its own, too', async () => {
    const body = 'x'.repeat(300_000);
    const head = `POST /close-early HTTP/1.1\r\nHost: target\r\nContent-Length: ${body.length}\r\n\r\n`;
    const { received, ending } = await talk(target.port, head + body);
    expect(ending).toBe('fin');
    expect(received).toMatch(/^HTTP\/1\.1 200 OK/);
  });

  it('loses nothing of the half when requests are pipelined behind it', async () => {
    const { received, ending } = await talk(target.port, requestBytes('/close-early').repeat(50));
    expect(ending).toBe('fin');
    expect(received.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(1);
    expect(bodyOf(received)).toBe('the second half of th');
  });
});

describe('/reset', () => {
  it('resets the connection without a byte', async () => {
    const { received, ending } = await talk(target.port, requestBytes('/reset'));
    expect({ received, ending }).toEqual({ received: '', ending: 'reset' });
  });

  it('leaves other connections alone', async () => {
    const waiting = ask(`${target.url}/delay/50`);
    await talk(target.port, requestBytes('/reset'));
    expect((await waiting).status).toBe(200);
  });
});

describe('/first-then-close', () => {
  it('answers the first request of a connection and keeps it alive', async () => {
    const { received, ending } = await talk(target.port, requestBytes('/first-then-close').repeat(2));
    expect(received).toContain('Connection: keep-alive\r\n');
    expect(received.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(1);
    expect(bodyOf(received)).toBe('the next request on this connection gets no answer\n');
    expect(ending).toBe('fin');
  });

  it('counts each connection by itself', async () => {
    for (let connection = 0; connection < 3; connection++) {
      expect((await ask(`${target.url}/first-then-close`)).status).toBe(200);
    }
  });
});
