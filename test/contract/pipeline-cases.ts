import { describe, expect } from 'vitest';
import { raw, respond } from '../support/scripted-server.ts';
import type { Bench } from './bench.ts';
import { expectOrdered, get, request } from './client.ts';
import { means, ok } from './responses.ts';

/** Several requests at once on one socket. */
export function pipelineCases(bench: Bench): void {
  describe('pipelining', () => {
    bench.check('matches answers to requests in order', async () => {
      const answers = [
        respond('a', { delayMs: 10 }),
        respond('bb'),
        respond('ccc', { delayMs: 5 }),
        respond(''),
      ];
      const client = await bench.start(answers, { pipelining: 4 });
      const exchanges = client.sendMany(get, 4);
      await client.whenEnded(4);
      expect(client.ended.map((end) => end.exchange)).toEqual(exchanges);
      expect(client.ended.map((end) => end.body)).toEqual(['a', 'bb', 'ccc', '']);
      expect(client.opens).toBe(1);
      for (const exchange of exchanges) expectOrdered(exchange);
    });

    bench.check('takes several answers from one read', async () => {
      const answers = [means(raw(''), 'a'), means(raw(ok('a') + ok('bb')), 'bb')];
      const client = await bench.start(answers, { pipelining: 2 });
      client.sendMany(get, 2);
      await client.whenEnded(2);
      expect(client.reasons).toEqual(['none', 'none']);
      expect(client.ended.map((end) => end.body)).toEqual(['a', 'bb']);
    });

    bench.check('carries requests with bodies and different methods', async () => {
      const client = await bench.start([respond('hello')], { pipelining: 3 });
      client.send(request('POST', '/a', 'one'));
      client.send(get);
      client.send(request('DELETE', '/c'));
      await client.whenEnded(3);
      expect(client.reasons).toEqual(['none', 'none', 'none']);
      expect(client.harness.requests.map((text) => text.split(' ')[0])).toEqual(['POST', 'GET', 'DELETE']);
    });

    bench.check('fails what is behind a lost response, and does not send it again', async () => {
      const client = await bench.start(
        [respond('hello'), raw('', { after: 'reset', meaning: { kind: 'failure', reason: 'reset' } })],
        {
          pipelining: 4,
        },
      );
      client.sendMany(get, 4);
      await client.whenEnded(4);
      expect(client.reasons[0]).toBe('none');
      // When both arrive at once, libuv makes an end of a reset that comes behind bytes.
      const reason = client.reasons[1] === 'closed-early' ? 'closed-early' : 'reset';
      expect(client.reasons.slice(1)).toEqual([reason, reason, reason]);
      await client.harness.pass(30);
      expect(client.harness.requests).toHaveLength(4);
      expect(client.harness.connections).toBe(1);
    });

    bench.check('calls only the broken response a protocol failure', async () => {
      const client = await bench.start([respond('hello'), raw('garbage\r\n\r\n')], { pipelining: 3 });
      client.sendMany(get, 3);
      await client.whenEnded(3);
      expect(client.reasons).toEqual(['none', 'protocol', 'closed-early']);
    });
  });
}
