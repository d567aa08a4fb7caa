import { chmod, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { indexRows } from '../../../src/scenario/data/index-rows.ts';
import { temporaryFolder } from '../../support/built-cli.ts';
import { indexData, rowsOf } from '../../support/data-file.ts';

const bom = '\uFEFF';
const twoUsers = [
  { name: 'Ann', city: 'Köln' },
  { name: 'Bo', city: '' },
];

describe('every format gives the same rows', () => {
  it.each([
    ['a.csv', 'name,city\nAnn,Köln\nBo,\n'],
    ['windows.csv', 'name,city\r\nAnn,Köln\r\nBo,\r\n'],
    ['mark.csv', `${bom}name,city\r\nAnn,Köln\r\nBo,`],
    ['quoted.csv', '"name","city"\n"Ann","Köln"\n"Bo",""\n'],
    ['quoted-windows.csv', '"name","city"\r\n"Ann","Köln"\r\n"Bo",""\r\n'],
    ['gaps.csv', '\nname,city\n\nAnn,Köln\n\n\nBo,\n\n'],
    ['spaces.csv', 'name , city\nAnn,Köln\nBo,\n'],
    ['semicolons.csv', 'name;city\nAnn;Köln\nBo;\n'],
    ['tabs.csv', 'name\tcity\nAnn\tKöln\nBo\t\n'],
    ['tabs.tsv', 'name\tcity\nAnn\tKöln\nBo\t\n'],
    ['UPPER.CSV', 'name,city\nAnn,Köln\nBo,\n'],
    ['a.json', '[{"name": "Ann", "city": "Köln"}, {"name": "Bo", "city": ""}]'],
    ['mark.json', `${bom}\n[\n{"name":"Ann","city":"K\\u00f6ln"},{"name":"Bo","city":""}\n]\n\n`],
    ['a.ndjson', '{"name":"Ann","city":"Köln"}\n{"name":"Bo","city":""}\n'],
    ['mark.ndjson', `${bom}{"name":"Ann","city":"Köln"}\n{"name":"Bo","city":""}`],
    ['gaps.jsonl', '\r\n{"name":"Ann","city":"Köln"}\r\n \r\n\r\n{"name":"Bo","city":""}\r\n\r\n'],
  ])('%s', async (name, contents) => {
    const index = await indexData(name, contents);
    expect(index.columns).toEqual(['name', 'city']);
    expect(await rowsOf(index)).toEqual(twoUsers);
  });
});

it.each([
  ['a comma counts when there are as many', 'a;b,c\n1;2,3\n', { 'a;b': '1;2', c: '3' }],
  ['what is in quotes does not count', '"a;;",b\n1,2\n', { 'a;;': '1', b: '2' }],
  ['one column needs none', 'only\n1\n', { only: '1' }],
])('the header shows the separator: %s', async (_what, contents, row) => {
  expect(await rowsOf(await indexData('a.csv', contents))).toEqual([row]);
});

it('a value of CSV is a text, as it stands there', async () => {
  const rows = await rowsOf(await indexData('a.csv', 'a,b,c,d\n007, x ,"say ""hi"", ok","two\nlines"\n'));
  expect(rows).toEqual([{ a: '007', b: ' x ', c: 'say "hi", ok', d: 'two\nlines' }]);
});

it('values of JSON keep their kinds, and rows may have other names each', async () => {
  const contents = '[{"id": 1, "tags": ["a", null]}, {"id": 2.5, "admin": true}]';
  for (const [name, text] of [
    ['a.json', contents],
    ['a.ndjson', contents.slice(1, -1).replace('}, {', '}\n{')],
  ] as const) {
    const index = await indexData(name, text);
    expect(index.columns).toEqual(['id', 'tags', 'admin']);
    expect(await rowsOf(index)).toEqual(JSON.parse(contents));
  }
});

it('keeps rows where nobody else can read them, until they are removed', async () => {
  const index = await indexData('a.csv', 'a\n1\n');
  const folder = dirname(index.rowsPath);
  const modes = await Promise.all(
    [folder, index.rowsPath, index.offsetsPath].map(async (path) => (await stat(path)).mode & 0o777),
  );
  expect(modes).toEqual([0o700, 0o600, 0o600]);
  index.remove();
  index.remove();
  await expect(readdir(folder)).rejects.toThrow('ENOENT');
});

it('does not copy a file that is NDJSON already', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'a.ndjson');
  await writeFile(path, '{"a":1}\n');
  const reading = await indexRows(path, 'a.ndjson');
  expect(reading).toMatchObject({ ok: true, rows: { rowsPath: path } });
  if (reading.ok) reading.rows.remove();
  expect(await readdir(folder)).toEqual(['a.ndjson']);
});

it.runIf(process.getuid?.() !== 0)('says why a file cannot be read', async () => {
  const path = join(await temporaryFolder(), 'a.csv');
  await writeFile(path, 'a\n1\n');
  await chmod(path, 0);
  expect(await indexRows(path, 'a.csv')).toMatchObject({
    problems: [{ message: expect.stringContaining("a.csv can't be read: EACCES") }],
  });
});
