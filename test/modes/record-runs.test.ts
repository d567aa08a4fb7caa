import { describe, expect, it } from 'vitest';
import { InrushError } from '../../src/base/errors.ts';
import { type RecordOptions, recordRuns } from '../../src/modes/record-runs.ts';
import type { Result } from '../../src/summary/result.ts';
import { invalidRun, partialRun } from '../support/sample-result.ts';
import { storedRun } from '../support/stored-run.ts';

const sound = storedRun();

/** As if time took none; answers what was run, and how long was waited between. */
function recording(results: readonly Result[], options: RecordOptions = {}) {
  const numbers: number[] = [];
  const pauses: number[] = [];
  let ran = 0;
  const done = recordRuns(() => Promise.resolve(results[ran++] ?? sound), {
    ...options,
    onRun: (number) => numbers.push(number),
    sleep: (ms) => Promise.resolve(pauses.push(ms)),
  });
  return done.then((answer) => ({ ...answer, numbers, pauses, ran }));
}

describe('recording', () => {
  it('runs once more than is counted, with a pause before each but the first', async () => {
    const { counted, numbers, pauses } = await recording([storedRun({ p50Ms: 999 })], {
      runs: 3,
      pauseMs: 70,
    });
    expect(counted).toEqual([sound, sound, sound]);
    expect(numbers).toEqual([0, 1, 2, 3]);
    expect(pauses).toEqual([70, 70, 70]);
  });

  it('makes up for runs that do not count', async () => {
    const { counted, leftOut, numbers } = await recording([sound, invalidRun, sound, partialRun, sound], {
      runs: 4,
    });
    expect(counted).toHaveLength(4);
    expect(leftOut.map(({ name }) => name)).toEqual(['run 1', 'run 3']);
    expect(numbers).toEqual([0, 1, 1, 2, 2, 3, 4]);
  });

  it('gives up when too many do not', async () => {
    const bad = Array.from({ length: 50 }, () => invalidRun);
    const { counted, ran } = await recording([sound, ...bad], { runs: 10 });
    expect(counted).toEqual([]);
    expect(ran).toBe(16);
  });

  it('ends when it is stopped, in a pause too', async () => {
    let asked = 0;
    const { ran, counted } = await recording([], { runs: 10, isStopped: () => ++asked > 4 });
    expect(ran).toBe(2);
    expect(counted).toHaveLength(1);
  });

  it('looks at the first run before the others', async () => {
    const stop = (): never => {
      throw new Error('not worth it');
    };
    await expect(recording([], { onWarmedUp: stop })).rejects.toThrow('not worth it');
  });

  it('refuses a target that only fails', async () => {
    const failing = {
      ...storedRun({ failed: 30_000 }),
      failures: [{ reason: 'refused', count: 30_000, example: 'connect ECONNREFUSED' }],
    };
    await expect(recording([failing])).rejects.toThrow(InrushError);
    await expect(recording([failing])).rejects.toThrow('refused: connect ECONNREFUSED');
  });
});
