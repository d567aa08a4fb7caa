import { expect, it } from 'vitest';
import { parseJson } from '../../src/documents/parse-json.ts';

it.each([
  ['', 'it is empty'],
  [' \n', 'it is empty'],
  ['{"a": 1,\n "b": [1, 2', 'it ends in the middle, at line 2, column 12'],
  ['{"a": "tex', 'it ends in the middle, at line 1, column 11'],
  ['{"a": 1,\n', 'it ends in the middle, at line 1, column 9'],
  ['{\n  "a": 1;\n}', 'it is not JSON at line 2, column 9'],
  ['{} {}', 'it is not JSON at line 1, column 4'],
])('of %j it says: %s', (text, message) => {
  expect(parseJson(text)).toEqual({ ok: false, message });
});

it('reads JSON behind a byte order mark', () => {
  expect(parseJson('\u{feff}{"a": 1}\n')).toEqual({ ok: true, value: { a: 1 } });
});

it('says where a document was cut, wherever that was', () => {
  const text = JSON.stringify({ a: [1, { b: 'c\\"d' }], e: null, f: true }, null, 2);
  for (let length = 1; length < text.length - 1; length++) {
    const parsed = parseJson(text.slice(0, length));
    expect(parsed).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^it ends in the middle, at line \d+/),
    });
  }
});
