import fc from 'fast-check';
import papaparse from 'papaparse';
import { describe, expect, it } from 'vitest';
import { indexData, rowsOf } from '../../support/data-file.ts';

/** What is hard: quotes, separators, line ends, characters of 1 to 4 bytes. */
const units = [
  '"',
  '""',
  ',',
  ';',
  '\t',
  '\n',
  '\r\n',
  ' ',
  'a',
  '0',
  'é',
  '€',
  '𝄞',
  '\\',
  '{',
  "'",
  '\u2028',
];
const text = fc.array(fc.constantFrom(...units), { maxLength: 12 }).map((parts) => parts.join(''));
const columnNames = ['name', 'with "quote"', 'größe'];

/** A row must not be an empty line, nor end with a return, which is taken for one of a line end. */
const row = fc
  .tuple(text, text, text)
  .map(([first, second, third]) => [`x${first}`, second, third.replace(/\r$/, '')]);
/** Values are longer now and then, so that rows lie across the blocks in which files are read. */
const table = fc.array(
  fc
    .tuple(row, fc.constantFrom(1, 1, 1, 4000))
    .map(([[first = '', ...rest], times]) => [first.repeat(times), ...rest]),
  { minLength: 1, maxLength: 40 },
);

function asRows(values: readonly (readonly string[])[]): Record<string, string | undefined>[] {
  return values.map((fields) => Object.fromEntries(columnNames.map((name, index) => [name, fields[index]])));
}

describe('what is written as', () => {
  it.each([
    ['CSV', { newline: '\n' }],
    ['CSV with CR LF', { newline: '\r\n' }],
    ['CSV with quotes everywhere', { newline: '\n', quotes: true }],
    ['CSV with semicolons', { newline: '\r\n', delimiter: ';' }],
    ['CSV with tabs', { newline: '\n', delimiter: '\t' }],
  ] as const)('%s is read as it was', async (_what, config) => {
    await fc.assert(
      fc.asyncProperty(table, fc.boolean(), async (values, endsWithLine) => {
        const contents = papaparse.unparse([columnNames, ...values], config);
        const index = await indexData('a.csv', endsWithLine ? contents + config.newline : contents);
        expect(index.columns).toEqual(columnNames);
        expect(await rowsOf(index)).toEqual(asRows(values));
        index.remove();
      }),
      { numRuns: 30 },
    );
  });

  it('JSON and NDJSON is read as it was', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(undefined, 2), async (values, indent) => {
        const rows = asRows(values);
        const json = await indexData('a.json', JSON.stringify(rows, null, indent));
        const ndjson = await indexData('a.ndjson', rows.map((each) => JSON.stringify(each)).join('\n'));
        expect(await rowsOf(json)).toEqual(rows);
        expect(await rowsOf(ndjson)).toEqual(rows);
        json.remove();
        ndjson.remove();
      }),
      { numRuns: 30 },
    );
  });
});

it.each([0, 1, 2, 3, 4, 5, 6, 7])(
  'a character may lie across two blocks: %i bytes before',
  async (before) => {
    const values = ['€', '𝄞', 'é', 'a', '"'].map((unit) => 'x'.repeat(before) + unit.repeat(70_000));
    const index = await indexData('a.csv', papaparse.unparse([['a'], ...values.map((value) => [value])]));
    expect(await rowsOf(index)).toEqual(values.map((a) => ({ a })));
    const json = await indexData('a.json', JSON.stringify(values.map((a) => ({ a }))));
    expect(await rowsOf(json)).toEqual(values.map((a) => ({ a })));
  },
);

it.each(['\n', '\r\n'])('a line end, a quote and a separator may lie across two blocks', async (newline) => {
  for (let before = 65_536 - 24; before <= 65_536 + 4; before++) {
    const values = ['x'.repeat(before), 'a""b', `line${newline}end`, '"', ',', 'last'];
    const quoted = values.map((value) => `"${value.replaceAll('"', '""')}","y"`);
    const index = await indexData('a.csv', ['a,b', ...quoted, ''].join(newline));
    expect(await rowsOf(index)).toEqual(values.map((a) => ({ a, b: 'y' })));
    index.remove();
  }
});

it('a row may be almost a megabyte, and be followed by others', async () => {
  const values = [
    '"'.repeat(400_000),
    '\n'.repeat(500_000),
    'x'.repeat(1_048_000),
    'é'.repeat(1_000_000),
    'end',
  ];
  const rows = values.map((a) => ({ a }));
  const csv = await indexData('a.csv', papaparse.unparse([['a'], ...values.map((value) => [value])]));
  const json = await indexData('a.json', JSON.stringify(rows));
  expect(await rowsOf(csv)).toEqual(rows);
  expect(await rowsOf(json)).toEqual(rows);
});
