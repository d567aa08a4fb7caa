import { describe, expect, it } from 'vitest';
import { processorParts } from '../../src/report/processor-parts.ts';
import type { Result, SystemLoad } from '../../src/summary/result.ts';
import { withWorker } from '../support/changed-run.ts';
import { closedRun, invalidRun, smallRun } from '../support/sample-result.ts';

const quiet: SystemLoad = { stealShare: null, throttledShare: null, cpuPressureShare: null };

describe('what kept the workers from the processors', () => {
  it('is told where it is worth a look', () => {
    expect(processorParts(invalidRun)).toEqual([
      'a worker had none for 8 % of the time',
      'stolen 3.1 %',
      'pressure 44 %',
    ]);
    expect(processorParts(loaded({ throttledShare: { mean: 0.01, worst: 1 } }))).toEqual([
      'quota used up 1 %',
    ]);
  });

  it.each<[string, Result]>([
    ['on a quiet machine', closedRun],
    ['where nobody watched', loaded(null)],
    [
      'below a percent',
      loaded({ stealShare: { mean: 0.0099, worst: 0.5 }, throttledShare: { mean: 0, worst: 0 } }),
    ],
    [
      'of pressure alone: others waited, and not the workers',
      loaded({ cpuPressureShare: { mean: 0.9, worst: 1 } }),
    ],
    [
      'below a twentieth of waiting',
      withWorker({ ...closedRun, wallMs: 30_000 }, 0, { runQueueWaitMs: 1649 }),
    ],
    ['in a run too short to tell', withWorker(smallRun, 0, { runQueueWaitMs: 4 })],
  ])('is nothing %s', (_name, result) => {
    expect(processorParts(result)).toEqual([]);
  });
});

function loaded(seen: Partial<SystemLoad> | null): Result {
  const system = seen === null ? null : { ...quiet, ...seen };
  return { ...closedRun, generator: { ...closedRun.generator, system } };
}
