import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FlowError } from '../../../src/flow/scope.ts';
import { compileHole, type Place } from '../../../src/flow/writing/compile-hole.ts';
import type { Hole } from '../../../src/plan/flows-plan.ts';
import { expressionOf, scopeOf } from '../../support/expression-scope.ts';

function write(value: unknown, encoding: Hole['encoding'], place: Place = 'body'): string {
  return compileHole({ expression: expressionOf('value'), encoding }, place)(scopeOf({ value }));
}

const text = fc.string({ unit: 'grapheme' });

describe('what is sent for a text is read as that text', () => {
  it('in a path', () => {
    fc.assert(
      fc.property(text, (value) => {
        const written = write(value, 'component', 'path');
        expect(decodeURIComponent(written)).toBe(value);
        expect(written).toMatch(/^[\w\-.!~*'()%]*$/);
      }),
    );
  });

  it('in a form, as URLSearchParams writes it', () => {
    fc.assert(
      fc.property(text, (value) => {
        const written = write(value, 'form');
        expect(`k=${written}`).toBe(new URLSearchParams({ k: value }).toString());
      }),
    );
  });

  it('in JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(write(value, 'json'))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('inside a text of JSON', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(JSON.parse(`"<${write(value, 'json-string')}>"`)).toBe(`<${value}>`);
      }),
    );
  });

  it('in a header, or there is none', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (value) => {
        const isField =
          Buffer.from(value, 'latin1').toString('latin1') === value && !/[^\t\P{Cc}]/u.test(value);
        if (isField) expect(write(value, 'header', 'header')).toBe(value);
        else expect(() => write(value, 'header', 'header')).toThrow(FlowError);
      }),
    );
  });
});

describe('a value becomes text', () => {
  it.each<[unknown, string]>([
    ['text', 'text'],
    [1.5, '1.5'],
    [0, '0'],
    [false, 'false'],
    [[1, 'a'], '[1,"a"]'],
    [{ a: null }, '{"a":null}'],
    ['', ''],
  ])('%j', (value, written) => {
    expect(write(value, 'text')).toBe(written);
  });

  it.each<[unknown, string]>([
    ['text', '"text"'],
    [1, '1'],
    [null, 'null'],
    [[{}], '[{}]'],
    [(): number => 1, 'null'],
    [NaN, 'null'],
  ])('of JSON: %s', (value, written) => {
    expect(write(value, 'json')).toBe(written);
  });

  it.each(['component', 'form', 'json-string', 'header', 'text', 'url'] as const)(
    'but null, which stands for nothing, is none as %s',
    (encoding) => {
      expect(() => write(null, encoding)).toThrow('value is null');
    },
  );

  it('and what refers to itself is none', () => {
    const ring: unknown[] = [];
    ring.push(ring);
    expect(() => write(ring, 'json')).toThrow("value can't be written as JSON");
  });
});

it.each(['text', 'url', 'header', 'json', 'json-string', 'component'] as const)(
  'no encoding leaves a path: %s',
  (encoding) => {
    expect(write('a b\r\nX: 1', encoding, 'path')).toBe('a%20b%0D%0AX%3A%201');
  },
);

it.each(['text', 'url', 'json', 'json-string', 'component'] as const)(
  'no encoding leaves a header: %s',
  (encoding) => {
    expect(() => write('a\r\nX: 1', encoding, 'header')).toThrow(/holds a line break/);
  },
);

it('half a character is sent as U+FFFD', () => {
  expect(write('\ud83d', 'component', 'path')).toBe('%EF%BF%BD');
  expect(write('\ud83d', 'form')).toBe('%EF%BF%BD');
});
