import { describe, expect, it } from 'vitest';
import { BatchWriter, type Receipt, type ResponseBatch } from '../../src/run/response-batch.ts';
import { ResponseDelivery } from '../../src/run/response-delivery.ts';
import type { ResponseRecord } from '../../src/run/response-record.ts';

const keep = { mostResponses: Infinity, maxBodyBytes: 1, windowBytes: 1, windowResponses: 1 };

describe('a delivery', () => {
  it('hands over one response after the other and tells when a batch is dealt with', async () => {
    const events: (number | Receipt)[] = [];
    const delivery = new ResponseDelivery({
      keep,
      onResponse: ({ number }) => void events.push(number),
      below: () => 7,
    });
    delivery.take(batchOf(1, 3), 0, (receipt) => events.push(receipt));
    delivery.take(batchOf(2), 5, (receipt) => events.push(receipt));
    await delivery.finish();
    expect(events).toEqual([
      1,
      3,
      { responses: 2, bytes: 4, below: 7 },
      2,
      { responses: 1, bytes: 2, below: 7 },
    ]);
    expect(delivery.counts).toEqual({ delivered: 3, dropped: 5 });
  });

  it('waits for a promise before the next, and lets no worker send more meanwhile', async () => {
    const gates = new Map<number, () => void>();
    const begun: number[] = [];
    const receipts: Receipt[] = [];
    const delivery = new ResponseDelivery({
      keep,
      onResponse: ({ number }) =>
        new Promise((resolve) => {
          begun.push(number);
          gates.set(number, resolve);
        }),
    });
    delivery.take(batchOf(1, 2), 0, (receipt) => receipts.push(receipt));
    await turn();
    expect([begun, receipts]).toEqual([[1], []]);
    gates.get(1)?.();
    await turn();
    expect([begun, receipts]).toEqual([[1, 2], []]);
    gates.get(2)?.();
    await delivery.finish();
    expect(receipts).toEqual([{ responses: 2, bytes: 4, below: Infinity }]);
  });

  it('that is stopped does not wait for what hangs, and counts the rest as dropped', async () => {
    const delivery = new ResponseDelivery({ keep, onResponse: () => new Promise(() => {}) });
    delivery.take(batchOf(1, 2, 3), 0, () => {});
    await turn();
    delivery.stop();
    await delivery.finish();
    expect(delivery.counts).toEqual({ delivered: 1, dropped: 2 });
  });

  it.each([
    ['throws', (): void => fail()],
    ['rejects', (): Promise<void> => Promise.reject(new Error('mine'))],
  ])('ends when its receiver %s, who hears no more', async (_how, react) => {
    const heard: ResponseRecord[] = [];
    const thrown: unknown[] = [];
    const delivery = new ResponseDelivery({
      keep,
      onResponse: (response) => {
        heard.push(response);
        return react();
      },
    });
    delivery.onThrow((error) => thrown.push(error));
    delivery.take(batchOf(1, 2), 0, () => {});
    delivery.take(batchOf(3), 0, () => {});
    await expect(delivery.finish()).rejects.toThrow('mine');
    expect(thrown).toHaveLength(1);
    expect(heard).toHaveLength(1);
  });
});

function batchOf(...numbers: readonly number[]): ResponseBatch {
  const writer = new BatchWriter();
  for (const number of numbers) {
    writer.add(
      {
        number,
        status: 200,
        reason: 'none',
        detail: '',
        bodyBytes: 2,
        startedAtMs: 0,
        serviceTimeMs: 1,
        responseTimeMs: NaN,
      },
      { method: 'GET', url: 'http://a/' },
      [Buffer.from('ok')],
      2,
    );
  }
  return writer.take();
}

function fail(): never {
  throw new Error('mine');
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
