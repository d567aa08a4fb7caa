import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { updateSince } from '../../../src/live/dashboard/page-update.ts';
import { mergeUpdate } from '../../../src/page/live/merge-update.ts';
import type { Frame, Page } from '../../../src/report/html/page.ts';

function pageWith(frames: Readonly<Record<string, Frame>>): Page {
  const status = { tone: 'neutral', label: 'running' } as const;
  return { title: 't', heading: 'h', lead: [], status, sections: [], frames, live: null };
}

const frame = (...columns: (number | null)[][]): Frame => ({ columns });

describe('an update holds the numbers from where they begin to differ', () => {
  it.each<[string, Frame, Frame, unknown]>([
    ['more rows', frame([1, 2], [3, 4]), frame([1, 2, 5], [3, 4, 6]), { from: 2, columns: [[5], [6]] }],
    ['a changed row', frame([1, 2], [3, 4]), frame([1, 2], [3, 9]), { from: 1, columns: [[2], [9]] }],
    ['nothing new', frame([1, 2]), frame([1, 2]), { from: 2, columns: [[]] }],
    ['fewer rows', frame([1, 2, 3]), frame([1, 2]), { from: 2, columns: [[]] }],
    ['a gap that was filled', frame([1, null]), frame([1, 2]), { from: 1, columns: [[2]] }],
    ['gaps', frame([null, null]), frame([null, null, 1]), { from: 2, columns: [[1]] }],
    [
      'another column',
      frame([1, 2]),
      frame([1, 2], [3, 4]),
      {
        from: 0,
        columns: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    ['no column', frame([1]), frame(), { from: 0, columns: [] }],
  ])('%s', (_case, before, after, update) => {
    expect(updateSince(pageWith({ f: before }), pageWith({ f: after })).frames).toEqual({ f: update });
  });

  it('all of them where nothing is shown yet, or nothing of that name', () => {
    const page = pageWith({ f: frame([1, 2]) });
    expect(updateSince(null, page).frames).toEqual({ f: { from: 0, columns: [[1, 2]] } });
    expect(updateSince(pageWith({}), page).frames).toEqual({ f: { from: 0, columns: [[1, 2]] } });
  });

  it('whatever a frame is called', () => {
    const page = pageWith({ constructor: frame([1]) });
    expect(updateSince(pageWith({}), page).frames).toEqual({ constructor: { from: 0, columns: [[1]] } });
  });
});

it('makes the next page of the last one in the browser', () => {
  const rows = fc.array(fc.option(fc.integer({ min: 0, max: 2 })), { maxLength: 6 });
  const columns = fc
    .integer({ min: 1, max: 3 })
    .chain((count) =>
      rows.map((first) =>
        Array.from({ length: count }, (_, at) => first.map((value) => (value ?? 0) % (at + 2))),
      ),
    );
  const page = columns.map((values) => pageWith({ f: { columns: values } }));
  fc.assert(
    fc.property(fc.array(page, { minLength: 1, maxLength: 5 }), (pages) => {
      let sent: Page | null = null;
      let seen = pageWith({});
      for (const next of pages) {
        seen = mergeUpdate(seen, structuredClone(updateSince(sent, next)));
        sent = next;
        expect(seen).toEqual(next);
      }
    }),
  );
});
