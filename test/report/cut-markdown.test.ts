import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutMarkdown } from '../../src/report/cut-markdown.ts';

it('leaves alone what fits', () => {
  expect(cutMarkdown('a\nb\n', 4)).toBe('a\nb\n');
});

it('cuts between lines, and says so', () => {
  const text = 'one line of text\n'.repeat(20);
  expect(cutMarkdown(text, 110)).toBe(
    `${'one line of text\n'.repeat(2)}\n*The rest did not fit here: \`-o markdown=FILE\` writes all of it.*\n`,
  );
});

it('is that sentence alone where there is room for no more', () => {
  const note = '\n*The rest did not fit here: `-o markdown=FILE` writes all of it.*\n';
  expect(cutMarkdown('a\n'.repeat(100), note.length)).toBe(note);
  expect(cutMarkdown('a\n'.repeat(100), note.length + 1)).toBe(note);
  expect(cutMarkdown('a\n'.repeat(100), note.length + 2)).toBe(`a\n${note}`);
});

it('is nothing where not even that fits', () => {
  expect(cutMarkdown('a'.repeat(20), 10)).toBeNull();
  expect(cutMarkdown('a', -5)).toBeNull();
});

it('never takes more bytes than it may, nor half a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 50, maxLength: 300 }), fc.nat(600), (text, most) => {
      const cut = cutMarkdown(`${text}\n${text}\n`, most);
      fc.pre(!text.includes('\ufffd'));
      if (cut === null) return;
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(most);
      expect(cut).not.toContain('\ufffd');
    }),
  );
});
