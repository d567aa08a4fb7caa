import { describe, expect } from 'vitest';
import { respond } from '../support/scripted-server.ts';
import type { Bench } from './bench.ts';
import { expectMeaning, get } from './client.ts';
import { lasts, ok, saysClose } from './responses.ts';

/** Timers may fire up to a millisecond early by another clock. */
const timerSlackMs = 1.5;

/** When a socket is opened, kept, given up, and not opened for a while. */
export function socketCases(bench: Bench): void {
  describe('giving up a socket', () => {
    bench.check('opens a new one after Connection: close', async () => {
      const last = lasts(saysClose(ok('bye')), 'bye');
      const client = await bench.start([last, respond('hello')]);
      expectMeaning(await client.request(get), last);
      expect(client.connection.free).toBe(1);
      expectMeaning(await client.request(get), respond('hello'));
      expect([client.opens, client.closes]).toEqual([2, 1]);
    });

    bench.check('fails what was pipelined behind Connection: close, and does not send it again', async () => {
      const last = lasts(saysClose(ok('bye')), 'bye');
      const client = await bench.start([{ ...last, after: 'end' }], { pipelining: 3 });
      client.sendMany(get, 3);
      await client.whenEnded(3);
      expect(client.reasons).toEqual(['none', 'closed-early', 'closed-early']);
      await client.harness.pass(10);
      expect(client.harness.requests).toHaveLength(3);
      expect(client.harness.connections).toBe(1);
    });

    bench.check('opens a new one after the asked number of requests', async () => {
      const client = await bench.start([respond('hello')], { requestsPerConnection: 3 });
      for (let sent = 0; sent < 7; sent++) expectMeaning(await client.request(get), respond('hello'));
      expect([client.opens, client.closes]).toEqual([3, 2]);
      expect(client.harness.connections).toBe(3);
    });

    bench.check('splits a pipeline over sockets by the asked number of requests', async () => {
      const client = await bench.start([respond('hello')], { requestsPerConnection: 2, pipelining: 4 });
      client.sendMany(get, 4);
      client.sendMany(get, client.connection.free);
      await client.whenEnded(4);
      expect(client.reasons).toEqual(['none', 'none', 'none', 'none']);
      expect(client.harness.requests).toHaveLength(4);
      expect(client.harness.connections).toBe(2);
    });

    bench.check('opens a new one when the server has closed an idle one', async () => {
      const client = await bench.start([{ ...respond('hello'), after: 'end' }, respond('next')]);
      await client.request(get);
      await client.harness.until(() => client.closes === 1);
      expect(client.faults).toEqual(['none']);
      expectMeaning(await client.request(get), respond('next'));
      expect(client.opens).toBe(2);
    });

    bench.check('takes bytes that answer no request for a fault of the connection', async () => {
      const unasked = { ...respond('hello'), pieces: [ok('hello'), 'HTTP/1.1 200 OK\r\n'], gapMs: 5 };
      const client = await bench.start([unasked, respond('next')]);
      expectMeaning(await client.request(get), unasked);
      await client.harness.until(() => client.closes === 1);
      expect(client.faults).toEqual(['protocol']);
      expectMeaning(await client.request(get), respond('next'));
    });
  });

  describe('opening ahead of the first request', () => {
    bench.check('opens when it is asked to, for the requests that follow', async () => {
      const client = await bench.start([respond('hello')]);
      expect(client.connection.open()).toBe(true);
      await client.harness.until(() => client.opens === 1);
      await client.harness.pass(5);
      expectMeaning(await client.request(get), respond('hello'));
      expect([client.opens, client.failedOpens]).toEqual([1, []]);
    });

    bench.check('has nothing left to open once all is opening', async () => {
      const client = await bench.start([respond('hello')]);
      let opening = 0;
      while (client.connection.open() && opening < 10) opening++;
      await client.harness.until(() => client.opens === opening);
      expect(opening).toBeLessThan(10);
      expect(client.connection.open()).toBe(false);
    });

    bench.check('takes requests while it opens', async () => {
      const client = await bench.start([respond('hello')]);
      client.connection.open();
      expect(client.connection.free).toBe(1);
      expectMeaning(await client.request(get), respond('hello'));
      expect(client.opens).toBe(1);
    });

    bench.check('says why it could not open, and pauses', async () => {
      const client = await bench.start([], {}, 'refusing');
      client.connection.open();
      await client.harness.until(() => client.failedOpens.length > 0);
      expect(client.failedOpens).toEqual(['connect-refused']);
      expect([client.connection.free, client.ended.length]).toEqual([0, 0]);
      await client.harness.until(() => client.readies === 1);
    });

    bench.check('gives up opening when it takes too long', async () => {
      const client = await bench.start([], { timeouts: { connectMs: 30, tlsMs: 30 } }, 'mute-tls');
      client.connection.open();
      await client.harness.until(() => client.failedOpens.length > 0);
      expect(client.failedOpens[0]).toMatch(/^(connect|tls)-timeout$/);
    });

    bench.check('stays silent when it is closed while it opens', async () => {
      const client = await bench.start([respond('hello')]);
      client.connection.open();
      client.connection.close();
      await client.harness.pass(10);
      expect([client.opens, client.closes, client.failedOpens]).toEqual([0, 0, []]);
    });
  });

  describe('failing to open', () => {
    bench.check('says connect-refused when nobody listens', async () => {
      const client = await bench.start([], { pipelining: 2 }, 'refusing');
      client.sendMany(get, 2);
      await client.whenEnded(2);
      expect(client.reasons).toEqual(['connect-refused', 'connect-refused']);
      for (const { exchange } of client.ended) {
        expect(exchange.detail).not.toBe('');
        expect([exchange.connectionAt, exchange.writtenAt, exchange.firstByteAt]).toEqual([NaN, NaN, NaN]);
        expect(exchange.endedAt).toBeGreaterThanOrEqual(exchange.dispatchedAt);
      }
      expect([client.opens, client.closes]).toEqual([0, 0]);
    });

    bench.check('says port-exhausted when it cannot bind its own address', async () => {
      // Set aside for documentation: no machine has it.
      const client = await bench.start([respond('hello')], { localAddress: '192.0.2.1' });
      const { exchange } = await client.request(get);
      expect(exchange.reason).toBe('port-exhausted');
      expect(client.harness.connections).toBe(0);
    });

    bench.check('pauses after a failure until it says that it is ready', async () => {
      const client = await bench.start([], {}, 'refusing');
      const free: number[] = [];
      client.afterEnd = () => free.push(client.connection.free);
      await client.request(get);
      expect(free).toEqual([0]);
      await client.harness.until(() => client.readies === 1);
      expect(client.connection.free).toBe(1);
      const { exchange } = await client.request(get);
      expect(exchange.reason).toBe('connect-refused');
      await client.harness.until(() => client.readies === 2);
    });

    bench.check('pauses longer with every failure in a row', async () => {
      const client = await bench.start([], {}, 'refusing');
      const pausesMs: number[] = [];
      for (let failures = 1; failures <= 3; failures++) {
        const { exchange } = await client.request(get);
        await client.whenFree();
        pausesMs.push(client.harness.clock.now() - exchange.endedAt);
      }
      for (const [index, pauseMs] of pausesMs.entries()) {
        expect(pauseMs).toBeGreaterThanOrEqual(0.8 * 10 * 2 ** index - timerSlackMs);
      }
    });
  });
}
