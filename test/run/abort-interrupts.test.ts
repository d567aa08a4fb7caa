import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { AbortInterrupts } from '../../src/run/abort-interrupts.ts';

describe('an AbortSignal', () => {
  it('ends the run at once, with its reason', () => {
    const controller = new AbortController();
    const reasons: string[] = [];
    new AbortInterrupts(controller.signal).onCut((reason) => reasons.push(reason));
    expect(reasons).toEqual([]);
    controller.abort(new Error('enough'));
    expect(reasons).toEqual(['ended by the program (enough)']);
  });

  it('ends every later run before its first request', () => {
    const controller = new AbortController();
    const interrupts = new AbortInterrupts(controller.signal);
    const ended: string[] = [];
    interrupts.onCut(() => ended.push('first'));
    controller.abort();
    interrupts.onCut(() => ended.push('second'));
    expect(ended).toEqual(['first', 'second']);
  });

  it('is left as it was', () => {
    const { signal } = new AbortController();
    const interrupts = new AbortInterrupts(signal);
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    interrupts.close();
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
