import { describe, expect, it } from 'vitest';
import { mostUrls, parseUrlEntry, parseUrlList } from '../../src/scenario/url-list.ts';

describe('an entry', () => {
  it.each([
    ['http://h/a', { url: 'http://h/a' }],
    ['  https://h/a  ', { url: 'https://h/a' }],
    ['POST http://h/a', { url: 'http://h/a', method: 'POST' }],
    ['http://h/a weight=3', { url: 'http://h/a', weight: 3 }],
    ['DELETE\thttp://h/{i}  weight=1k', { url: 'http://h/{i}', method: 'DELETE', weight: 1000 }],
    ['http://h/?weight=3', { url: 'http://h/?weight=3' }],
    ['http://h/a#weight=3', { url: 'http://h/a#weight=3' }],
  ])('%s', (text, value) => {
    expect(parseUrlEntry(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['', 'there is no URL'],
    ['POST', `"POST" doesn't begin with http:// or https://`],
    ['h/a', `"h/a" doesn't begin with http:// or https://`],
    ['post http://h/a', `"post http://h/a" doesn't begin with http:// or https://`],
    ['weight=3', `"weight=3" doesn't begin with http:// or https://`],
    ['http://h/a weight=x', 'weight=x is not a whole number from 1'],
    ['http://h/a weight=0', 'weight=0 is not a whole number from 1'],
    ['http://h/a weight=', 'weight= is not a whole number from 1'],
    [
      'http://h/a POST x=1',
      '"http://h/a POST x=1" holds a space: write %20, or one URL a line as [METHOD] URL [weight=N]',
    ],
    [`id,name,${'x'.repeat(100)}`, `"id,name,${'x'.repeat(52)}…" doesn't begin with http:// or https://`],
  ])('that is none: %s', (text, message) => {
    expect(parseUrlEntry(text)).toEqual({ ok: false, message });
  });
});

describe('a list of URLs', () => {
  it('has one a line, with empty lines and comments between them', () => {
    const text = '\uFEFF# shop\r\nhttp://h/a\r\n\r\n   \nPOST http://h/b weight=2\n#http://h/c\n';
    expect(parseUrlList(text, 'urls.txt')).toEqual({
      urls: [
        { url: 'http://h/a', at: 'urls.txt:2' },
        { url: 'http://h/b', method: 'POST', weight: 2, at: 'urls.txt:5' },
      ],
      problems: [],
    });
  });

  it.each(['', '\n\n', '# nothing\n'])('that is empty is a problem: %j', (text) => {
    expect(parseUrlList(text, 'urls.txt').problems).toEqual([
      { message: 'urls.txt holds no URL', hint: 'write one a line, such as http://127.0.0.1:8080/' },
    ]);
  });

  it('tells every line that is wrong, up to 20 of them', () => {
    const wrong = Array.from({ length: 25 }, () => 'x').join('\nhttp://h/\n');
    const { urls, problems } = parseUrlList(wrong, 'list');
    expect(urls).toHaveLength(24);
    expect(problems).toHaveLength(21);
    expect(problems[1]).toEqual({ message: `list:3: "x" doesn't begin with http:// or https://` });
    expect(problems.at(-1)).toEqual({ message: 'and 5 more problems in list' });
  });

  it('has a bound', () => {
    const { urls, problems } = parseUrlList('http://h/\n'.repeat(mostUrls + 1), 'list');
    expect(urls).toHaveLength(mostUrls);
    expect(problems).toMatchObject([
      { message: `list holds ${mostUrls + 1} URLs; ${mostUrls} are the most` },
    ]);
  });
});
