import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonFault } from '../../../src/scenario/file/json-fault.ts';

it.each([
  ['', 0, 'it ends in the middle'],
  ['{"a": 1', 7, 'it ends in the middle'],
  ['{"a": 1,}', 8, 'a comma too many before }'],
  ['[1, ]', 4, 'a comma too many before ]'],
  ['[1,,2]', 3, 'a value is missing'],
  ['{"a" 1}', 5, 'a colon is missing'],
  ['{"a": 1 "b": 2}', 8, 'a comma or } is missing'],
  ['[1 2]', 3, 'a comma or ] is missing'],
  ['{a: 1}', 1, 'a key in "double quotes" is missing'],
  ["{'a': 1}", 1, 'a key in "double quotes" is missing'],
  ['{"a": \'b\'}', 6, 'a value is missing'],
  ['// x\n{}', 0, 'JSON has no comments'],
  ['{ /* x */ }', 2, 'JSON has no comments'],
  ['{} {}', 3, 'something follows the end'],
  ['{"a": 01}', 7, 'a comma or } is missing'],
  ['[1.]', 2, 'a comma or ] is missing'],
  ['[NaN]', 1, 'a value is missing'],
  ['[undefined]', 1, 'a value is missing'],
  ['["a\nb"]', 1, 'the text has no end, or a sign that JSON wants escaped'],
  ['["a\\x"]', 1, 'the text has no end, or a sign that JSON wants escaped'],
  ['["a', 1, 'the text has no end, or a sign that JSON wants escaped'],
  ['[1}', 2, 'a comma or ] is missing'],
  [']', 0, 'a comma too many before ]'],
])('%j is wrong at %i: %s', (text, offset, message) => {
  expect(jsonFault(text)).toEqual({ offset, message });
});

// All that stands before the fault is the beginning of some JSON.
it('any damaged JSON has its fault where it was damaged, or behind', () => {
  fc.assert(
    fc.property(
      fc.json(),
      fc.nat(),
      fc.constantFrom('}', ']', ',', ':', '"', 'x', '/', ''),
      (json, at, sign) => {
        const offset = at % (json.length + 1);
        const text = json.slice(0, offset) + sign + json.slice(offset + 1);
        fc.pre(!isJson(text));
        const fault = jsonFault(text);
        expect(fault.offset).toBeLessThanOrEqual(text.length);
        // A text or number that is cut short begins before.
        const start = Math.max(
          0,
          ...[...json.matchAll(/"(?:[^"\\]|\\.)*"|[-\w.+]+/g)].map((token) =>
            token.index <= offset ? token.index : 0,
          ),
        );
        expect(fault.offset).toBeGreaterThanOrEqual(Math.min(start, offset));
      },
    ),
    { numRuns: 1000 },
  );
});

it('a mebibyte of anything is answered', () => {
  for (const piece of ['[', '"\\n', '{"a":', ' ', '1,', '"a", ', '\\']) {
    expect(jsonFault(`[${piece.repeat(2 ** 20 / piece.length)}`).message).not.toBe('');
  }
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
