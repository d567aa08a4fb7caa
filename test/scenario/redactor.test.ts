import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Redactor } from '../../src/scenario/redactor.ts';

function redact(secret: string | readonly string[], text: string): string {
  return new Redactor(typeof secret === 'string' ? [secret] : secret).redact(text);
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

describe('a secret is taken out', () => {
  const secret = 'pä ss/w"rd&<';
  it.each([
    ['as it is', `token: ${secret}!`, 'token: ***!'],
    ['each time', `${secret}-${secret}`, '***-***'],
    ['in a URL', `/x?t=${encodeURIComponent(secret)}&u=1`, '/x?t=***&u=1'],
    ['in a path', encodeURI(`/x/${secret}/y`), '/x/***/y'],
    [
      'in lower-case percent encoding',
      `/x?t=${encodeURIComponent(secret).toLowerCase()}&u=1`,
      '/x?t=***&u=1',
    ],
    ['in a form', new URLSearchParams({ a: secret, b: '1' }).toString(), 'a=***&b=1'],
    ['in JSON', JSON.stringify({ a: secret }), '{"a":"***"}'],
    ['in JSON with escaped slashes', JSON.stringify({ a: secret }).replaceAll('/', '\\/'), '{"a":"***"}'],
    ['in JSON of ASCII', JSON.stringify({ a: secret }).replaceAll('ä', '\\u00e4'), '{"a":"***"}'],
    ['in HTML', '<p>pä ss/w&quot;rd&amp;&lt;</p>', '<p>***</p>'],
    ['in base64', base64(secret), '***'],
    ['as a password', `Basic ${base64(`ann:${secret}`)}`, 'Basic ***'],
    ['as a user name', `Basic ${base64(`${secret}:x`)}`, 'Basic ***'],
    ['in base64 of URLs', `a.${Buffer.from(`{"t":"${secret}"}`).toString('base64url')}.c`, 'a.***.c'],
  ])('%s', (_where, text, shown) => {
    expect(redact(secret, text)).toBe(shown);
  });

  it('wherever it stands among other text in base64', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6 }), fc.string(), fc.string(), (hidden, before, after) => {
        expect(redact(hidden, base64(before + hidden + after))).toBe('***');
      }),
    );
  });

  it('whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4, unit: 'grapheme' }), (hidden) => {
        const shown = [hidden, encodeURIComponent(hidden), JSON.stringify(hidden)].map((text) =>
          redact(hidden, `(${text})`),
        );
        expect(shown).toEqual(['(***)', '(***)', '("***")']);
      }),
    );
  });
});

it.each([
  [
    'a short secret where it stands alone',
    ['42'],
    'pin=42, not 421 or a42; "42"',
    'pin=***, not 421 or a42; "***"',
  ],
  ['secrets that overlap, as one', ['abcdef', 'defghi'], 'x abcdefghi y', 'x *** y'],
  ['a secret in a secret, as one', ['abcdef', 'cdef'], 'x abcdef y cdef', 'x *** y ***'],
  ['nothing for no secret', [''], 'text', 'text'],
])('takes out %s', (_what, secrets, text, shown) => {
  expect(redact(secrets, text)).toBe(shown);
});

it.each([
  ['got "open-ses…', 'got "***…'],
  ['got op…, ope…', 'got op…, ***…'],
  ['got open-sesame…', 'got ***…'],
  ['open-ses', 'open-ses'],
])('takes out what remains of a secret where text was cut: %s', (text, shown) => {
  expect(redact('open-sesame', text)).toBe(shown);
});

it('leaves text alone that holds no secret', () => {
  const letters = fc.stringMatching(/^[a-m ]*$/);
  fc.assert(
    fc.property(letters, (text) => {
      expect(redact(['nopqrstuv', 'XYZ'], text)).toBe(text);
    }),
  );
});

it('takes its time with a text in proportion to its length', () => {
  const text = 'QUJD'.repeat(250_000);
  const startedAt = performance.now();
  expect(redact('a secret of some length', text)).toBe(text);
  expect(redact('ABCABCABC', text)).toBe('***');
  expect(performance.now() - startedAt).toBeLessThan(2000);
});
