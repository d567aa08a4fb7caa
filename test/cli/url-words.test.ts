import { describe, expect, it } from 'vitest';
import { readUrlWords } from '../../src/cli/url-words.ts';

const quote = 'quote values that hold spaces';

describe('the words of a command line', () => {
  it.each([
    [['http://h/'], [{ url: 'http://h/' }]],
    [['127.0.0.1:8080/x'], [{ url: '127.0.0.1:8080/x' }]],
    [
      ['http://h/a', 'https://h/b'],
      [{ url: 'http://h/a' }, { url: 'https://h/b' }],
    ],
    [
      ['http://h/a weight=3', 'POST http://h/b'],
      [
        { url: 'http://h/a', weight: 3 },
        { url: 'http://h/b', method: 'POST' },
      ],
    ],
    [
      ['http://h/a', 'weight=3', 'POST', 'http://h/b', 'weight=2'],
      [
        { url: 'http://h/a', weight: 3 },
        { url: 'http://h/b', method: 'POST', weight: 2 },
      ],
    ],
    [['DELETE', 'http://h/a'], [{ url: 'http://h/a', method: 'DELETE' }]],
    [[], []],
  ])('%j', (words, urls) => {
    expect(readUrlWords(words, true)).toEqual({ urls, problems: [] });
  });

  it.each([
    [['http://h/', 'text/html'], ['"text/html" doesn\'t begin with http:// or https://']],
    [['example.test', 'http://h/'], ['"example.test" doesn\'t begin with http:// or https://']],
    [['weight=3', 'http://h/'], ['"weight=3" doesn\'t begin with http:// or https://']],
    [['http://h/', 'GET'], ['"GET" doesn\'t begin with http:// or https://']],
    [['http://h/', 'weight=x'], ['weight=x is not a whole number from 1']],
  ])('never become a host by accident: %j', (words, messages) => {
    expect(readUrlWords(words, true).problems).toEqual(messages.map((message) => ({ message, hint: quote })));
  });

  it('never do so beside a file either', () => {
    expect(readUrlWords(['example.test'], false).problems).toEqual([
      { message: '"example.test" doesn\'t begin with http:// or https://', hint: quote },
    ]);
    expect(readUrlWords(['http://h/'], false)).toEqual({ urls: [{ url: 'http://h/' }], problems: [] });
  });
});
