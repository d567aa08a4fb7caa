import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FileWindow } from '../../../src/flow/data/file-window.ts';
import { temporaryFolder } from '../../support/built-cli.ts';

const blockBytes = 64 * 1024;
/** Every four bytes are other ones. */
const text = Array.from({ length: 60_000 }, (_, index) => index.toString(36).padStart(4, '.')).join('');

async function fileOf(contents: string | Uint8Array): Promise<string> {
  const path = join(await temporaryFolder(), 'rows');
  await writeFile(path, contents);
  return path;
}

function open(path: string, readsAhead: boolean): FileWindow {
  const window = new FileWindow(path, readsAhead);
  onTestFinished(() => window.close());
  return window;
}

describe.each([true, false])('reading ahead: %s', (readsAhead) => {
  it('answers what is there, whatever is asked for after what', async () => {
    const window = open(await fileOf(text), readsAhead);
    const near = fc
      .constantFrom(0, blockBytes, 2 * blockBytes, text.length - 9)
      .map((at) => Math.max(0, at - 4));
    const from = fc.oneof(
      fc.nat(text.length - 9),
      fc.tuple(near, fc.nat(9)).map(([at, more]) => at + more),
    );
    const length = fc.oneof(fc.nat(9), fc.nat(2 * blockBytes));
    fc.assert(
      fc.property(fc.array(fc.tuple(from, length), { minLength: 1, maxLength: 20 }), (places) => {
        for (const [start, many] of places) {
          const end = Math.min(start + many, text.length);
          expect(window.text(start, end)).toBe(text.slice(start, end));
        }
      }),
    );
  });

  it.each([
    [8, 4],
    [blockBytes, blockBytes - 6],
  ])('knows where it ends: at byte %i', async (end, from) => {
    for (const to of [end - 1, end, end + 1]) {
      const window = open(await fileOf(text), readsAhead);
      expect(window.text(0, 8)).toBe(text.slice(0, 8));
      expect(window.text(from, to)).toBe(text.slice(from, to));
    }
  });

  it('answers numbers that are anywhere', async () => {
    const numbers = Float64Array.from({ length: 20_000 }, (_, index) => index * 1e9 + 0.5);
    const window = open(await fileOf(new Uint8Array(numbers.buffer)), readsAhead);
    for (const index of [0, 1, 8191, 8192, 8193, 19_999, 5]) {
      expect(window.number(8 * index)).toBe(numbers[index]);
    }
  });

  it('knows nothing of what it could not read', async () => {
    const path = await fileOf(text);
    const window = open(path, readsAhead);
    expect(window.text(0, 8)).toBe(text.slice(0, 8));
    await truncate(path, 100_008);
    expect(() => window.text(100_000, 100_012)).toThrow('the file ends before it');
    expect(window.text(0, 8)).toBe(text.slice(0, 8));
    expect(window.text(100_000, 100_008)).toBe(text.slice(100_000, 100_008));
    expect(() => window.text(100_004, 100_012)).toThrow('the file ends before it');
  });
});
