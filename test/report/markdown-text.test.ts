import * as fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { expect, it } from 'vitest';
import { blocks, code, prose, tableLines } from '../../src/report/markdown-text.ts';

const html = (markdown: string): string =>
  micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
const tagsOf = (markdown: string): string[] =>
  [...html(markdown).matchAll(/<\/?([a-z0-9]+)/gi)].map(([, tag = '']) => tag);
/** What a reader sees in place of each cell. */
const cellsOf = (markdown: string): string[] =>
  [...html(markdown).matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell = '']) => decoded(cell));

it.each([
  ['plain', '`plain`'],
  ['a `tick`', '`` a `tick` ``'],
  ['``two`` `one`', '``` ``two`` `one` ```'],
  ['`', '`` ` ``'],
  ['', ''],
  ['a\nb\u{1b}[31m', '`a b�`'],
  ['\\', '`\\`'],
])('code of %j is %s', (text, markdown) => {
  expect(code(text)).toBe(markdown);
});

it.each([
  'starts were late: start lag p99 is 38.2 ms, more than 20 % of the response time p50',
  'add workers with --workers 4, or ask for less than 5,000/s',
  "The target handles 46 of 50 requests at once: async is 45.6× faster, and that's it.",
  '2026-05-04T09:30:00.000Z',
])('prose leaves our own sentences alone: %s', (text) => {
  expect(prose(text)).toBe(text);
});

it.each([
  ['*bold*', '`*bold*`'],
  ['ask @someone', 'ask `@someone`'],
  ['see #12 or GH-12', 'see `#12` or `GH-12`'],
  ['at http://a.test/ and www.a.test', 'at `http://a.test/` and `www.a.test`'],
  ['<img src=x>', '`<img` `src=x>`'],
  ['a | b', 'a `|` b'],
  ['[x](y) ![z](y)', '`[x](y)` `![z](y)`'],
  ['cost $x$', 'cost `$x$`'],
  [':tada: now', '`:tada:` now'],
])('prose takes the meaning from %s', (text, markdown) => {
  expect(prose(text)).toBe(markdown);
});

const piece = fc.constantFrom(
  '|',
  '\\',
  '`',
  '``',
  '<b>',
  '*',
  '_',
  '~',
  '[a](b)',
  '@x',
  '#1',
  'a',
  ' ',
  '&lt;',
  '\n',
  'www.a.test',
  'http://a.test',
);
const foreign = fc.oneof(
  fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary' }),
);

it('no text breaks a row or becomes anything but text', () => {
  fc.assert(
    fc.property(fc.array(foreign, { minLength: 2, maxLength: 2 }), ([first = '', second = '']) => {
      const rows = [
        [code(first), prose(second)],
        [prose(first), code(second)],
      ];
      const table = blocks([tableLines(['one', 'two'], rows, ['left', 'right'])]);
      const allowed = ['table', 'thead', 'tbody', 'tr', 'th', 'td', 'code'];
      expect(tagsOf(table).filter((tag) => !allowed.includes(tag))).toEqual([]);
      expect(cellsOf(table)).toHaveLength(4);
    }),
    { numRuns: 2000 },
  );
});

it('a cell shows the text as it was', () => {
  fc.assert(
    fc.property(
      fc.array(
        piece.filter((each) => each !== '\n'),
        { minLength: 1, maxLength: 12 },
      ),
      (pieces) => {
        const text = pieces.join('').replaceAll(/ +/g, ' ').trim();
        fc.pre(text !== '');
        const [cell] = cellsOf(blocks([tableLines(['', ''], [[code(text), '']], ['left', 'left'])]));
        expect(cell).toBe(`<code>${text.replaceAll(String.raw`\|`, String.raw`\¦`)}</code>`);
      },
    ),
    { numRuns: 1000 },
  );
});

function decoded(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&amp;': '&',
  };
  return text.replaceAll(/&(?:lt|gt|quot|amp);/g, (entity) => entities[entity] ?? entity);
}
