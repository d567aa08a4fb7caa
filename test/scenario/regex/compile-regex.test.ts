import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRegex, regexProblem } from '../../../src/scenario/regex/compile-regex.ts';
import { translateRegex } from '../../../src/scenario/regex/translate-regex.ts';

/** Too long for the engine of JavaScript. */
const filler = '\n'.repeat(5000);

it.each([
  ['a(b+)c', 'xabbcx', 'bb'],
  ['ab', 'xabx', 'ab'],
  ['(?<name>b)', 'abc', 'b'],
  ['(?:a)(b)(c)', 'abc', 'b'],
  ['a|(b)', 'a', null],
  ['x', 'abc', null],
  ['"t":"([^"]+)"', '{"t":"v"}', 'v'],
  [String.raw`\u0061(\x62)`, 'ab', 'b'],
  [String.raw`\p{Lu}`, 'aÉ', 'É'],
  [String.raw`[\s\S]b`, 'a\u00a0b', '\u00a0b'],
  [String.raw`a\sb`, 'a\u00a0b', 'a\u00a0b'],
  [String.raw`a[^\s]b`, 'a\u00a0b axb', 'axb'],
  [String.raw`a\Sb`, 'a\u2003b', null],
  ['a.b', 'a\rb a\u2028b a-b', 'a-b'],
  ['a.c', 'a😀c', 'a😀c'],
  [String.raw`[\]a]b`, ']b', ']b'],
  ['a$', 'a', 'a'],
  ['', 'a', ''],
])('/%s/ finds in %j: %j, in short texts and in long ones', (pattern, text, found) => {
  const compiled = compileRegex(pattern);
  expect(compiled.first(text)).toBe(found);
  if (!pattern.includes('$')) expect(compiled.first(text + filler)).toBe(found);
  expect(compiled.test(text)).toBe(new RegExp(pattern, 'u').test(text));
});

it('finds all', () => {
  expect(compileRegex(String.raw`id=(\d+)`).all('id=1 id=22 id=x')).toEqual(['1', '22']);
  expect(compileRegex('a*').all('aab')).toEqual(['aa', '', '']);
  expect(compileRegex('a').all('a'.repeat(5000))).toHaveLength(1000);
});

it('means the same on both engines', () => {
  const atom = fc.constantFrom(
    'a',
    'b',
    '.',
    String.raw`\s`,
    String.raw`\S`,
    String.raw`\d`,
    '[ab]',
    '[^a]',
    String.raw`[\sa]`,
  );
  const repeated = fc
    .tuple(atom, fc.constantFrom('', '', '*', '+', '?', '+?', '{1,2}'))
    .map((parts) => parts.join(''));
  const grouped = fc.array(repeated, { maxLength: 3 }).map((parts) => parts.join(''));
  const pattern = fc
    .tuple(grouped, grouped, grouped, fc.constantFrom('', '^', '$', '|'))
    .map(([a, b, c, sign]) => `${a}(${b})${sign}${c}`);
  const text = fc.array(fc.constantFrom('a', 'b', '1', ' ', '\n', '\r', '\u00a0', '\u2028', 'é'), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(pattern, text, (source, characters) => {
      const native = new RegExp(source, 'u').exec(characters.join(''));
      // Not the simple ones alone: those run on the same engine.
      const first = compileRegex(`(?:|[^\\s\\S])(?:)${source}`).first(characters.join(''));
      expect(first).toBe(native === null ? null : (native[1] ?? null));
    }),
    { numRuns: 1000 },
  );
});

describe('only what can not take long runs on the engine of JavaScript', () => {
  it.each(['abc', '"t":"([^"]+)"', 'a{2}', '[*+?]+', String.raw`\++`, '(?<name>a)b'])(
    '%s does',
    (pattern) => {
      expect(translateRegex(pattern).isSimple).toBe(true);
    },
  );

  it.each([
    '(a+)+',
    'a*b*',
    'a|b',
    '(?=a)',
    '(?<!a)',
    String.raw`(a)\1`,
    '(a?){3}',
    String.raw`(?<n>a)\k<n>`,
  ])('%s does not', (pattern) => {
    expect(translateRegex(pattern).isSimple).toBe(false);
  });

  it.each([
    ['(a+)+$', 'a'],
    ['(a|aa)+$', 'a'],
    [String.raw`\s+$`, ' '],
    ['(x+x+)+y', 'x'],
    ['(.*)(.*)(.*)(.*)(.*)z', 'q'],
  ])('so %s ends', (pattern, character) => {
    const compiled = compileRegex(pattern);
    for (const length of [30, 4000, 100_000]) {
      const startedAt = performance.now();
      expect(compiled.test(`${character.repeat(length)}!`)).toBe(false);
      expect(performance.now() - startedAt).toBeLessThan(2000);
    }
  });
});

describe('what is wrong with a pattern is told', () => {
  it.each([
    ['(a', /Invalid regular expression: \/\(a\/u: Unterminated group/],
    ['a(?=b)', /could take for ever and isn't supported: it looks ahead or behind/],
    ['(?<!a)b', /could take for ever and isn't supported: it looks ahead or behind/],
    [String.raw`(a)\1`, /could take for ever and isn't supported: ./],
    ['a{2000}', /could take for ever and isn't supported: ./],
  ])('%s', (pattern, message) => {
    expect(regexProblem(pattern)?.message).toMatch(message);
  });

  it('and nothing of one that can be used', () => {
    expect(regexProblem('a+')).toBeNull();
  });
});
