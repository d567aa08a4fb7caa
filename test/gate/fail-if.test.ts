import { describe, expect, it } from 'vitest';
import {
  comparisonGateProblems,
  fileGateProblems,
  loadGateProblems,
  readFailIf,
} from '../../src/gate/fail-if.ts';
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

  it('is refused where a scenario file makes no such check', () => {
    const parts = {
      isOpen: true,
      requests: ['orders'],
      checks: [{ request: 'orders', label: 'status is 200' }],
    };
    const failIf = read('checks."status is 201" < 99%', 'load');
    expect(fileGateProblems(failIf, parts)).toEqual([
      {
        message:
          '--fail-if "checks."status is 201" < 99%" asks for a check "status is 201" that isn\'t there',
        hint: 'did you mean "status is 200"?',
      },
    ]);
    expect(fileGateProblems(read('checks < 99%', 'load'), parts)).toEqual([]);
    expect(fileGateProblems(failIf, { ...parts, checks: null })).toEqual([]);
  });

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
