import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bind } from '../../src/cli/flag.ts';
import { readLoadWords } from '../../src/cli/load-words.ts';
import { emptyReportDraft, renderFlags } from '../../src/cli/report-flags.ts';
import { requestFlags } from '../../src/cli/request-flags.ts';
import { overrideFlags } from '../../src/cli/scenario-flags.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inrush-words-'));
  writeFileSync(join(folder, 'shop.test.json'), '{}');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a line is about a file', () => {
  it.each(['checkout.yaml', './missing.yml', 'load/checkout.ts', '/srv/checkout.json', '../a.b/checkout.js'])(
    'that is %s, there or not',
    (word) => expect(read(word, '-c', '5').file).toBe(word),
  );

  it('that is there and could be a URL, too', () => {
    const word = join(folder, 'shop.test.json');
    expect(read(word).file).toBe(word);
  });
});

describe('a line is about URLs', () => {
  it.each([
    '127.0.0.1:8080/data.json',
    'shop.test/checkout.yaml',
    'localhost/data.json',
    'localhost:8080/data.json',
    'http://127.0.0.1/a.yaml',
    '127.0.0.1',
  ])('that are %s', (word) => {
    expect(read(word)).toMatchObject({ file: null, words: [word] });
  });

  it('when only the value of a flag looks like a file', () => {
    const { file, scenario, problems } = read('127.0.0.1', '-b', 'body.json', '-o', 'json=result.json');
    expect({ file, problems, body: String(scenario.body) }).toEqual({
      file: null,
      problems: [],
      body: 'body.json',
    });
  });
});

it('each flag is read once, and one that the other form has is refused', () => {
  expect(read('checkout.yaml', '-e', 'A=1', '-H', 'x: y').env.env).toEqual({ A: '1' });
  expect(read('checkout.yaml', '-b', 'x').problems).toMatchObject([{ message: 'unknown flag -b' }]);
  expect(read('127.0.0.1', '-e', 'A=1').problems).toMatchObject([{ message: 'unknown flag -e' }]);
  expect(read('127.0.0.1', '-H', 'x: y').scenario.headers).toHaveLength(1);
});

it('what follows -- is the server under test', () => {
  const { words, server } = read('127.0.0.1', '--', 'node', 'server.js', '-c', '9');
  expect({ words, command: server?.command }).toEqual({
    words: ['127.0.0.1'],
    command: { kind: 'words', words: ['node', 'server.js', '-c', '9'] },
  });
});

function read(...args: readonly string[]): ReturnType<typeof readLoadWords> {
  const own = bind(renderFlags, emptyReportDraft());
  return readLoadWords(args, { own, ofUrls: requestFlags, ofFile: overrideFlags });
}
