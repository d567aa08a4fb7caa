import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ResponseHead } from '../../src/flow/response-head.ts';

const lines = [
  'HTTP/1.1 200 Content-Type: none',
  'Content-Type: text/html; charset=utf-8',
  'X-Empty:',
  'x-spaced: \t a  b \t ',
  'Set-Cookie: a=1',
  'X-Colons: a: b',
  'SET-COOKIE: b=2',
  'X-Latin: caf\u00e9',
];

describe('a header', () => {
  it.each([
    ['Content-Type', 'text/html; charset=utf-8'],
    ['content-type', 'text/html; charset=utf-8'],
    ['X-EMPTY', ''],
    ['x-spaced', 'a  b'],
    ['x-colons', 'a: b'],
    ['set-cookie', 'a=1'],
    ['x-latin', 'caf\u00e9'],
    ['content', null],
    ['content-type:', null],
    ['content-type-', null],
    ['http/1.1 200 content-type', null],
    ['body', null],
    ['', null],
  ])('%s is %s', (name, value) => {
    expect(headOf(lines).first(name)).toBe(value);
  });

  it('that comes more often is all of its values', () => {
    expect(headOf(lines).all('Set-Cookie')).toEqual(['a=1', 'b=2']);
    expect(headOf(lines).all('nothing')).toEqual([]);
  });

  it('keeps its name and place in the list of all', () => {
    expect(headOf(lines).lines()).toEqual([
      ['Content-Type', 'text/html; charset=utf-8'],
      ['X-Empty', ''],
      ['x-spaced', 'a  b'],
      ['Set-Cookie', 'a=1'],
      ['X-Colons', 'a: b'],
      ['SET-COOKIE', 'b=2'],
      ['X-Latin', 'caf\u00e9'],
    ]);
    expect(headOf(['HTTP/1.1 200 OK']).lines()).toEqual([]);
  });

  it('is found by any name, whatever the others are', () => {
    const name = fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,8}$/);
    const value = fc.stringMatching(/^[!-~][ -~]{0,8}[!-~]$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 6 }), (fields) => {
        const head = headOf(['HTTP/1.1 200 OK', ...fields.map(([each, text]) => `${each}:${text}`)]);
        expect(head.lines()).toEqual(fields);
        for (const [each] of fields) {
          const same = fields.filter(([other]) => other.toLowerCase() === each.toLowerCase());
          expect(head.all(each.toUpperCase())).toEqual(same.map(([, text]) => text));
          expect(head.first(each)).toBe(same[0]?.[1]);
        }
      }),
    );
  });
});

/** Among other bytes, some of which look like headers. */
function headOf(headLines: readonly string[]): ResponseHead {
  const before = 'Content-Type: before\r\n';
  const text = [...headLines, '', ''].join('\r\n');
  const head = new ResponseHead();
  const buffer = Buffer.from(`${before}${text}body: 1\r\nbody: 2\r\n`, 'latin1');
  head.set(buffer, before.length, before.length + text.length);
  return head;
}
