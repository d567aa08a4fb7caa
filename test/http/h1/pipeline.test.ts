import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Exchange } from '../../../src/http/exchange.ts';
import { Pipeline } from '../../../src/http/h1/pipeline.ts';
import { PreparedRequest } from '../../../src/http/prepare.ts';
import { pipelineCommands, totalMs } from './pipeline-model.ts';

const [first, second] = ['/a', '/b'].map(
  (path) => new PreparedRequest({ method: 'GET', path, headers: [], body: null }),
) as [PreparedRequest, PreparedRequest];

describe('a pipeline', () => {
  it('does what a list of written and waiting requests would do', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.commands(pipelineCommands, { maxCommands: 60, size: '+1' }),
        (capacity, run) =>
          fc.modelRun(
            () => ({ model: { capacity, entries: [], now: 1000 }, real: new Pipeline(capacity, totalMs) }),
            run,
          ),
      ),
      { numRuns: 500 },
    );
  });

  it('takes no more than it was made for', () => {
    const pipeline = new Pipeline(2);
    pipeline.push(first, new Exchange());
    pipeline.push(first, new Exchange());
    expect(pipeline.free).toBe(0);
    expect(() => pipeline.push(first, new Exchange())).toThrow('bug:');
  });

  it('is empty at first, and has no head then', () => {
    const pipeline = new Pipeline(1);
    expect([pipeline.size, pipeline.free]).toEqual([0, 1]);
    expect(() => pipeline.head).toThrow('bug:');
  });

  it('refills with one buffer when the requests are the same, across the end of the ring', () => {
    const pipeline = new Pipeline(3);
    for (let turn = 0; turn < 7; turn++) {
      pipeline.push(first, new Exchange());
      pipeline.push(first, new Exchange());
      expect(pipeline.write(2, turn, 0)).toBe(first.repeated(2));
      pipeline.shift();
      pipeline.shift();
    }
  });

  it('compares only what it writes now', () => {
    const pipeline = new Pipeline(3);
    for (const request of [second, first, first]) pipeline.push(request, new Exchange());
    expect(pipeline.write(1, 0, 0)).toBe(second.bytes);
    expect(pipeline.write(2, 0, 0)).toBe(first.repeated(2));
  });
});
