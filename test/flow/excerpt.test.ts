import { expect, it } from 'vitest';
import { excerptOf, valueExcerpt } from '../../src/flow/excerpt.ts';

it.each([
  ['plain é 😀', 'plain é 😀'],
  ['a\r\n\tb', String.raw`a\r\n\tb`],
  ['\u0000\u001b[2J\u0085', String.raw`\u0000\u001b[2J\u0085`],
  ['\u202e\u2028\ufeff', String.raw`\u202e\u2028\ufeff`],
  ['\ud83d', String.raw`\ud83d`],
  ['x'.repeat(100), 'x'.repeat(100)],
  ['x'.repeat(101), `${'x'.repeat(100)}…`],
])('%j is shown as %s', (text, sample) => {
  expect(excerptOf(text)).toBe(sample);
});

it.each<[unknown, string]>([
  [undefined, 'nothing'],
  [null, 'null'],
  ['a "b"', String.raw`"a \"b\""`],
  [{ a: [1] }, '{"a":[1]}'],
  ['x'.repeat(1000), `"${'x'.repeat(99)}…`],
])('a value is shown as JSON: %j', (value, sample) => {
  expect(valueExcerpt(value)).toBe(sample);
});
