import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseSaveLimit } from '../../src/cli/save-flags.ts';
import { savePathProblems, saveResponses } from '../../src/cli/saved-responses.ts';
import { responseRecord } from '../support/response-record.ts';

const common = {
  method: 'GET',
  url: 'http://127.0.0.1:8080/',
  status: 200,
  reason: 'none',
  detail: '',
  startedAtMs: 1.235,
  serviceTimeMs: 2.346,
  responseTimeMs: null,
  isCut: false,
};

describe('responses in one file', () => {
  it('are a line each: text where it is UTF-8, else base64', () => {
    const path = join(folder(), 'all.ndjson');
    const utf8 = Buffer.from('\uFEFFgrüße\n"x"');
    saveResponses(path, [
      responseRecord({ number: 1, body: utf8 }),
      responseRecord({ number: 3, body: Uint8Array.of(0, 255, 1) }),
      responseRecord({ number: 4, status: null, reason: 'reset', detail: 'read ECONNRESET' }),
    ]);
    expect(linesOf(path)).toEqual([
      { number: 1, ...common, bodyBytes: utf8.length, body: '\uFEFFgrüße\n"x"' },
      { number: 3, ...common, bodyBytes: 3, bodyBase64: 'AP8B' },
      {
        number: 4,
        ...common,
        status: null,
        reason: 'reset',
        detail: 'read ECONNRESET',
        bodyBytes: 0,
        body: '',
      },
    ]);
  });

  it('are text also when they are cut within a character', () => {
    const path = join(folder(), 'all.ndjson');
    saveResponses(path, [
      responseRecord({ body: Buffer.from('grü').subarray(0, 3), bodyBytes: 9, isCut: true }),
    ]);
    expect(linesOf(path)).toMatchObject([{ body: 'gr', bodyBytes: 9, isCut: true }]);
  });

  it('take the place of a file of that name, also behind a link, and leave no other', () => {
    const place = folder();
    writeFileSync(join(place, 'old.ndjson'), 'old');
    symlinkSync(join(place, 'old.ndjson'), join(place, 'link.ndjson'));
    saveResponses(join(place, 'link.ndjson'), [responseRecord({})]);
    expect(linesOf(join(place, 'old.ndjson'))).toHaveLength(1);
    expect(readdirSync(place).toSorted()).toEqual(['link.ndjson', 'old.ndjson']);
  });

  it('may be none', () => {
    const path = join(folder(), 'none.jsonl');
    saveResponses(path, []);
    expect(readFileSync(path, 'utf8')).toBe('');
  });
});

describe('responses in a folder', () => {
  it('are a file each, named by number, and an index', () => {
    const path = join(folder(), 'new');
    saveResponses(path, [
      responseRecord({ number: 1, body: Uint8Array.of(0, 255) }),
      responseRecord({ number: 20 }),
      responseRecord({ number: 21, status: null, reason: 'reset' }),
    ]);
    expect(readdirSync(path).toSorted()).toEqual(['000001.body', '000020.body', 'index.ndjson']);
    expect([...readFileSync(join(path, '000001.body'))]).toEqual([0, 255]);
    expect(linesOf(join(path, 'index.ndjson'))).toEqual([
      { number: 1, ...common, bodyBytes: 2, file: '000001.body' },
      { number: 20, ...common, bodyBytes: 0, file: '000020.body' },
      { number: 21, ...common, status: null, reason: 'reset', bodyBytes: 0, file: null },
    ]);
  });

  it('have names that sort as the numbers do', () => {
    const path = join(folder(), 'new');
    saveResponses(path, [responseRecord({ number: 2 }), responseRecord({ number: 1_234_567 })]);
    expect(readdirSync(path).toSorted()).toEqual(['0000002.body', '1234567.body', 'index.ndjson']);
  });

  it('leave nothing behind when one can’t be written', () => {
    const path = join(folder(), 'new');
    // The second of the same name meets the first.
    const twice = [responseRecord({ number: 1 }), responseRecord({ number: 1 })];
    expect(() => saveResponses(path, twice)).toThrow(/can't be written to .*new/);
    expect(() => readdirSync(path)).toThrow('ENOENT');
  });

  it('leave a folder as it was that was there before', () => {
    const path = folder();
    expect(() => saveResponses(path, [responseRecord({}), responseRecord({})])).toThrow("can't be written");
    expect(readdirSync(path)).toEqual([]);
  });
});

describe('a place to save to', () => {
  it.each(['a.ndjson', 'a.jsonl', 'a', 'a/', 'a.out/', '.', 'empty'])('may be %s', (name) => {
    const place = folder();
    mkdirSync(join(place, 'empty'));
    rmSync(join(place, name === '.' ? 'empty' : 'none'), { recursive: true, force: true });
    expect(savePathProblems(`${place}/${name}`)).toEqual([]);
  });

  it.each([
    ['missing/a.ndjson', "can't be written (ENOENT"],
    ['missing/a', "can't be written (ENOENT"],
    ['full.ndjson', 'is a folder'],
    ['a.json', 'may be meant as a file'],
    ['full', 'is not empty'],
    ['full/file', "is a file that doesn't end with .ndjson"],
    ['full/file/a.ndjson', "can't be written (ENOTDIR"],
  ])('may not be %s', (name, message) => {
    const place = folder();
    mkdirSync(join(place, 'full.ndjson'));
    mkdirSync(join(place, 'full'));
    writeFileSync(join(place, 'full/file'), '');
    const [found, ...others] = savePathProblems(join(place, name));
    expect(found?.message).toContain(message);
    expect(found?.message).toContain('--save-responses');
    expect(found?.hint).toMatch(/\w/);
    expect(others).toEqual([]);
  });

  it('may not be a device', () => {
    const place = folder();
    symlinkSync('/dev/null', join(place, 'a.ndjson'));
    expect(savePathProblems(join(place, 'a.ndjson'))[0]?.message).toContain('is not a regular file');
  });
});

describe('a limit', () => {
  it.each([
    ['500', { responses: 500, bytes: 100e6 }],
    ['2k', { responses: 2000, bytes: 100e6 }],
    ['10MB', { responses: 10_000, bytes: 10e6 }],
    ['1k,64KiB', { responses: 1000, bytes: 65_536 }],
    ['1GB, 1M', { responses: 1e6, bytes: 1e9 }],
    ['0B', { responses: 10_000, bytes: 0 }],
  ])('is read: %s', (text, value) => {
    expect(parseSaveLimit(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['', 'is not a whole number'],
    ['10,20', 'is not a count, a size or both'],
    ['1MB,2MB', 'is not a count, a size or both'],
    ['0', 'lets no response through'],
    ['10XB', 'is not a size'],
    ['-5', 'is not a whole number'],
  ])('is refused: "%s"', (text, message) => {
    expect(parseSaveLimit(text)).toEqual({ ok: false, message: expect.stringContaining(message) });
  });
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'inrush-save-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

function linesOf(path: string): unknown[] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}
