import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readUrl, type ReadUrl } from '../../src/plan/read-url.ts';
import type { PathPart } from '../../src/scenario/request.ts';

const i: PathPart = { kind: 'counter', from: 1, to: Infinity, digits: 1 };
const uuid: PathPart = { kind: 'uuid' };

describe('a URL with patterns', () => {
  it.each<[string, string, readonly (PathPart | string)[]]>([
    ['http://h/item/{i}', '/item/{i}', ['/item/', i]],
    ['http://h/{i}?q={uuid}&r', '/{i}?q={uuid}&r', ['/', i, '?q=', uuid, '&r']],
    ['http://h?{i}', '/?{i}', ['/?', i]],
    ['http://h/{i}{i}', '/{i}{i}', ['/', i, i]],
    ['http://h/a b/{i}/ü', '/a%20b/{i}/%C3%BC', ['/a%20b/', i, '/%C3%BC']],
    ['http://h/{i}/{{x}}?{{y}}', '/{i}/%7Bx%7D?%7By%7D', ['/', i, '/%7Bx%7D?%7By%7D']],
    ['http://h/p0x/p0x1x/{i}#part', '/p0x/p0x1x/{i}', ['/p0x/p0x1x/', i]],
    ['http://h/p0x0x/{i}', '/p0x0x/{i}', ['/p0x0x/', i]],
    ['http://h/a/../{i}/./b', '/{i}/b', ['/', i, '/b']],
  ])('%s', (text, path, parts) => {
    const value = reading(text);
    expect([value.shown, value.path]).toEqual([`http://h${path}`, path]);
    expect(value.pattern).toEqual(
      parts.map((part) => (typeof part === 'string' ? { kind: 'text', text: part } : part)),
    );
  });

  it('keeps what is between its patterns, whatever it is', () => {
    const piece = fc.stringMatching(/^[a-z0-9px/_-]{0,8}$/).filter((text) => !text.includes('//'));
    fc.assert(
      fc.property(fc.array(piece, { minLength: 2, maxLength: 14 }), (pieces) => {
        const { path, pattern } = reading(`http://h/x${pieces.join('{i}')}`);
        expect(path).toBe(`/x${pieces.join('{i}')}`);
        const shown = (pattern ?? []).map((part) => (part.kind === 'text' ? part.text : '{i}'));
        expect(shown.join('')).toBe(path);
      }),
    );
  });

  it('without any has no pieces', () => {
    expect(reading('127.0.0.1:8080/a?b#c')).toMatchObject({
      shown: 'http://127.0.0.1:8080/a?b',
      path: '/a?b',
      pattern: null,
      isSchemeAssumed: true,
    });
    expect(reading('https://h/#').shown).toBe('https://h/');
  });

  it.each([
    ['http://{i}.test/', '{i} at column 8 is in the host or port, which are always the same'],
    ['http://h:{i:80..90}/', '{i:80..90} at column 10 is in the host or port, which are always the same'],
    ['h{i}', '{i} at column 2 is in the host or port, which are always the same'],
    ['http://h/a#{i}', '{i} at column 12 would not be sent'],
    ['http://h/{i}/../b', '{i} at column 10 would not be sent'],
  ])('refuses one that is out of place: %s', (text, message) => {
    const wrong = readUrl(text);
    expect(wrong.ok ? [] : wrong.problems.map((problem) => problem.message)).toEqual([
      `"${text}": ${message}`,
    ]);
  });
});

function reading(text: string): ReadUrl {
  const read = readUrl(text);
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return read.value;
}
