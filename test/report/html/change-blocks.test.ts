import { expect, it } from 'vitest';
import { present } from '../../../src/base/assert.ts';
import type { Change } from '../../../src/gate/change.ts';
import {
  changeBlocks,
  changeFigures,
  changeTable,
  findingNotice,
  standingTone,
} from '../../../src/report/html/change-blocks.ts';
import type { Block, Intervals, Tone } from '../../../src/report/html/page.ts';

const heads = { base: 'A', head: 'B' };
const limits = { minEffect: 0.03, minPoints: 0.1 };
const slower: Change = {
  metric: 'p99',
  request: null,
  unit: 'ms',
  isHigherBetter: false,
  base: 10,
  head: 11.2,
  effect: 0.12,
  effectKind: 'ratio',
  interval: { confidence: 0.95, low: 0.05, high: 0.19 },
  pValue: 0.001,
  detectable: 0.04,
  verdict: 'worse',
};
const errors: Change = {
  ...slower,
  metric: 'errors',
  unit: '%',
  base: 0,
  head: 0,
  effect: 0,
  effectKind: 'points',
  interval: { confidence: 0.95, low: 0, high: 0 },
  verdict: 'same',
};

function intervalsOf(changes: readonly Change[]): Intervals[] {
  const blocks: Block[] = changeBlocks('changes', changes, { heads, limits, caption: 'What decides' });
  return blocks.filter((block) => block.kind === 'intervals');
}

it('draws each effect with its interval, beside the smallest that matters', () => {
  const [intervals] = intervalsOf([slower]);
  expect(present(intervals)).toMatchObject({
    unit: 'share',
    rows: [
      { label: 'p99', estimate: 0.12, low: 0.05, high: 0.19, tone: 'bad', text: '+12 % (+5 to +19): worse' },
    ],
    marks: [{ at: -0.03 }, { at: 0, label: 'same: within ±3 %' }, { at: 0.03 }],
  });
});

it('draws percentage points on an axis of their own, and not where nothing differs', () => {
  const failing: Change = { ...errors, head: 0.4, effect: 0.4, verdict: 'worse' };
  expect(intervalsOf([slower, failing]).map(({ unit, marks }) => [unit, marks[2]?.at])).toEqual([
    ['share', 0.03],
    ['count', 0.1],
  ]);
  expect(intervalsOf([slower, errors])).toHaveLength(1);
});

it.each([
  { high: 40, drawn: null },
  { high: 0.9, drawn: 0.9 },
  { high: null, drawn: null },
])('an interval up to $high is drawn up to $drawn, so that it squeezes no other', ({ high, drawn }) => {
  const wide: Change = { ...slower, interval: { confidence: 0.95, low: -0.5, high } };
  expect(intervalsOf([wide])[0]?.rows[0]).toMatchObject({ low: -0.5, high: drawn });
});

it('leaves what a side has no number of to the table', () => {
  const missing: Change = { ...slower, head: null, effect: null, interval: null, verdict: 'no-data' };
  expect(intervalsOf([missing])).toEqual([]);
  const [table] = changeTable('changes', [missing], { heads, caption: '' });
  expect(table?.rows[0]?.map(({ text }) => text)).toEqual([
    'p99',
    'no-data',
    '10.0 ms',
    '–',
    '–',
    '–',
    '4 %',
  ]);
  expect(table?.rows[0]?.[1]?.tone).toBe('bad');
});

it('a table of changes is sorted by the numbers, not by their texts', () => {
  const [table] = changeTable('changes', [slower], { heads, caption: '' });
  expect(table?.rows[0]?.map(({ order }) => order)).toEqual([null, null, 10, 11.2, 0.12, 0.05, 0.04]);
  expect(changeTable('changes', [], { heads, caption: '' })).toEqual([]);
});

it('figures tell the effect, the finding has the tone of the worst', () => {
  expect(changeFigures([slower], heads)).toMatchObject([
    { items: [{ label: 'p99', value: '+12 %', note: 'worse, 10.0 ms → 11.2 ms', tone: 'bad' }] },
  ]);
  const tonesOf = (...changes: Change[]): Tone[] => changes.map((change) => standingTone(change, limits));
  expect(findingNotice('B is slower', tonesOf(errors, slower))).toMatchObject([
    { tone: 'bad', title: 'B is slower' },
  ]);
  expect(findingNotice('B is like A', tonesOf(errors))).toMatchObject([{ tone: 'neutral' }]);
  const noSlower: Change = {
    ...slower,
    interval: { confidence: 0.95, low: -0.2, high: 0.02 },
    verdict: 'inconclusive',
  };
  expect(findingNotice('B is no slower', tonesOf(noSlower))).toMatchObject([{ tone: 'neutral' }]);
  expect(findingNotice(' ', [])).toEqual([]);
});
