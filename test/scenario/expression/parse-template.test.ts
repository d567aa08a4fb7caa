import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onlyExpression, parseTemplate } from '../../../src/scenario/expression/parse-template.ts';

const a = { kind: 'variable', name: 'a' };

describe('a template', () => {
  it.each([
    ['', []],
    ['plain', ['plain']],
    ['{{ a }}', [a]],
    ['x{{a}}y', ['x', a, 'y']],
    ['{{a}}{{a}}', [a, a]],
    ['{{ "}}" }}', [{ kind: 'value', value: '}}' }]],
    ["{{ '\\'}}' }}", [{ kind: 'value', value: "'}}" }]],
    ['a } b }} c { d', ['a } b }} c { d']],
    [String.raw`\{{ a }}`, ['{{ a }}']],
    [String.raw`x\{{{{a}}`, ['x{{', a]],
    [String.raw`\\{{a}}`, ['\\', a]],
    [String.raw`\\\{{a}}`, [String.raw`\{{a}}`]],
    [String.raw`\d{2} \n`, [String.raw`\d{2} \n`]],
  ])('%s', (text, template) => {
    expect(parseTemplate(text)).toMatchObject({ template, problems: [] });
  });

  it('that is one expression and nothing else is known as such', () => {
    expect(onlyExpression(parseTemplate('{{ a }}').template)).toEqual(a);
    expect(onlyExpression(parseTemplate(' {{ a }}').template)).toBeNull();
    expect(onlyExpression(parseTemplate('{{ a }}{{ a }}').template)).toBeNull();
    expect(onlyExpression(parseTemplate('a').template)).toBeNull();
    expect(onlyExpression(parseTemplate('').template)).toBeNull();
  });

  it('counts places from its own start', () => {
    const { variables, env } = parseTemplate('/x/{{ users.id }}?k={{ env("K") }}');
    expect(variables).toEqual([{ name: 'users', offset: 6, key: { name: 'id', offset: 12 } }]);
    expect(env).toEqual([{ name: 'K', offset: 27 }]);
  });
});

describe('a template that is wrong', () => {
  it('tells of all its holes at once, and the names in the others', () => {
    const { problems, variables } = parseTemplate('{{ }}{{ b + }}{{ c }}');
    expect(problems).toEqual([
      { offset: 2, message: 'an expression is missing' },
      { offset: 11, message: 'the expression breaks off here' },
    ]);
    expect(variables.map(({ name }) => name)).toEqual(['c']);
  });

  it.each([
    ['x {{ a', 2],
    ['{{ a }} {{ b }', 8],
    ['{{', 0],
  ])('%s is never closed', (text, offset) => {
    expect(parseTemplate(text).problems).toMatchObject([{ offset, message: '{{ is never closed' }]);
  });

  it('says that a quote is missing, not that the rest of the file is', () => {
    expect(parseTemplate('{{ "a }} and {{ b }}').problems).toEqual([
      { offset: 3, message: 'unterminated string constant' },
    ]);
  });
});

it('text without braces is itself', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!text.includes('{{'));
      expect(parseTemplate(text).template).toEqual(text === '' ? [] : [text]);
    }),
  );
});

it('any text can be written: with every {{ and the backslashes before it escaped', () => {
  const texts = fc
    .array(fc.constantFrom('{{', '}}', '{', '}', '\\', 'a', '\n'))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      const escaped = text.replaceAll(
        /(\\*)\{\{/g,
        (_all, slashes: string) => String.raw`${slashes}${slashes}\{{`,
      );
      expect(parseTemplate(escaped).template).toEqual(text === '' ? [] : [text]);
    }),
  );
});

it('100 kB of braces are read in no time', () => {
  for (const part of ['{{ a }}', '{{"', String.raw`\{{`, '{{a', '\\']) {
    const startedAt = performance.now();
    parseTemplate(part.repeat(Math.ceil(100_000 / part.length)));
    expect(performance.now() - startedAt).toBeLessThan(3000);
  }
});
