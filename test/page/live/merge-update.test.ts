import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeUpdate } from '../../../src/page/live/merge-update.ts';
import type { Column, Page, PageUpdate, Section } from '../../../src/report/html/page.ts';

const section = (id: string, ...titles: readonly string[]): Section => ({
  id,
  title: id,
  blocks: titles.map((title) => ({ kind: 'notice', tone: 'good', title, lines: [] })),
});

const page = (sections: readonly Section[], frames: Page['frames'] = {}): Page => ({
  title: 'title',
  heading: 'heading',
  lead: [],
  status: { tone: 'neutral', label: 'running' },
  sections,
  frames,
  live: null,
});

const update = (sections: readonly Section[], frames: PageUpdate['frames'] = {}): PageUpdate => ({
  ...page(sections),
  frames,
});

/** As it comes over the wire. */
const sent = (given: PageUpdate): PageUpdate => structuredClone(given);

describe('after an update', () => {
  it('the page is as the update says', () => {
    const merged = mergeUpdate(page([section('a', 'old')]), {
      ...update([section('b', 'new')]),
      title: 'other',
    });
    expect(merged).toEqual({ ...page([section('b', 'new')]), title: 'other' });
  });

  it('what has not changed is the same object', () => {
    const before = page([section('a', 'one', 'two'), section('b', 'three')]);
    const { sections } = mergeUpdate(
      before,
      sent(update([section('a', 'one', 'TWO'), section('b', 'three')])),
    );
    expect(sections[1]).toBe(before.sections[1]);
    expect(sections[0]).not.toBe(before.sections[0]);
    expect(sections[0]?.blocks[0]).toBe(before.sections[0]?.blocks[0]);
    expect(sections[0]?.blocks[1]).toMatchObject({ title: 'TWO' });
  });

  it.each<[string, readonly string[]]>([
    ['fewer', ['one']],
    ['more', ['one', 'two', 'three']],
  ])('a section of %s blocks is another', (_name, titles) => {
    const before = page([section('a', 'one', 'two')]);
    expect(mergeUpdate(before, sent(update([section('a', ...titles)]))).sections).toEqual([
      section('a', ...titles),
    ]);
  });
});

describe('the rows of a frame', () => {
  const frames = {
    time: {
      columns: [
        [1, 2, 3],
        [10, 20, 30],
      ],
    },
  };

  it.each([
    [
      'come after those before',
      3,
      [[4], [40]],
      [
        [1, 2, 3, 4],
        [10, 20, 30, 40],
      ],
    ],
    [
      'take the place of the last',
      2,
      [
        [3, 4],
        [33, 40],
      ],
      [
        [1, 2, 3, 4],
        [10, 20, 33, 40],
      ],
    ],
    ['take the place of all', 0, [[9], [90]], [[9], [90]]],
    ['end earlier', 1, [[], []], [[1], [10]]],
    [
      'leave a gap where some were missed',
      4,
      [[5], [50]],
      [
        [1, 2, 3, null, 5],
        [10, 20, 30, null, 50],
      ],
    ],
    [
      'may have another column',
      3,
      [[4], [40], [7]],
      [
        [1, 2, 3, 4],
        [10, 20, 30, 40],
        [null, null, null, 7],
      ],
    ],
  ])('%s', (_name, from, columns, merged) => {
    const after = mergeUpdate(page([], frames), update([], { time: { from, columns } }));
    expect(after.frames['time']).toEqual({ columns: merged });
  });

  it('are the same object where nothing came', () => {
    const before = page([], { ...frames, other: { columns: [[1]] } });
    const after = mergeUpdate(before, update([], { time: { from: 3, columns: [[], []] } }));
    expect(after.frames['time']).toBe(before.frames['time']);
    expect(after.frames['other']).toBe(before.frames['other']);
  });

  it('are the same in whichever pieces they came', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.array(fc.nat({ max: 20 })), (values, cuts) => {
        const ends = [...cuts.filter((cut) => cut < values.length), values.length].toSorted((a, b) => a - b);
        const piece = (from: number, to: number): Column => values.slice(from, to);
        const last = ends.reduce(
          (merged, end, index) => {
            const from = ends[index - 1] ?? 0;
            return mergeUpdate(merged, update([], { f: { from, columns: [piece(from, end)] } }));
          },
          page([], {}),
        );
        expect(last.frames['f']?.columns).toEqual([values]);
      }),
    );
  });
});
