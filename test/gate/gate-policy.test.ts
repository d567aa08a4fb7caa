import { describe, expect, it } from 'vitest';
import { assert } from '../../src/base/assert.ts';
import { plainPolicy, policyProblems, withPolicy } from '../../src/gate/gate-policy.ts';
import { parseThreshold, type Threshold } from '../../src/scenario/threshold.ts';

const [time, relative, count] = ['p95 > 1s', 'p95 > baseline + 10%', 'requests < 10'].map(threshold);
assert(time !== undefined && relative !== undefined && count !== undefined, 'three of them');

describe('what is said of all thresholds at once', () => {
  it('makes each confident', () => {
    const confident = withPolicy([time, relative], { isConfident: true, abort: null });
    expect(confident.map(({ isConfident }) => isConfident)).toEqual([true, true]);
    const own = { ...time, isConfident: true };
    expect(withPolicy([own, time], plainPolicy)).toEqual([own, time]);
  });

  it('lets those end the run that seconds can be held against, unless they have their own rule', () => {
    const patient = { ...time, abort: { delayMs: 9 } };
    const all = withPolicy([time, relative, count, patient], { isConfident: false, abort: { delayMs: 5 } });
    expect(all.map(({ abort }) => abort)).toEqual([{ delayMs: 5 }, null, null, { delayMs: 9 }]);
  });
});

describe('what can’t be judged is told before the run', () => {
  it.each<[string, Parameters<typeof policyProblems>, string[]]>([
    ['nothing', [[time], plainPolicy, false], []],
    ['a baseline for what needs one', [[time, relative], plainPolicy, true], []],
    ['no baseline', [[time, relative], plainPolicy, false], ['"p95 > baseline + 10%" needs a baseline']],
    [
      'a baseline for nothing',
      [[time], plainPolicy, true],
      ['there is a baseline, and no condition is about it'],
    ],
    ['a baseline that is drawn', [[time], plainPolicy, true, true], []],
    [
      'nothing that could end the run',
      [[count], { isConfident: false, abort: { delayMs: 0 } }, false],
      ['nothing can end the run: no condition is about a time, a share or the rate with a limit of its own'],
    ],
  ])('%s', (_what, given, messages) => {
    expect(policyProblems(...given).map(({ message }) => message)).toEqual(messages);
  });
});

function threshold(text: string): Threshold {
  const parsed = parseThreshold(text, 'load');
  assert(parsed.ok, text);
  return parsed.value;
}
