import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { indexRows } from '../../../src/scenario/data/index-rows.ts';
import { temporaryFolder } from '../../support/built-cli.ts';
import { readData } from '../../support/data-file.ts';

async function messages(name: string, contents: string | Uint8Array): Promise<string[]> {
  const reading = await readData(name, contents);
  return reading.ok ? [] : reading.problems.map(({ message }) => message);
}

const bom = '\uFEFF';
const latin1 = Buffer.from('name\nAnn\nKöln\n', 'latin1');
const longText = 'x'.repeat(1024 * 1024 + 1);

describe('a CSV file that is wrong is told with its line', () => {
  it.each([
    ['nothing', '', ['a.csv:1: there are no rows']],
    ['empty lines', '\n\r\n\n', ['a.csv:1: there are no rows']],
    ['a header alone', 'a,b\n', ['a.csv:1: there are no rows']],
    [
      'ragged rows',
      'a,b\n1,2\n1,2,3\n"two\nlines",2\n\n1\n',
      ['a.csv:3: 3 fields, where the header has 2', 'a.csv:7: 1 field, where the header has 2'],
    ],
    [
      'names',
      'a,,b,a,__proto__\n1,2,3,4,5\n',
      [
        'a.csv:1: column 2 has no name',
        'a.csv:1: two columns are called "a"',
        'a.csv:1: a column must not be called __proto__',
      ],
    ],
    ['an open quote', 'a,b\n"x\ny","2\n3,4\n', ['a.csv:3: a quote begins here that never closes']],
    [
      'a quote that closes early',
      'a,b\n1,2\n1,"2"x\n3,4\n',
      ['a.csv:3: a quoted value goes on after its closing quote'],
    ],
    [
      'a quote after ragged rows',
      'a,b\n1\n1,"2\n',
      ['a.csv:2: 1 field, where the header has 2', 'a.csv:3: a quote begins here that never closes'],
    ],
    ['Latin-1', latin1, ['a.csv:3:1: this line is not UTF-8']],
    ['UTF-16', Buffer.from(`${bom}a,b\n1,2\n`, 'utf16le'), ['a.csv:1: the file is UTF-16']],
    [
      'half a character at the end',
      Buffer.from('a\nö').subarray(0, -1),
      ['a.csv:2:1: this line is not UTF-8'],
    ],
    ['a long row', `a\n1\n${longText}\n2\n`, ['a.csv:3: this row is longer than 1 MiB']],
    ['a quote open for megabytes', `a\n"${'\n'.repeat(4e6)}`, ['a.csv:2: this row is longer than 1 MiB']],
  ])('%s', async (_what, contents, expected) => {
    expect(await messages('a.csv', contents)).toEqual(expected);
  });
});

describe('a JSON file that is wrong is told with its line and column', () => {
  it.each([
    ['nothing', '', ['a.json:1: there are no rows']],
    ['an empty list', ' [\n] ', ['a.json:1: there are no rows']],
    ['an object', '\n {"a": []}', ['a.json:2:2: the file must be a list of objects']],
    ['a text', '"abc"', ['a.json:1:1: the file must be a list of objects']],
    [
      'other elements',
      '[{"a":1},\n 5, ["ö", {}], null,\n {"b":2}, "x"]',
      [
        'a.json:2:2: a row must be an object, this is a number',
        'a.json:2:5: a row must be an object, this is a list',
        'a.json:2:16: a row must be an object, this is null',
        'a.json:3:11: a row must be an object, this is a text',
      ],
    ],
    ['a value left out', '[{"a":1},\n{"a":}]', ['a.json:2:6: this is not JSON']],
    ['a word', `${bom}[{"ä":nope}]`, ['a.json:1:8: this is not JSON']],
    ['a comma left out', '[{"a":1} {"a":2}]', ['a.json:1:10: this is not JSON']],
    ['a comma too many', '[{"a":1},]', ['a.json:1:10: this is not JSON']],
    ['more after the list', '[{"a":1}]\n[{"a":1}]', ['a.json:2:1: this is not JSON']],
    ['no end', '[{"a":1},\n{"a":1}', ['a.json:2:8: the file ends before its list does']],
    [
      '__proto__',
      '[{"__proto__": {"admin": true}}]',
      ['a.json:1:2: a value of a row must not be called __proto__'],
    ],
    ['Latin-1', Buffer.from('["ö"]', 'latin1'), ['a.json:1:1: this line is not UTF-8']],
    [
      'depth',
      `[${'{"a":'.repeat(70)}1${'}'.repeat(70)}]`,
      ['a.json:1:2: a row is nested deeper than 64 levels'],
    ],
    ['a long row', `[{"a":"${longText}"}]`, ['a.json:1:2: this row is longer than 1 MiB']],
    ['a text without end', `[{"a":"${'x'.repeat(4e6)}`, ['a.json:1:2: this row is longer than 1 MiB']],
    ['brackets without end', '['.repeat(4e6), ['a.json:1:2: a row is nested deeper than 64 levels']],
  ])('%s', async (_what, contents, expected) => {
    expect(await messages('a.json', contents)).toEqual(expected);
  });
});

describe('an NDJSON file that is wrong is told with its line', () => {
  it.each([
    ['nothing', '\n \n', ['a.ndjson:1: there are no rows']],
    [
      'other values',
      '{"a":1}\n\n{"a":\n5\n{"a":2}\n[]\n',
      [
        'a.ndjson:3: this line is not JSON',
        'a.ndjson:4: a row must be an object, this is a number',
        'a.ndjson:6: a row must be an object, this is a list',
      ],
    ],
    ['__proto__', '{"__proto__":1}', ['a.ndjson:1: a value of a row must not be called __proto__']],
    [
      'depth',
      `{"a":${'['.repeat(1e5)}${']'.repeat(1e5)}}`,
      ['a.ndjson:1: a row is nested deeper than 64 levels'],
    ],
    ['a line without end', `{"a":1}\n"${longText}`, ['a.ndjson:2: this row is longer than 1 MiB']],
    [
      'a great gap',
      `{"a":1}\n${'\n'.repeat(2e6)}{"a":2}\n`,
      ['a.ndjson:2000002: this row is longer than 1 MiB'],
    ],
  ])('%s', async (_what, contents, expected) => {
    expect(await messages('a.ndjson', contents)).toEqual(expected);
  });
});

it('tells the first ten problems, and how many more there are', async () => {
  const told = await messages('a.csv', `a,b\n${'1\n'.repeat(1500)}`);
  expect(told).toHaveLength(11);
  expect(told[9]).toBe('a.csv:11: 1 field, where the header has 2');
  expect(told[10]).toBe('and 1,490 more problems in a.csv');
});

it.each([
  ['a.csv', `a,b\n${'1\n'.repeat(20_000)}`],
  ['a.json', `[${'1,'.repeat(20_000)}2]`],
  ['a.ndjson', 'no\n'.repeat(20_000)],
])('does not read on in %s when all of it is wrong', async (name, contents) => {
  const told = await messages(name, contents);
  expect(told).toHaveLength(11);
  expect(told[10]).toBe(`and at least 9,990 more problems in ${name}`);
});

it('tells a name that says nothing, a folder, and a file that is not there', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'rows.csv'));
  const told = async (name: string): Promise<unknown> => indexRows(join(folder, name), name);
  expect(await told('users.xlsx')).toMatchObject({
    problems: [{ message: 'users.xlsx: this is no kind of data file' }],
  });
  expect(await told('rows.csv')).toMatchObject({ problems: [{ message: 'rows.csv is not a file' }] });
  expect(await told('gone.csv')).toMatchObject({
    problems: [{ message: expect.stringContaining("gone.csv can't be read: ENOENT") }],
  });
});
