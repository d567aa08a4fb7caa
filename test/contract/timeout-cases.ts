import { describe, expect } from 'vitest';
import { raw, respond } from '../support/scripted-server.ts';
import type { Bench } from './bench.ts';
import { PreparedRequest } from '../../src/http/prepare.ts';
import { expectLasted, expectMeaning, get } from './client.ts';
import { means, ok } from './responses.ts';

/** Each kind of timeout. */
export function timeoutCases(bench: Bench): void {
  describe('timing out', () => {
    const silence = raw('', { meaning: { kind: 'silence' } });

    bench.check('gives up when the first byte is late', async () => {
      const client = await bench.start([silence], { timeouts: { firstByteMs: 30, totalMs: 5000 } });
      const { exchange } = await client.request(get);
      expect(exchange.reason).toBe('first-byte-timeout');
      expect(exchange.firstByteAt).toBeNaN();
      expectLasted(exchange.endedAt - exchange.writtenAt, 30);
    });

    bench.check('gives up when a body stands still', async () => {
      const stalled = raw(ok('hello').slice(0, -2), { meaning: { kind: 'silence' } });
      const client = await bench.start([stalled], { timeouts: { idleMs: 30, totalMs: 5000 } });
      const { exchange } = await client.request(get);
      expect(exchange.reason).toBe('idle-timeout');
      expectLasted(exchange.endedAt - exchange.firstByteAt, 30);
    });

    bench.check('bears a slow body that does not stand still', async () => {
      const pieces = [`HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n`, 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
      const slow = { ...means(raw(''), 'abcdefgh'), pieces, gapMs: 10 };
      const client = await bench.start([slow], { timeouts: { idleMs: 60 } });
      expectMeaning(await client.request(get), slow);
    });

    bench.check('gives up on a request when its own time is up', async () => {
      const client = await bench.start([silence], { timeouts: { totalMs: 5000 } });
      const { exchange } = await client.request(getWithin(30));
      expect(exchange.reason).toBe('response-timeout');
      expectLasted(exchange.endedAt - exchange.dispatchedAt, 30);
    });

    bench.check('gives a request all the time of its own', async () => {
      const late = respond('late', { delayMs: 60 });
      const client = await bench.start([late], { timeouts: { totalMs: 20 } });
      expectMeaning(await client.request(getWithin(5000)), late);
      expectMeaning(await client.request(getWithin(Infinity)), late);
      expect((await client.request(get)).exchange.reason).toBe('response-timeout');
    });

    bench.check('counts the own time of a request from when it is the oldest on its socket', async () => {
      const answers = [respond('slow', { delayMs: 100 }), silence];
      const client = await bench.start(answers, { pipelining: 2, timeouts: { totalMs: 5000 } });
      client.send(get);
      client.send(getWithin(20));
      await client.whenEnded(2);
      expect(client.reasons).toEqual(['none', 'response-timeout']);
      const [first, second] = client.ended;
      expectLasted((second?.exchange.endedAt ?? NaN) - (first?.exchange.endedAt ?? NaN), 0);
    });

    bench.check('gives up when the whole takes too long', async () => {
      const client = await bench.start([silence], { timeouts: { totalMs: 30 } });
      const { exchange } = await client.request(get);
      expect(exchange.reason).toBe('response-timeout');
      expectLasted(exchange.endedAt - exchange.dispatchedAt, 30);
    });

    bench.check('gives up on all that is pipelined behind a late answer', async () => {
      const client = await bench.start([silence], { pipelining: 3, timeouts: { firstByteMs: 30 } });
      client.sendMany(get, 3);
      await client.whenEnded(3);
      expect(client.reasons).toEqual(Array<string>(3).fill('first-byte-timeout'));
      await client.harness.pass(20);
      expect(client.harness.connections).toBe(1);
    });

    bench.check('opens a new socket after a timeout', async () => {
      const client = await bench.start([silence, respond('next')], { timeouts: { totalMs: 30 } });
      await client.request(get);
      expect(client.connection.free).toBe(1);
      expectMeaning(await client.request(get), respond('next'));
      expect([client.opens, client.closes]).toEqual([2, 1]);
    });

    bench.check('gives up a handshake that does not end', async () => {
      const client = await bench.start([silence], { timeouts: { tlsMs: 30, totalMs: 5000 } }, 'mute-tls');
      const { exchange } = await client.request(get);
      expect(exchange.reason).toBe('tls-timeout');
      expect(exchange.connectionAt).toBeNaN();
      expect(client.opens).toBe(0);
    });

    bench.check('counts the opening of a socket into the total time', async () => {
      const client = await bench.start([silence], { timeouts: { tlsMs: 5000, totalMs: 30 } }, 'mute-tls');
      const { exchange } = await client.request(get);
      expect(exchange.reason).toBe('response-timeout');
      expectLasted(exchange.endedAt - exchange.dispatchedAt, 30);
    });
  });
}

function getWithin(timeoutMs: number): PreparedRequest {
  return new PreparedRequest(get.spec, 0, timeoutMs);
}
