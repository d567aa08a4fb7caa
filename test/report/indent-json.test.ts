import fc from 'fast-check';
import { expect, it } from 'vitest';
import { indentJson } from '../../src/report/indent-json.ts';

it('indents as JSON.stringify does', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      fc.pre(typeof value === 'object' && value !== null);
      expect(indentJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
      expect(indentJson(JSON.stringify(value, null, 7))).toBe(JSON.stringify(value, null, 2));
    }),
  );
});

it.each([
  ['{"id":12345678901234567890,"n":1.0}', '{\n  "id": 12345678901234567890,\n  "n": 1.0\n}'],
  ['{"token":***}', '{\n  "token": ***\n}'],
  ['{"a":{', '{\n  "a": {\n    '],
  ['[}]]', '[\n  \n}\n]\n]'],
  ['{"a":"b', '{\n  "a": "b'],
  ['{ }', '{ }'],
])('keeps %s as it is written', (text, indented) => {
  expect(indentJson(text)).toBe(indented);
});

it.each([['text'], [''], ['<p>{}</p>'], ['5']])('leaves %j alone', (text) => {
  expect(indentJson(text)).toBeNull();
});

it('takes long and deep texts', () => {
  expect(indentJson(`["${'x'.repeat(1e6)}"]`)).toHaveLength(1e6 + 8);
  expect(indentJson('['.repeat(10_000))?.length).toBeLessThan(500_000);
});
