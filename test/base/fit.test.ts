import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { clip, clipStart, displayWidth, flow, printable, wrap } from '../../src/base/fit.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 120 });
const anyWidth = fc.integer({ min: 2, max: 60 });

it.each([
  ['a line break', 'one\r\ntwo', 'one two'],
  ['a colour sequence', '\u{1b}[31mred\u{1b}[0m', '\ufffdred\ufffd'],
  ['an operating system command', '\u{1b}]0;title\u{7}', '\ufffd]0;title\ufffd'],
  ['NUL, DEL and C1', '\u{0}\u{7f}\u{9b}31m', '\ufffd\ufffd\ufffd31m'],
  ['a change of writing direction', 'a\u{202e}b', 'a\ufffdb'],
  ['other scripts', 'größe 价格', 'größe 价格'],
])('printable deals with %s', (_name, text, safe) => {
  expect(printable(text)).toBe(safe);
});

it('no text, clipped or wrapped, keeps a control character or outgrows its width', () => {
  fc.assert(
    fc.property(anyText, anyWidth, (text, width) => {
      for (const line of [clip(text, width), clipStart(text, width), ...wrap(text, width)]) {
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }
    }),
  );
});

it('clipStart leaves what fits and keeps the end of what it cut', () => {
  expect(clipStart('12345', 5)).toBe('12345');
  expect(clipStart('123456', 5)).toBe('…3456');
  expect(clipStart('价格价格', 5)).toBe('…价格');
});

it('clip leaves what fits and marks what it cut', () => {
  expect(clip('12345', 5)).toBe('12345');
  expect(clip('123456', 5)).toBe('1234…');
  expect(clip('价格价格', 5)).toBe('价格…');
});

it('wrap breaks between words', () => {
  expect(wrap('add workers with --workers 4', 12)).toEqual(['add workers', 'with', '--workers 4']);
});

it('flow keeps parts whole and does not count colour', () => {
  const red = '\u{1b}[31mmissed 6\u{1b}[39m';
  expect(flow(['planned 9', red, 'ok 3'], ' · ', 20)).toEqual([`planned 9 · ${red}`, 'ok 3']);
  expect(flow([], ' · ', 20)).toEqual([]);
});

it('displayWidth counts wide characters twice', () => {
  expect(displayWidth('µ ≥ – … ÷ ×')).toBe(11);
  expect(displayWidth('价格🚀')).toBe(6);
});
