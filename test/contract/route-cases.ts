import { describe, expect } from 'vitest';
import { respond } from '../support/scripted-server.ts';
import type { Bench } from './bench.ts';
import { expectMeaning, expectOrdered, get, request } from './client.ts';
import { large, ok } from './responses.ts';

/** Unix sockets, TLS, and what goes over the wire. */
export function routeCases(bench: Bench): void {
  describe('other ways to the target', () => {
    bench.check('speaks over a unix socket', async () => {
      const client = await bench.start([respond('hello')], {}, 'unix');
      expectMeaning(await client.request(get), respond('hello'));
    });

    bench.check('speaks TLS to a server whose authority it was given', async () => {
      const client = await bench.start([respond('hello'), respond(large)], {}, 'tls');
      const first = await client.request(get);
      expectMeaning(first, respond('hello'));
      expectOrdered(first.exchange);
      expectMeaning(await client.request(get), respond(large));
      expect(client.opens).toBe(1);
      expect(client.tlsMs).toBeGreaterThan(0);
    });

    bench.check('counts the bytes before TLS', async () => {
      const client = await bench.start([respond('hello')], {}, 'tls');
      const { exchange } = await client.request(get);
      expect(exchange.receivedBytes).toBe(ok('hello').length);
      expect(exchange.sentBytes).toBeLessThan(get.bytes.length + 40);
    });

    bench.check('rejects a certificate that it has no authority for', async () => {
      const tls = { serverName: 'localhost', ca: null, cert: null, key: null, verify: true };
      const client = await bench.start([respond('hello')], { tls }, 'tls');
      const { exchange } = await client.request(get);
      expect(exchange.reason).toBe('tls');
      expect(exchange.detail).toMatch(/self-signed/);
      expect(exchange.connectionAt).toBeNaN();
      expect(client.harness.requests).toHaveLength(0);
      expect(client.connection.free).toBe(0);
      await client.whenFree();
    });

    bench.check('accepts any certificate when it was told not to verify', async () => {
      const tls = { serverName: '', ca: null, cert: null, key: null, verify: false };
      const client = await bench.start([respond('hello')], { tls }, 'tls');
      expectMeaning(await client.request(get), respond('hello'));
    });

    bench.check('sends a large body whole', async () => {
      const client = await bench.start([respond('hello')]);
      expectMeaning(await client.request(request('POST', '/', large)), respond('hello'));
      expect(client.harness.requests[0]?.endsWith(`\r\n\r\n${large}`)).toBe(true);
    });

    bench.check('puts each header on the wire once', async () => {
      const client = await bench.start([respond('hello')]);
      await client.request(request('POST', '/a?b=%20c', 'body'));
      const [text = ''] = client.harness.requests;
      const names = text
        .split('\r\n\r\n')[0]
        ?.split('\r\n')
        .slice(1)
        .map((line) => line.split(':')[0]?.toLowerCase());
      expect(text.split('\r\n')[0]).toBe('POST /a?b=%20c HTTP/1.1');
      expect(names?.filter((header) => header !== 'connection').toSorted()).toEqual([
        'content-length',
        'host',
        'x-own',
      ]);
      expect(text.endsWith('\r\n\r\nbody')).toBe(true);
    });
  });
}
