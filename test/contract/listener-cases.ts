import { describe, expect } from 'vitest';
import { raw, respond } from '../support/scripted-server.ts';
import type { Bench } from './bench.ts';
import { get } from './client.ts';

/** What the listener hears, and when. */
export function listenerCases(bench: Bench): void {
  describe('telling the listener', () => {
    bench.check('ends each exchange once, and never inside send', async () => {
      const client = await bench.start([respond('hello')], { pipelining: 4 });
      const exchanges = client.sendMany(get, 4);
      expect(client.ended).toHaveLength(0);
      await client.whenEnded(4);
      await client.harness.pass(10);
      expect(client.ended.map((end) => end.exchange)).toEqual(exchanges);
    });

    bench.check('takes a new request from inside onEnd', async () => {
      const client = await bench.start([respond('hello')]);
      let left = 20;
      client.afterEnd = () => left-- > 0 && client.send(get);
      client.send(get);
      await client.whenEnded(21);
      expect(client.reasons).toEqual(Array<string>(21).fill('none'));
      expect(client.opens).toBe(1);
    });

    bench.check('has room for as many requests as are pipelined, less those that are open', async () => {
      const client = await bench.start([respond('hello')], { pipelining: 3 });
      const seen = [client.connection.free];
      for (let sent = 0; sent < 3; sent++) {
        client.send(get);
        seen.push(client.connection.free);
      }
      client.afterEnd = () => seen.push(client.connection.free);
      await client.whenEnded(3);
      expect(seen.slice(0, 4)).toEqual([3, 2, 1, 0]);
      expect(client.connection.free).toBe(3);
      expect(seen.slice(4).every((free) => free > 0)).toBe(true);
    });

    bench.check('opens one socket for many requests', async () => {
      const client = await bench.start([respond('hello')]);
      for (let sent = 0; sent < 10; sent++) await client.request(get);
      expect(client.opens).toBe(1);
      expect(client.closes).toBe(0);
      expect(client.harness.connections).toBe(1);
      expect(client.harness.requests).toHaveLength(10);
    });

    bench.check('opens nothing before the first request', async () => {
      const client = await bench.start([respond('hello')]);
      await client.harness.pass(10);
      expect(client.opens).toBe(0);
      expect(client.harness.connections).toBe(0);
    });

    bench.check('reports how long the connect took', async () => {
      const client = await bench.start([respond('hello')]);
      await client.request(get);
      expect(client.connectMs).toBeGreaterThanOrEqual(0);
      expect(client.tlsMs).toBeNaN();
    });
  });

  describe('closing', () => {
    bench.check('ends what is open as aborted, each once, before close returns', async () => {
      const client = await bench.start([raw('', { meaning: { kind: 'silence' } })], { pipelining: 3 });
      client.sendMany(get, 3);
      await client.harness.until(() => client.harness.requests.length === 3);
      client.connection.close();
      expect(client.reasons).toEqual(['aborted', 'aborted', 'aborted']);
      expect(client.closes).toBe(1);
      expect(client.connection.free).toBe(0);
      client.connection.close();
      await client.harness.pass(10);
      expect(client.ended).toHaveLength(3);
      expect(client.closes).toBe(1);
    });

    bench.check('aborts what waits for a socket', async () => {
      const client = await bench.start([respond('hello')]);
      client.send(get);
      client.connection.close();
      expect(client.reasons).toEqual(['aborted']);
      await client.harness.pass(10);
      expect([client.ended.length, client.opens, client.closes]).toEqual([1, 0, 0]);
    });

    bench.check('closes an idle socket', async () => {
      const client = await bench.start([respond('hello')]);
      await client.request(get);
      client.connection.close();
      expect([client.opens, client.closes, client.ended.length]).toEqual([1, 1, 1]);
    });

    bench.check('may be closed from inside onEnd', async () => {
      const client = await bench.start([respond('hello')], { pipelining: 2 });
      client.afterEnd = () => client.connection.close();
      client.sendMany(get, 2);
      await client.whenEnded(2);
      await client.harness.pass(10);
      expect(client.ended).toHaveLength(2);
      expect(client.reasons[0]).toBe('none');
    });

    bench.check('is not ready again after it was closed in a pause', async () => {
      const client = await bench.start([], {}, 'refusing');
      await client.request(get);
      client.connection.close();
      await client.harness.pass(30);
      expect(client.readies).toBe(0);
      expect(client.connection.free).toBe(0);
    });
  });
}
