import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PathPart } from '../../src/scenario/request.ts';
import { splitUrl } from '../../src/scenario/url-pattern.ts';

const all = 'patterns are {i}, {i:1..500}, {random:1..9} and {uuid}; a brace itself is written {{ or }}';

describe('a pattern in a URL', () => {
  it.each<[string, PathPart]>([
    ['{i}', { kind: 'counter', from: 1, to: Infinity, digits: 1 }],
    ['{i:1..500}', { kind: 'counter', from: 1, to: 500, digits: 1 }],
    ['{i:0..}', { kind: 'counter', from: 0, to: Infinity, digits: 1 }],
    ['{i:7..7}', { kind: 'counter', from: 7, to: 7, digits: 1 }],
    ['{i:001..500}', { kind: 'counter', from: 1, to: 500, digits: 3 }],
    ['{i:00..9}', { kind: 'counter', from: 0, to: 9, digits: 2 }],
    ['{random:1..9}', { kind: 'random', from: 1, to: 9, digits: 1 }],
    ['{random:01..31}', { kind: 'random', from: 1, to: 31, digits: 2 }],
    ['{random:0..9007199254740991}', { kind: 'random', from: 0, to: 9007199254740991, digits: 1 }],
    ['{uuid}', { kind: 'uuid' }],
  ])('%s', (source, part) => {
    expect(splitUrl(`http://h/a/${source}/b`)).toEqual({
      texts: ['http://h/a/', '/b'],
      patterns: [{ part, source, column: 12 }],
      problems: [],
    });
  });

  it('may stand beside another', () => {
    const { texts, patterns } = splitUrl('{i}{uuid}x{i}');
    expect(texts).toEqual(['', '', 'x', '']);
    expect(patterns.map(({ source, column }) => [source, column])).toEqual([
      ['{i}', 1],
      ['{uuid}', 4],
      ['{i}', 11],
    ]);
  });

  it('is none where braces are doubled: they are percent-encoded braces', () => {
    expect(splitUrl('/{{i}}/{{{i}}}')).toMatchObject({
      texts: ['/%7Bi%7D/%7B', '%7D'],
      patterns: [{ source: '{i}', column: 10 }],
      problems: [],
    });
  });

  it.each<[string, string, string]>([
    ['/{j}', '{j} at column 2 is no pattern', `did you mean {i}? ${all}`],
    ['/{uid}', '{uid} at column 2 is no pattern', `did you mean {uuid}? ${all}`],
    ['/{rand:1..9}', '{rand:1..9} at column 2 is no pattern', `did you mean {random:1..9}? ${all}`],
    ['/{customer}', '{customer} at column 2 is no pattern', all],
    ['/{}', '{} at column 2 is no pattern', `did you mean {i}? ${all}`],
    ['/a{i:9..1}', '{i:9..1} at column 3 has an empty range', 'write the smaller number first: {i:1..9}'],
    ['/{i:}', '{i:} at column 2 has no range such as 1..500', 'write {i:1..500}'],
    ['/{i:-1..5}', '{i:-1..5} at column 2 has no range such as 1..500', 'write {i:1..500}'],
    ['/{random}', '{random} at column 2 has no range such as 1..500', 'write {random:1..500}'],
    ['/{random:5..}', '{random:5..} at column 2 has no range such as 1..500', 'write {random:1..500}'],
    ['/{uuid:1..5}', '{uuid:1..5} at column 2 has a range, and a UUID has none', 'write {uuid}'],
    [
      '/{i:1..9007199254740992}',
      '{i:1..9007199254740992} at column 2 has a number that is too large',
      'the largest is 9007199254740991',
    ],
    ['/a{i', 'the { at column 3 has no other half', all],
    ['/a}i', 'the } at column 3 has no other half', all],
  ])('that means nothing is told with its place: %s', (url, message, hint) => {
    expect(splitUrl(url).problems).toEqual([{ message: `"${url}": ${message}`, hint }]);
  });

  it('that means nothing hides no other one', () => {
    expect(splitUrl('/{j}/{i}/{i:2..1}/}').problems).toHaveLength(3);
  });

  it('leaves every other text as it is', () => {
    const plain = fc.string({ unit: 'grapheme' }).filter((text) => !/[{}]/.test(text));
    fc.assert(
      fc.property(fc.array(plain, { minLength: 1 }), (texts) => {
        const split = splitUrl(texts.join('{i}'));
        expect(split.texts).toEqual(texts);
        expect(split.patterns).toHaveLength(texts.length - 1);
      }),
    );
  });
});
