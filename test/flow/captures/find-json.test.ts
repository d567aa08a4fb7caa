import fc from 'fast-check';
import { jsonpath } from 'json-p3';
import { describe, expect, it } from 'vitest';
import { compileJsonPath } from '../../../src/flow/captures/find-json.ts';

const document = {
  token: 't',
  items: [
    { id: 1, tags: ['a', 'b'], price: 5 },
    { id: 2, tags: [], price: 15 },
  ],
  'odd key': { "it's": 1 },
  length: 'own',
  nothing: null,
};

describe('a JSONPath finds', () => {
  it.each<[string, readonly unknown[]]>([
    ['$', [document]],
    ['$.token', ['t']],
    ['$["token"]', ['t']],
    ['$.items[0].id', [1]],
    ['$.items[-1].id', [2]],
    ['$.items[9].id', []],
    ['$.items[*].id', [1, 2]],
    ['$.items.*.id', [1, 2]],
    ['$.items[*].tags[*]', ['a', 'b']],
    ["$['odd key']", [{ "it's": 1 }]],
    [`$['odd key']["it's"]`, [1]],
    [String.raw`$['odd key']['it\'s']`, [1]],
    ['$.nothing', [null]],
    ['$.missing', []],
    ['$.token.missing', []],
    ['$.items.id', []],
    ['$.token[0]', []],
    ['$.items[?@.price > 10].id', [2]],
    ['$..id', [1, 2]],
    ['$.items[0:1].id', [1]],
    ['$.items[0,1].id', [1, 2]],
    ['$.items[?length(@.tags) == 2].id', [1]],
  ])('%s', async (path, found) => {
    const find = await compileJsonPath(path);
    expect(find.all(document)).toEqual(found);
    expect(find.first(document)).toEqual(found[0]);
  });

  it.each<[string, readonly unknown[]]>([
    ['$.items.length', [2]],
    ['$.token.length', [1]],
    ['$.length', ['own']],
    ['$.nothing.length', []],
    ['$.items[*].tags.length', [2, 0]],
    ['$..tags.length', [2, 0]],
    ['$.items[?@.id == 1].tags.length', [2]],
  ])('the length of lists and texts: %s', async (path, found) => {
    expect((await compileJsonPath(path)).all(document)).toEqual(found);
  });

  it.each([
    ['$.a[0]["b"].length', true],
    ['$["a:b*c"]', true],
    ['$.a[*]', false],
    ['$..a', false],
    ['$.a[0:1]', false],
    ['$.a[?@.b]', false],
  ])('%s one value at most: %s', async (path, isSingular) => {
    expect((await compileJsonPath(path)).isSingular).toBe(isSingular);
  });
});

it.each(['__proto__', 'constructor', 'toString', 'map'])(
  '%s is found only where the body has it',
  async (key) => {
    const find = await compileJsonPath(`$.${key}`);
    expect([find.all({}), find.all([]), find.all('text'), find.all(null)]).toEqual([[], [], [], []]);
    expect(find.first(JSON.parse(`{"${key}": 1}`))).toBe(1);
  },
);

it('finds what the library finds', async () => {
  const key = fc.constantFrom('a', 'b', 'é', 'a b');
  const leaf = fc.oneof(fc.integer(), fc.constant('text'), fc.constant(null));
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 3 }),
    ),
  })).value;
  const step = fc.constantFrom(
    '.a',
    '.b',
    '.é',
    '["a b"]',
    "['a']",
    '[0]',
    '[1]',
    '[-1]',
    '[*]',
    '.*',
    ' .a',
    '[ 0 ]',
  );
  await fc.assert(
    fc.asyncProperty(json, fc.array(step, { maxLength: 4 }), async (value, steps) => {
      const path = `$${steps.join('')}`;
      const expected = jsonpath.query(path, value as Parameters<typeof jsonpath.query>[1]).values();
      expect((await compileJsonPath(path)).all(value)).toEqual(expected);
    }),
  );
});

it('a filter whose pattern would never end, ends', async () => {
  const find = await compileJsonPath("$[?search(@, '(a+)+$')]");
  expect(find.all([`${'a'.repeat(5000)}b`, 'baa'])).toEqual(['baa']);
});

it('of a document that is nested deeper than the library goes, it says so', async () => {
  const deep: unknown = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);
  const find = await compileJsonPath('$..a');
  expect(() => find.all(deep)).toThrow(RangeError);
});
