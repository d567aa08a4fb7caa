import { describe, expect, it } from 'vitest';
import { parseHttpFile } from '../../../src/scenario/http-file/parse-http-file.ts';
import type { ScenarioUrl } from '../../../src/scenario/scenario.ts';

const files: Readonly<Record<string, string>> = { './item.json': '{"id": 1}', 'greeting.txt': 'hi {{who}}' };

describe('a request file', () => {
  it('holds requests between ###, with names, methods, headers and bodies', () => {
    const text = [
      'GET http://h/first',
      '',
      '### second',
      '# a comment',
      '// another',
      'POST http://h/second HTTP/1.1',
      'Content-Type: application/json',
      '# not a header',
      'X-Empty:',
      '',
      '{',
      '  "braces": {"a": {}}',
      '}',
      '',
      '',
      '###',
      '# @name third',
      '// @weight 3',
      'http://h/third',
    ].join('\n');
    expect(plain(requests(text))).toEqual([
      { url: 'http://h/first', method: 'GET', at: 'shop.http:1' },
      {
        url: 'http://h/second',
        method: 'POST',
        at: 'shop.http:6',
        name: 'second',
        headers: [
          ['Content-Type', 'application/json'],
          ['X-Empty', ''],
        ],
        body: '{\n  "braces": {"a": {}}\n}',
      },
      { url: 'http://h/third', method: 'GET', at: 'shop.http:19', name: 'third', weight: 3 },
    ]);
  });

  it('may spread a long query over lines', () => {
    const text = 'GET http://h/search\n    ?q=a\n    &page=2\n  &n=3\nAccept: */*\n';
    expect(requests(text)).toMatchObject([
      { url: 'http://h/search?q=a&page=2&n=3', headers: [['Accept', '*/*']] },
    ]);
    expect(requests('GET http://h/search\n?q=a\n&n=3')).toMatchObject([{ url: 'http://h/search?q=a&n=3' }]);
  });

  it('puts variables in their places, also in variables, the nearest definition before', () => {
    const text = [
      '@host = http://{{name}}:8080',
      '@name = first',
      'GET {{host}}/a/{i}/{{ name }}',
      'X-Name: {{name}}!',
      '',
      'body {{name}}',
      '###',
      '@name = second',
      'GET {{host}}/b/{{later}}',
      '###',
      '@later=x',
    ].join('\n');
    expect(plain(requests(text))).toMatchObject([
      { url: 'http://first:8080/a/{i}/first', headers: [['X-Name', 'first!']], body: 'body first' },
      { url: 'http://second:8080/b/x' },
    ]);
  });

  it('takes the first definition that follows, where none comes before', () => {
    const text = 'GET http://h/{{a}}\n###\n@a = 1\nGET http://h/{{a}}\n###\n@a = 2\nGET http://h/{{a}}';
    expect(requests(text).map(({ url }) => url)).toEqual(['http://h/1', 'http://h/1', 'http://h/2']);
  });

  it('takes bodies from files, as they are or with variables', () => {
    const text =
      '@who = you\nPOST http://h/\n\n< ./item.json\n\n###\nPOST http://h/\n\nsay:\n<@ greeting.txt\nend';
    expect(plain(requests(text)).map(({ body }) => body)).toEqual(['{"id": 1}', 'say:\nhi you\nend']);
  });

  it('joins the lines of a form without line ends, those of a multipart body with CRLF', () => {
    const form = 'POST http://h/\ncontent-type: application/x-www-form-urlencoded\n\na=1\n&b=2\n  &c=3';
    const multipart = 'POST http://h/\nContent-Type: multipart/form-data; boundary=x\n\n--x\n\n1\n--x--';
    expect(plain(requests(form))[0]?.body).toBe('a=1&b=2&c=3');
    expect(plain(requests(multipart))[0]?.body).toBe('--x\r\n\r\n1\r\n--x--');
  });

  it('encodes a user name and password as editors do', () => {
    const headers = ['Basic me secret', 'Basic me:secret', 'Basic bWU6c2VjcmV0', 'Bearer a b'].map(
      (value) => {
        const [request] = requests(`GET http://h/\nAuthorization: ${value}`);
        return request?.headers?.[0]?.[1];
      },
    );
    expect(headers).toEqual(['Basic bWU6c2VjcmV0', 'Basic bWU6c2VjcmV0', 'Basic bWU6c2VjcmV0', 'Bearer a b']);
  });

  it('may come from Windows', () => {
    expect(plain(requests('\uFEFFPOST http://h/\r\nX: 1\r\n\r\na\r\nb\r\n'))).toMatchObject([
      { headers: [['X', '1']], body: 'a\nb' },
    ]);
  });

  it('leaves out references to old responses, and other comments with an @', () => {
    const text = '# @no-log\nGET http://h/\n\n<> 2026-05-04.200.json\n';
    expect(plain(requests(text))).toEqual([{ url: 'http://h/', method: 'GET', at: 'shop.http:2' }]);
  });
});

describe('what can’t be read of a request file', () => {
  it.each<[string, string, readonly string[]]>([
    ['nothing', '# only this\n@a = b\n', ['shop.http holds no request']],
    [
      'scripts',
      '< {% x %}\nGET http://h/\n\n> {%\n client.test()\n%}\n###\nGET http://h/\n\n> ./after.js\n>> out.json',
      [
        'shop.http:1: "< {% x %}" is a script, or keeps the response: not supported',
        'shop.http:4: "> {%" is a script, or keeps the response: not supported',
        'shop.http:10: "> ./after.js" is a script, or keeps the response: not supported',
        'shop.http:11: ">> out.json" is a script, or keeps the response: not supported',
      ],
    ],
    [
      'another protocol',
      'WEBSOCKET ws://h/',
      ['shop.http:1: WEBSOCKET is not supported: requests are HTTP/1.1'],
    ],
    [
      'another version',
      'GET http://h/ HTTP/2',
      ['shop.http:1: HTTP/2 is not supported: requests are HTTP/1.1'],
    ],
    ['a path alone', 'GET /a\nHost: h', [`shop.http:1: "/a" doesn't begin with http:// or https://`]],
    ['a space', '\nGET http://h/a b', ['shop.http:2: "http://h/a b" holds a space: write %20']],
    [
      'a body without an empty line before it',
      'POST http://h/\n{"a": 1}',
      ['shop.http:2: "{"a": 1}" is not a header such as Accept: text/html; a body follows an empty line'],
    ],
    [
      'a header that is none',
      'POST http://h/\nname',
      ['shop.http:2: "name" is not a header such as Accept: text/html; a body follows an empty line'],
    ],
    [
      'a variable without a value',
      '@host = h\nGET http://{{hst}}/{{what}}',
      [
        'shop.http:2: {{hst}} has no value: did you mean {{host}}?',
        'shop.http:2: {{what}} has no value: add a line @what = …',
      ],
    ],
    [
      'a variable of an editor',
      'GET http://h/{{$uuid}}\nX: {{$randomInt 1 5}}',
      [
        'shop.http:1: {{$uuid}} is a variable of an editor; in a URL {uuid}, {i} and {random:1..9} are another value each time',
        'shop.http:2: {{$randomInt 1 5}} is a variable of an editor; in a URL {uuid}, {i} and {random:1..9} are another value each time',
      ],
    ],
    ['a circle', '@a = {{b}}\n@b = {{a}}\nGET http://{{a}}/', ['shop.http:3: {{a}} stands for itself']],
    ['a missing file', 'POST http://h/\n\n< ./none.json', [`shop.http:3: can't read ./none.json`]],
    ['a weight', '# @weight many\nGET http://h/', ['shop.http:1: @weight many is not a whole number from 1']],
    [
      'a login',
      'GET http://h/\nAuthorization: Digest me x',
      ['shop.http:2: Digest needs more than a header: not supported'],
    ],
  ])('is said with its line: %s', (_name, text, messages) => {
    expect(parse(text).problems.map(({ message }) => message)).toEqual(messages);
  });
});

function parse(text: string): ReturnType<typeof parseHttpFile> {
  return parseHttpFile(text, 'shop.http', (path) => {
    const file = files[path];
    return file === undefined
      ? { ok: false, message: `can't read ${path}` }
      : { ok: true, value: Buffer.from(file) };
  });
}

function requests(text: string): readonly ScenarioUrl[] {
  const { urls, problems } = parse(text);
  expect(problems).toEqual([]);
  return urls;
}

function plain(urls: readonly ScenarioUrl[]): (Omit<ScenarioUrl, 'body'> & { readonly body?: string })[] {
  return urls.map(({ body, ...rest }) => ({
    ...rest,
    ...(body === undefined ? {} : { body: Buffer.from(body).toString() }),
  }));
}
