import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTemplate } from '../../../src/scenario/expression/parse-template.ts';
import { substitute } from '../../../src/scenario/file/variables.ts';
import {
  expression,
  plainText,
  scenarioText,
  variable,
  withoutMarks,
} from '../../../src/scenario/import/marked-text.ts';

/** What a scenario makes of a text, texts in expressions included. */
function read(text: string, env: Readonly<Record<string, string>> = {}): string {
  const { text: filled, faults } = substitute(text, env);
  const { template, problems } = parseTemplate(filled);
  expect([...faults, ...problems]).toEqual([]);
  return template.map((piece) => (typeof piece === 'string' ? piece : said(piece))).join('');
}

/** Of what an import writes there are texts, sums of texts and calls. */
function said(piece: unknown): string {
  const { kind, value, left, right, name } = piece as Record<string, string>;
  if (kind === 'value') return value ?? '';
  return kind === 'binary' ? said(left) + said(right) : `‹${name}›`;
}

const letters = fc.constantFrom('{', '{', '}', '$', '\\', '\\', '"', "'", 'a', ':', '-', ' ', '#', 'é', '😀');
const texts = fc.string({ unit: letters, maxLength: 24 });

describe('a text from elsewhere', () => {
  it('stays what it is in a scenario, whatever braces and dollars it has', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(read(scenarioText(text))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('stays so around a variable', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const text = scenarioText(`${before}${variable('ID')}${after}`);
        expect(read(text, { ID: '5' })).toBe(`${before}5${after}`);
      }),
      { numRuns: 1000 },
    );
  });

  it('stays so around an expression', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const text = scenarioText(`${before}${expression('uuid()')}${after}`);
        expect(read(text)).toBe(`${before}‹uuid›${after}`);
      }),
      { numRuns: 1000 },
    );
  });
});

it.each([
  ['{{user}}', String.raw`\{{user}}`],
  ['${HOME}', '$${HOME}'],
  ['a ${{ b }}', String.raw`a $\{{ b }}`],
  [`x${variable('base-url', 'http://a')}`, 'x${base_url:-http://a}'],
  [variable('id', 'a}b'), '${id}'],
  [`{${expression('uuid()')}}`, '{{ "{" }}{{ uuid() }}}'],
])('%s is written %s', (text, written) => {
  expect(scenarioText(text)).toBe(written);
});

it('takes no mark from outside for one of its own', () => {
  expect(scenarioText(withoutMarks('\uE002env("HOME")\uE003'))).toBe('\uFFFDenv("HOME")\uFFFD');
});

it('fills nothing in where a name stands', () => {
  const name = plainText(`{{a}} \${B} ${variable('C', 'd')}`);
  expect(name).toBe('{ {a}} $ {B} C');
  expect(read(name)).toBe(name);
});
