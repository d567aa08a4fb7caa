import { describe, expect, it } from 'vitest';
import { comparisonGateProblems, loadGateProblems, readFailIf } from '../../src/gate/fail-if.ts';
import type { RunKind } from '../../src/scenario/threshold.ts';

it('conditions are read, and every one that can’t be is told', () => {
  const { failIf, problems } = readFailIf(['p95 > 1s', 'p95', 'speedup < 2'], 'load');
  expect(failIf.map(({ expression }) => expression)).toEqual(['p95 > 1s']);
  expect(problems.map(({ message }) => message.slice(0, 20))).toEqual([
    '--fail-if: "p95" is ',
    '--fail-if: "speedup ',
  ]);
});

describe('a condition on what the run will not have', () => {
  it.each(['response.p95 > 1s', 'lag.p99 > 1ms', 'missed > 0%'])(
    'is refused in a closed model: %s',
    (text) => {
      const failIf = read(text, 'load');
      expect(loadGateProblems(failIf, { url: '' })).toMatchObject([
        { message: expect.stringContaining(text) },
      ]);
      expect(loadGateProblems(failIf, { url: '', ratePerS: 5 })).toEqual([]);
      expect(loadGateProblems(failIf, { url: '', stages: [] })).toEqual([]);
    },
  );

  it('is refused in a comparison without that side', () => {
    const threads = read('threads.speedup < 2', 'comparison');
    expect(comparisonGateProblems(threads, {})).toMatchObject([{ hint: 'add --threads' }]);
    expect(comparisonGateProblems(threads, { threads: 4 })).toEqual([]);
    const knee = read('knee < 8', 'comparison');
    expect(comparisonGateProblems(knee, {})).toMatchObject([{ hint: 'add --sweep' }]);
    expect(comparisonGateProblems(knee, { sweep: [1, 2] })).toEqual([]);
    expect(comparisonGateProblems(read('speedup < 2', 'comparison'), {})).toEqual([]);
  });
});

function read(text: string, runKind: RunKind): ReturnType<typeof readFailIf>['failIf'] {
  const { failIf, problems } = readFailIf([text], runKind);
  expect(problems).toEqual([]);
  return failIf;
}
