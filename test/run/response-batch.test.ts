import fc from 'fast-check';
import { expect, it } from 'vitest';
import { failureReasons } from '../../src/http/failure.ts';
import { BatchWriter, readBatch, type ResponseRow, type SentRequest } from '../../src/run/response-batch.ts';

const instant = fc.oneof(fc.constant(NaN), fc.double({ min: 0, max: 1e6, noNaN: true }));
const row: fc.Arbitrary<ResponseRow> = fc.record({
  number: fc.integer({ min: 1, max: 2 ** 45 }),
  status: fc.integer({ min: 200, max: 599 }),
  reason: fc.constantFrom('none', ...failureReasons),
  detail: fc.constantFrom('', 'read ECONNRESET', 'closed early'),
  bodyBytes: fc.integer({ min: 100, max: 1e9 }),
  startedAtMs: fc.double({ min: 0, max: 1e6, noNaN: true }),
  serviceTimeMs: instant,
  responseTimeMs: instant,
});
const requests: readonly SentRequest[] = [
  { method: 'GET', url: 'http://a/1' },
  { method: 'POST', url: 'http://b/2' },
];
const body = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 2 });
const responses = fc.array(fc.tuple(row, fc.constantFrom(...requests), body), { maxLength: 20 });

it('a batch carries responses unchanged, over a clone and over several batches of one writer', () => {
  const writer = new BatchWriter();
  fc.assert(
    fc.property(responses, (sent) => {
      for (const [each, request, pieces] of sent) {
        writer.add(each, request, pieces, Buffer.concat(pieces).length);
      }
      expect(writer.count).toBe(sent.length);
      const read = [...readBatch(structuredClone(writer.take()))];
      expect(read).toEqual(
        sent.map(([{ status, serviceTimeMs, responseTimeMs, ...each }, request, pieces]) => ({
          ...each,
          ...request,
          status: each.reason === 'none' ? status : null,
          serviceTimeMs: Number.isNaN(serviceTimeMs) ? null : serviceTimeMs,
          responseTimeMs: Number.isNaN(responseTimeMs) ? null : responseTimeMs,
          body: new Uint8Array(Buffer.concat(pieces)),
          isCut: true,
        })),
      );
    }),
  );
});

it('a body is cut when more came than was kept', () => {
  const writer = new BatchWriter();
  const whole: ResponseRow = {
    number: 1,
    status: 200,
    reason: 'none',
    detail: '',
    bodyBytes: 3,
    startedAtMs: 0,
    serviceTimeMs: 1,
    responseTimeMs: NaN,
  };
  writer.add(whole, { method: 'GET', url: 'http://a/' }, [Buffer.from('abc')], 3);
  writer.add({ ...whole, bodyBytes: 4 }, { method: 'GET', url: 'http://a/' }, [Buffer.from('abc')], 3);
  expect([...readBatch(writer.take())].map(({ isCut }) => isCut)).toEqual([false, true]);
});
