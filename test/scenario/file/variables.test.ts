import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { substitute } from '../../../src/scenario/file/variables.ts';

const env = { HOST: 'example.test', EMPTY: '', PORT: '8080', ODD: '$& ${HOST} {{ x }}' };

it.each([
  ['', ''],
  ['plain', 'plain'],
  ['$HOST {HOST}', '$HOST {HOST}'],
  ['${HOST}', 'example.test'],
  ['http://${HOST}:${PORT}/', 'http://example.test:8080/'],
  ['${EMPTY}', ''],
  ['${NONE:-x}', 'x'],
  ['${NONE:-}', ''],
  ['${HOST:-x}', 'example.test'],
  ['${EMPTY:-x}', 'x'],
  ['${NONE:-http://a:1/?b=c:-d}', 'http://a:1/?b=c:-d'],
  ['$${HOST}', '${HOST}'],
  ['$$${HOST}', '$${HOST}'],
  ['$${', '${'],
  // What a variable holds is text: neither a variable of its own nor a pattern.
  ['${ODD}', '$& ${HOST} {{ x }}'],
])('%s becomes %s', (text, filled) => {
  expect(substitute(text, env)).toMatchObject({ text: filled, faults: [] });
});

describe('a variable that has no value', () => {
  it.each([
    ['${NONE}', 'the variable NONE is not set', 'set it with -e NONE=…, or give a default: ${NONE:-…}'],
    ['${toString}', 'the variable toString is not set', expect.any(String)],
    ['${__proto__}', 'the variable __proto__ is not set', expect.any(String)],
    ['${}', '"${}" names no variable', expect.stringContaining('$${')],
    ['${a b}', '"${a b}" names no variable', expect.any(String)],
    ['${1A}', '"${1A}" names no variable', expect.any(String)],
    ['${A-b}', '"${A-b}" names no variable', expect.any(String)],
    ['x ${HOST', 'the variable in "${HOST" has no closing brace', expect.stringContaining('$${')],
    ['${A:-${HOST}}', 'the default of ${A} holds another variable', 'a default is plain text'],
  ])('%s: %s', (text, message, hint) => {
    expect(substitute(text, env).faults).toEqual([{ message, hint }]);
  });

  it('is told for each', () => {
    expect(substitute('${A} ${B} ${HOST}', env).faults).toHaveLength(2);
  });
});

it.each([
  ['${HOST}', true],
  ['${NONE:-5}', true],
  [' ${HOST}', false],
  ['${HOST}${PORT}', false],
  ['$${HOST}', false],
])('%s is a variable and nothing else: %s', (text, isWhole) => {
  expect(substitute(text, env).isWhole).toBe(isWhole);
});

it('text without ${ stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      fc.pre(!text.includes('${'));
      expect(substitute(text, env)).toMatchObject({ text, faults: [], isWhole: false });
    }),
  );
});

it('a mebibyte of anything is answered', () => {
  for (const piece of ['${', '$', '}', '${A:-', '$${']) {
    expect(substitute(piece.repeat(2 ** 19), env).text).not.toBe('');
  }
});
