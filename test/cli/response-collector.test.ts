import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ResponseCollector } from '../../src/cli/response-collector.ts';
import { responseRecord } from '../support/response-record.ts';

const arrivals = fc.uniqueArray(
  fc.record({ number: fc.integer({ min: 1, max: 500 }), bytes: fc.integer({ min: 0, max: 30 }) }),
  { selector: ({ number }) => number, maxLength: 200 },
);

describe('a collector', () => {
  it('keeps the first responses in request order, as many as fit, whatever their order of arrival', () => {
    const limits = fc.record({
      responses: fc.integer({ min: 1, max: 50 }),
      bytes: fc.integer({ min: 0, max: 400 }),
    });
    fc.assert(
      fc.property(arrivals, limits, (sent, limit) => {
        const collector = new ResponseCollector(limit);
        let mostHeld = 0;
        for (const { number, bytes } of sent) {
          collector.onResponse(responseRecord({ number, body: Buffer.alloc(bytes) }));
          mostHeld = Math.max(mostHeld, collector.heldBytes);
        }
        const sorted = sent.toSorted((a, b) => a.number - b.number);
        let total = 0;
        const beyond = sorted.findIndex(
          ({ bytes }, index) => index >= limit.responses || (total += bytes) > limit.bytes,
        );
        const expected = beyond === -1 ? sorted : sorted.slice(0, beyond);
        expect(collector.collected().map(({ number }) => number)).toEqual(
          expected.map(({ number }) => number),
        );
        expect(mostHeld).toBeLessThanOrEqual(1.25 * limit.bytes + 30);
        expect(collector.isFull).toBe(beyond !== -1 || sent.length >= limit.responses);
      }),
    );
  });

  it('says from which number on it has no use for responses', () => {
    const collector = new ResponseCollector({ responses: 4, bytes: 100 });
    for (const number of [9, 3, 7, 1]) collector.onResponse(responseRecord({ number }));
    expect(collector.below()).toBe(Infinity);
    for (const number of [8, 2]) collector.onResponse(responseRecord({ number }));
    expect(collector.below()).toBe(8);
    expect(collector.collected().map(({ number }) => number)).toEqual([1, 2, 3, 7]);
  });
});
