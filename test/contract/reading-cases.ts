import { describe, expect } from 'vitest';
import { raw, respond } from '../support/scripted-server.ts';
import type { Bench } from './bench.ts';
import { expectMeaning, expectOrdered, get, request } from './client.ts';
import { brokenResponses, cutResponses, wholeResponses, means, ok } from './responses.ts';

/** What is made of whole, broken and cut responses. */
export function readingCases(bench: Bench): void {
  describe('reading responses', () => {
    for (const [what, answer] of wholeResponses) {
      bench.check(`reads ${what}`, async () => {
        const client = await bench.start([answer, respond('next')]);
        const first = await client.request(get);
        expectMeaning(first, answer);
        expectOrdered(first.exchange);
        expect(first.exchange.bodyBytes).toBe(first.body.length);
        expectMeaning(await client.request(get), respond('next'));
      });
    }

    bench.check('reads the head of a response to HEAD and keeps the connection', async () => {
      const headOnly = means(raw('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n'), '');
      const client = await bench.start([headOnly, headOnly, respond('next')]);
      expectMeaning(await client.request(request('HEAD')), headOnly);
      expectMeaning(await client.request(request('HEAD')), headOnly);
      expectMeaning(await client.request(get), respond('next'));
      expect(client.opens).toBe(1);
    });

    bench.check('counts the bytes of a response', async () => {
      const client = await bench.start([respond('hello')]);
      const { exchange } = await client.request(get);
      expect(exchange.receivedBytes).toBe(ok('hello').length);
      expect(exchange.sentBytes).toBeGreaterThanOrEqual(get.bytes.length);
    });

    for (const [what, answer] of brokenResponses) {
      bench.check(`calls ${what} a protocol failure and goes on`, async () => {
        const client = await bench.start([answer, respond('next')]);
        const broken = await client.request(get);
        expect(broken.exchange.reason).toBe('protocol');
        expect(broken.exchange.detail).not.toBe('');
        await client.whenFree();
        expectMeaning(await client.request(get), respond('next'));
        expect(client.harness.requests).toHaveLength(2);
      });
    }

    for (const [what, reason, answer] of cutResponses) {
      bench.check(`says ${reason} when the server ${what}, and does not try again`, async () => {
        const client = await bench.start([
          { ...answer, meaning: { kind: 'failure', reason } },
          respond('next'),
        ]);
        const { exchange } = await client.request(get);
        // On a busy machine a reset that comes behind bytes can still look like an end: libuv does not tell.
        const isReset = answer.after === 'reset' && answer.pieces.length > 0;
        expect(isReset ? [reason, 'closed-early'] : [reason]).toContain(exchange.reason);
        expect(exchange.status).toBe(0);
        expectOrdered(exchange);
        await client.whenFree();
        expect(client.harness.requests).toHaveLength(1);
        expectMeaning(await client.request(get), respond('next'));
        expect(client.opens).toBe(2);
      });
    }
  });
}
