import { expect, it } from 'vitest';
import { Exchange } from '../../src/http/exchange.ts';
import { PreparedRequest } from '../../src/http/prepare.ts';

it('an exchange that begins anew knows nothing of its last request but whose it is', () => {
  const request = new PreparedRequest({ method: 'GET', path: '/', headers: [], body: null });
  const exchange = new Exchange();
  const sink = { wantsHead: 'never' as const, onHead: () => {}, onBody: () => {} };
  const kept = { number: 7, request, row: 3, owner: 5, sink };
  Object.assign(exchange, kept, {
    connectionAt: 1,
    writtenAt: 2,
    firstByteAt: 3,
    endedAt: 4,
    status: 500,
    reason: 'reset',
    detail: 'x',
    judged: 'check-failed',
    bodyBytes: 1,
    receivedBytes: 2,
    sentBytes: 3,
  });
  exchange.begin(10, 11);
  expect(exchange).toEqual(Object.assign(new Exchange(), kept, { plannedAt: 10, dispatchedAt: 11 }));
});
