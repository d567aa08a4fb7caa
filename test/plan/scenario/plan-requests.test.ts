import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlowRequest, Hole, Pieces } from '../../../src/plan/flows-plan.ts';
import type { RequestFile } from '../../../src/scenario/file/scenario-file.ts';
import {
  flowsOf,
  localTarget,
  planFile,
  plannedFile,
  problemsOf,
  requestOf,
} from '../../support/planned-file.ts';

const load = { kind: 'constant-vus', vus: 1, for: '1s' } as const;

/** Holes as `<encoding kind>`. */
function shown(pieces: Pieces | null): string {
  return (pieces ?? [])
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      return piece instanceof Uint8Array ? Buffer.from(piece).toString() : shownHole(piece);
    })
    .join('');
}

function shownHole({ encoding, expression }: Hole): string {
  return `<${encoding} ${expression.kind === 'variable' ? expression.name : expression.kind}>`;
}

function headersOf({ headers }: FlowRequest): readonly string[] {
  return headers.map(([name, value]) => `${name}: ${shown(value)}`);
}

describe('a URL', () => {
  it.each([
    ['/orders', '/orders', `${localTarget}/orders`],
    ['?page=2', '/?page=2', `${localTarget}?page=2`],
    ['/a b/ü?q=x y#part', '/a%20b/%C3%BC?q=x%20y', `${localTarget}/a b/ü?q=x y#part`],
    ['/a/../b', '/b', `${localTarget}/a/../b`],
    ['/{i}', '/%7Bi%7D', `${localTarget}/{i}`],
    [
      '/orders/{{ user }}?n={{ iteration + 1 }}',
      '/orders/<component number-of>?n=<component binary>',
      `${localTarget}/orders/{{ user }}?n={{ iteration + 1 }}`,
    ],
    ['{{ user }}', '<url number-of>', '{{ user }}'],
    ['{{ user }}/a b?{{ user }}', '<url number-of>/a b?<component number-of>', '{{ user }}/a b?{{ user }}'],
    ['/h0x0x/{{ user }}', '/h0x0x/<component number-of>', `${localTarget}/h0x0x/{{ user }}`],
    ['http://127.0.0.1:8080/x', '/x', 'http://127.0.0.1:8080/x'],
    ['HTTP://127.0.0.1:8080', '/', 'HTTP://127.0.0.1:8080'],
  ])('%s is sent as %s', async (get, path, url) => {
    const request = await requestOf({ get });
    expect({ path: shown(request.path), url: request.url, target: request.target }).toEqual({
      path,
      url,
      target: 0,
    });
  });

  it('continues the path of the target', async () => {
    const requests = await flowsOf({
      target: 'https://localhost:8443/api/v1/',
      steps: [{ get: '/orders' }, { get: '?q' }, { get: 'https://localhost:8443/x' }],
    });
    expect(requests.requests.map(({ path }) => shown(path))).toEqual(['/api/v1/orders', '/api/v1?q', '/x']);
  });

  it('takes its query from an object, encoded', async () => {
    const query = { q: 'a&b ü', 'x y': '{{ user }}', n: 1, on: true };
    const { path } = await requestOf({ get: '/s?a=1', query });
    expect(shown(path)).toBe('/s?a=1&q=a%26b%20%C3%BC&x%20y=<component number-of>&n=1&on=true');
    expect(shown((await requestOf({ get: '/s', query: { q: '' } })).path)).toBe('/s?q=');
  });

  it('of any path is as URL writes it', async () => {
    const text = fc
      .string({ unit: 'grapheme' })
      .filter((path) => !path.includes('{{') && !/^[/\\]|[\t\r\n]/.test(path));
    await fc.assert(
      fc.asyncProperty(text, async (path) => {
        const url = new URL(`${localTarget}/${path}`);
        const { path: pieces } = await requestOf({ get: `/${path}` });
        expect(shown(pieces)).toBe(url.pathname + url.search);
      }),
      { numRuns: 50 },
    );
  });

  it('names targets, each origin once, in the order of the requests', async () => {
    const { targets } = await plannedFile({
      target: localTarget,
      steps: [
        { get: 'http://127.0.0.2/a' },
        { get: '/b' },
        { get: 'http://127.0.0.2/c' },
        { get: '{{ user }}' },
      ],
    });
    expect(targets.map(({ url }) => url)).toEqual(['http://127.0.0.2/', `${localTarget}/`]);
  });

  it.each([
    [
      'orders',
      'steps[0].get: "orders" is not the URL of a request → begin it with / or http://, as in "/orders"',
    ],
    [
      '//other/x',
      'steps[0].get: "//other/x" is not the URL of a request → begin it with / or http://, as in "/other/x"',
    ],
    [
      'ftp://127.0.0.1/',
      'steps[0].get: "ftp://127.0.0.1/" is not the URL of a request → begin it with / or http://, as in "/ftp://127.0.0.1/"',
    ],
    [
      'http://{{ user }}/',
      'steps[0].get: "http://{{ user }}/" has an expression in its host or port, which are always the same → name each host by a URL of its own, or make the URL one expression',
    ],
    [
      'http://127.0.0.1:{{ user }}/',
      'steps[0].get: "http://127.0.0.1:{{ user }}/" has an expression in its host or port, which are always the same → name each host by a URL of its own, or make the URL one expression',
    ],
    [
      'http://a:b@127.0.0.1/',
      'steps[0].get: the URL holds a user name or password, which are not sent → use auth: { basic: { username: …, password: … } }',
    ],
    ['http://127.0.0.1:0/', 'steps[0].get: "http://127.0.0.1:0/" has port 0 → use a port from 1 to 65535'],
    [
      'http://127.0.0.1:99999/{{ user }}',
      'steps[0].get: "http://127.0.0.1:99999/{{ user }}" is not a URL → give one such as http://127.0.0.1:8080',
    ],
    [
      '/x#{{ user }}',
      'steps[0].get: an expression of "/x#{{ user }}" would not be sent → a fragment (#…) is never sent, and /../ takes away what is before it',
    ],
    [
      '/{{ user }}/../x',
      'steps[0].get: an expression of "/{{ user }}/../x" would not be sent → a fragment (#…) is never sent, and /../ takes away what is before it',
    ],
  ])('%s is refused', async (get, problem) => {
    expect(await problemsOf({ target: localTarget, steps: [{ get }] })).toEqual([problem]);
  });

  it.each([
    [undefined, ['steps[0].get: "/x" needs a target → name one: target: http://127.0.0.1:8080']],
    [
      'http://{{ user }}',
      [
        'target: the target is the same for all requests: it takes no expressions → use a variable of the environment for one that changes from run to run',
      ],
    ],
    [
      'http://127.0.0.1/?a',
      ['target: the target has a query or a fragment → put them into the URLs of the steps'],
    ],
    ['ftp://127.0.0.1', ['target: "ftp://127.0.0.1" has the scheme ftp:// → use http:// or https://']],
    ['', ['target: "" is not a URL → give one such as http://127.0.0.1:8080']],
  ])('is relative to a target that is one: %s', async (target, problems) => {
    expect(await problemsOf({ ...(target === undefined ? {} : { target }), steps: [{ get: '/x' }] })).toEqual(
      problems,
    );
  });

  it('that begins with an expression takes a query only where it is known to have one', async () => {
    const query = { a: 1 };
    expect(shown((await requestOf({ get: '{{ user }}?b', query })).path)).toBe('<url number-of>?b&a=1');
    expect(await problemsOf({ target: localTarget, steps: [{ get: '{{ user }}', query }] })).toEqual([
      'steps[0].get: whether "{{ user }}" has a query isn\'t known before, so `query` can\'t be added → write the query into the URL: "{{ link }}?page=2"',
    ]);
  });
});

describe('a method', () => {
  it.each(['get', 'post', 'put', 'patch', 'delete', 'head', 'options'])('%s is its key', async (method) => {
    const request = await requestOf({ [method]: '/x' });
    expect(request).toMatchObject({ method: method.toUpperCase(), name: `${method.toUpperCase()} /x` });
  });

  it('is one', async () => {
    const steps = [{ get: '/x', post: '/y' }, {}];
    expect(await problemsOf({ target: localTarget, steps })).toEqual([
      'steps[0]: a request has one method, and this one has `get` and `post` → a request has one of get, post, put, patch, delete, head, options',
      'steps[1]: a step that neither sends, waits, groups nor repeats → a request has one of get, post, put, patch, delete, head, options',
    ]);
  });
});

describe('headers', () => {
  const usual = ['Host: 127.0.0.1:8080', 'User-Agent: inrush', 'Accept: */*'];

  it('are what every client sends', async () => {
    expect(headersOf(await requestOf({ get: '/' }))).toEqual(usual);
  });

  it('of a step take the place of the file’s, whatever their case', async () => {
    const file = { headers: { 'X-A': 'file', accept: 'text/html', 'x-n': 1 } };
    const request = await requestOf({ get: '/', headers: { 'x-a': '{{ user }}!', HOST: 'shop' } }, file);
    expect(headersOf(request)).toEqual([
      'User-Agent: inrush',
      'accept: text/html',
      'x-n: 1',
      'x-a: <header number-of>!',
      'HOST: shop',
    ]);
  });

  it.each([
    [{ auth: { bearer: 'abc' } }, 'Authorization: Bearer abc'],
    [{ auth: { bearer: '{{ user }}' } }, 'Authorization: Bearer <header number-of>'],
    [{ auth: { basic: { username: 'ü', password: 'p:w' } } }, 'Authorization: Basic w7w6cDp3'],
    [{ auth: { basic: { username: 'u', password: '{{ user }}' } } }, 'Authorization: Basic <header call>'],
    [{ headers: { authorization: 'Own' } }, 'authorization: Own'],
  ])('say who asks: %j', async (step, header) => {
    const file = { auth: { bearer: 'file' } };
    expect(headersOf(await requestOf({ get: '/', ...step }, file))).toEqual([...usual, header]);
    expect(headersOf(await requestOf({ get: '/' }, step))).toEqual([...usual, header]);
  });

  it('hold user name and password of an expression as base64 of both', async () => {
    const { headers } = await requestOf({
      get: '/',
      auth: { basic: { username: 'u', password: '{{ user }}' } },
    });
    const value = (content: string): object => ({ kind: 'value', value: content });
    const add = (left: object, right: object): object => ({ kind: 'binary', operator: '+', left, right });
    const pair = add(add(add(value(''), value('u')), value(':')), { kind: 'number-of', what: 'user' });
    expect(headers.at(-1)?.[1].at(-1)).toMatchObject({
      expression: { kind: 'call', name: 'base64', args: [pair] },
    });
  });

  it('of the file that need a capture are sent from that one on', async () => {
    const file = {
      target: localTarget,
      headers: { 'x-token': '{{ token }}', 'x-b': 'b' },
      auth: { bearer: '{{ token }}' },
      session: [{ post: '/login', capture: { token: '$.token' } }],
      steps: [{ get: '/' }],
    };
    const { requests } = await flowsOf(file);
    expect(requests.map((request) => headersOf(request).slice(3))).toEqual([
      ['x-b: b'],
      ['x-token: <header token>', 'x-b: b', 'Authorization: Bearer <header token>'],
    ]);
  });

  it('of the file that are left out are noted, but for a session', async () => {
    const login = { post: '/login', capture: { token: '$.token' } };
    const file = { target: localTarget, load, auth: { bearer: '{{ token }}' } };
    const session = await planFile({ ...file, session: [login], steps: [{ get: '/' }] });
    expect(session).toMatchObject({ ok: true, notes: [] });
    const steps = await planFile({ ...file, headers: { a: '{{ token }}' }, steps: [login, { get: '/' }] });
    const rest = 'of the file needs a capture, so the requests until then are sent without it';
    expect(steps).toMatchObject({ ok: true, notes: [`the header a ${rest}`, `auth ${rest}`] });
  });

  it('of the file that need a capture of another flow are refused', async () => {
    const file = {
      target: localTarget,
      headers: { 'x-token': '{{ token }}' },
      flows: {
        a: { steps: [{ post: '/login', capture: { token: '$.token' } }] },
        b: { steps: [{ get: '/' }] },
      },
    };
    expect(await problemsOf(file)).toEqual([
      'headers.x-token: "token" is captured only in the flow "a" → capture it in an earlier step',
    ]);
  });

  it.each<[RequestFile, string]>([
    [{ headers: { 'a b': 'x' } }, 'steps[0].headers["a b"]: "a b" is not a header name'],
    [
      { headers: { a: 'x\ny' } },
      'steps[0].headers.a: the header a holds a line break, a control character or text beyond Latin-1',
    ],
    [
      { headers: { a: '{{ user }}→' } },
      'steps[0].headers.a: the header a holds a line break, a control character or text beyond Latin-1',
    ],
    [
      { headers: { 'Content-Length': 3 } },
      "steps[0].headers.Content-Length: the header Content-Length can't be set → leave it out: the length of a body is sent",
    ],
    [
      { headers: { 'transfer-encoding': 'chunked' } },
      "steps[0].headers.transfer-encoding: the header transfer-encoding can't be set → leave it out: the length of a body is sent",
    ],
    [{ headers: { a: 1, A: 2 } }, 'steps[0].headers.A: the header A is given twice → leave out one of them'],
    [{ auth: {} }, 'steps[0].auth: `auth` is one of `basic` and `bearer` → such as bearer: "{{ token }}"'],
    [
      { auth: { bearer: 'a', basic: { username: 'u', password: 'p' } } },
      'steps[0].auth: `auth` is one of `basic` and `bearer` → such as bearer: "{{ token }}"',
    ],
    [
      { auth: { bearer: 'Bearer a' } },
      'steps[0].auth.bearer: a token has no spaces and only ASCII → "Bearer " is added to it',
    ],
    [
      { auth: { basic: { username: 'a:b', password: 'p' } } },
      "steps[0].auth.basic.username: a user name with a colon can't be sent → the first colon ends the name",
    ],
    [
      { auth: { bearer: 'a' }, headers: { authorization: 'b' } },
      'steps[0].auth: `auth` and the header authorization both say who asks → leave out one of them',
    ],
  ])('that break a request are refused: %j', async (step, problem) => {
    expect(await problemsOf({ target: localTarget, steps: [{ get: '/', ...step }] })).toEqual([problem]);
  });
});

describe('a body', () => {
  it('is none, and has no type, unless there is one', async () => {
    const request = await requestOf({ post: '/' });
    expect(request.body).toBeNull();
    expect(headersOf(request)).toHaveLength(3);
  });

  it.each<[RequestFile, string, string]>([
    [
      { json: { a: ['{{ user }}', 'n {{ user }} "'], b: null, '"': 1.5 } },
      'application/json',
      '{"a":[<json number-of>,"n <json-string number-of> \\""],"b":null,"\\"":1.5}',
    ],
    [{ json: '{{ user }}' }, 'application/json', '<json number-of>'],
    [{ json: null }, 'application/json', 'null'],
    [{ body: 'Grüße {{ user }}\n' }, 'text/plain; charset=utf-8', 'Grüße <text number-of>\n'],
    [{ body: '' }, 'text/plain; charset=utf-8', ''],
    [
      { form: { 'a b': 'x&ü', n: 1, u: '{{ user }}+' } },
      'application/x-www-form-urlencoded',
      'a+b=x%26%C3%BC&n=1&u=<form number-of>%2B',
    ],
    [{ file: 'order.json' }, 'application/json', '{"n":1}'],
    [{ file: 'order.bin' }, 'application/octet-stream', 'bytes'],
  ])('of %j has the type %s', async (step, type, body) => {
    const files = { 'order.json': '{"n":1}', 'order.bin': 'bytes' };
    const request = await requestOf({ post: '/', ...step }, {}, { files });
    expect(shown(request.body)).toBe(body);
    expect(headersOf(request).at(-1)).toBe(`Content-Type: ${type}`);
  });

  it('has the type that a header says', async () => {
    const request = await requestOf({ post: '/', body: '<a/>', headers: { 'content-type': 'text/xml' } });
    expect(headersOf(request).slice(3)).toEqual(['content-type: text/xml']);
  });

  it('of JSON without expressions is that JSON', async () => {
    const json = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('{{'));
    await fc.assert(
      fc.asyncProperty(json, async (value) => {
        const { body } = await requestOf({ post: '/', json: value });
        expect(shown(body)).toBe(JSON.stringify(value));
      }),
      { numRuns: 50 },
    );
  });

  it('of a form without expressions is as URLSearchParams writes it', async () => {
    const pairs = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), {
      minKeys: 1,
      noNullPrototype: true,
    });
    const form = pairs.filter((value) => !JSON.stringify(value).includes('{{'));
    await fc.assert(
      fc.asyncProperty(form, async (fields) => {
        const { body } = await requestOf({ post: '/', form: fields });
        expect(shown(body)).toBe(new URLSearchParams(fields).toString());
      }),
      { numRuns: 50 },
    );
  });

  it('of parts is read as a form by others', async () => {
    const multipart = {
      'na"me': 'Grüße\r\n',
      count: 3,
      picture: { file: 'a.png', filename: 'photo.png', type: 'image/png' },
      other: { file: 'a.png' },
    };
    const request = await requestOf(
      { post: '/', multipart },
      { seed: 5 },
      { files: { 'a.png': '\u0000PNG\r\n--' } },
    );
    const type = headersOf(request).at(-1)?.replace('Content-Type: ', '') ?? '';
    const form = await new Response(shown(request.body), { headers: { 'content-type': type } }).formData();
    expect([...form.keys()]).toEqual(['na"me', 'count', 'picture', 'other']);
    expect([form.get('na"me'), form.get('count')]).toEqual(['Grüße\r\n', '3']);
    const [picture, other] = [form.get('picture'), form.get('other')];
    if (!(picture instanceof File) || !(other instanceof File)) throw new Error('no files');
    expect([picture.name, picture.type, await picture.text()]).toEqual([
      'photo.png',
      'image/png',
      '\u0000PNG\r\n--',
    ]);
    expect([other.name, other.type]).toEqual(['a.png', 'application/octet-stream']);
  });

  it('of parts is the same for a seed, and another for another', async () => {
    const bodyOf = async (seed: number): Promise<string> =>
      shown((await requestOf({ post: '/', multipart: { a: 1 } }, { seed })).body);
    expect(await bodyOf(1)).toBe(await bodyOf(1));
    expect(await bodyOf(1)).not.toBe(await bodyOf(2));
  });

  it.each<[RequestFile, string]>([
    [
      { json: {}, form: {} },
      'steps[0].form: a request has one body, and this one has `json` and `form` → leave out one of them',
    ],
    [
      { json: { at: () => 1 } },
      'steps[0].json.at: a function has no JSON → use texts, numbers, true, false, null, lists and objects',
    ],
    [
      { json: ['{{ nobody }}'] },
      'steps[0].json[0]: there is no variable "nobody", in "{{ nobody }}" → known here are iteration, user',
    ],
    [
      { file: '../secret' },
      'steps[0].file: "../secret" leaves the scenario\'s folder → a scenario reads files of its own folder only: put it there',
    ],
    [{ file: 'a.pgn' }, 'steps[0].file: there is no file "a.pgn" → did you mean "a.png"?'],
    [
      { multipart: { a: { file: 'a.png', type: 'x\ny' } } },
      'steps[0].multipart.a.type: the header Content-Type holds a line break, a control character or text beyond Latin-1',
    ],
  ])("that can't be sent is refused: %j", async (step, problem) => {
    const files = { 'a.png': 'PNG' };
    expect(await problemsOf({ target: localTarget, steps: [{ post: '/', ...step }] }, { files })).toEqual([
      problem,
    ]);
  });

  it('of an object that holds itself is refused', async () => {
    const json: Record<string, unknown> = {};
    json['self'] = json;
    const [problem] = await problemsOf({ target: localTarget, steps: [{ post: '/', json }] });
    expect(problem).toContain('the JSON is more than 100 levels deep');
  });
});

describe('a request', () => {
  it('has its own limits, or those of the file', async () => {
    const file = { redirects: 3, timeout: '7s' };
    expect(await requestOf({ get: '/' }, file)).toMatchObject({ redirects: 3, timeoutMs: null });
    expect(await requestOf({ get: '/', redirects: 0, timeout: 0.25 }, file)).toMatchObject({
      redirects: 0,
      timeoutMs: 250,
    });
    expect(
      (await plannedFile({ target: localTarget, ...file, steps: [{ get: '/' }] })).timeouts.totalMs,
    ).toBe(7000);
  });

  it.each<[RequestFile, FlowRequest['expected']]>([
    [{}, null],
    [{ expect: 404 }, [[404, 404]]],
    [
      { expect: ['2xx', '404'] },
      [
        [200, 299],
        [404, 404],
      ],
    ],
    [{ check: { status: 200 } }, null],
    [
      { check: { status: 404 } },
      [
        [100, 399],
        [404, 404],
      ],
    ],
    [
      { check: { status: ['3XX', 500] } },
      [
        [100, 399],
        [500, 500],
      ],
    ],
    [
      { expect: 200, check: { status: 409 } },
      [
        [200, 200],
        [409, 409],
      ],
    ],
  ])('of %j has statuses that are no errors', async (step, expected) => {
    expect((await requestOf({ get: '/', ...step })).expected).toEqual(expected);
  });

  it('has tags, and a name that begins with those of its groups', async () => {
    const step = { name: 'pay', post: '/pay', tags: { team: 'money' } };
    const { requests } = await flowsOf({
      target: localTarget,
      steps: [{ group: 'checkout', steps: [step, { group: 'end', steps: [{ get: '/done' }] }] }],
    });
    expect(requests.map(({ name, tags }) => [name, tags])).toEqual([
      ['checkout / pay', { team: 'money' }],
      ['checkout / end / GET /done', {}],
    ]);
  });

  it.each<[RequestFile, string]>([
    [{ expect: 42 }, 'steps[0].expect: "42" is not a status such as 200 or 2xx'],
    [{ expect: [200, '6xx'] }, 'steps[0].expect[1]: "6xx" is not a status such as 200 or 2xx'],
    [{ expect: [] }, 'steps[0].expect: a list of no statuses → such as [200, 404]'],
    [{ timeout: 0 }, 'steps[0].timeout: timeout must be above 0, got 0'],
    [
      { name: 'order {{ user }}', tags: { of: '{{ user }}' } },
      'steps[0].name: "order {{ user }}" takes no expressions: it is the same in all iterations → leave them out',
    ],
    [{ redirects: -1 }, 'steps[0].redirects: redirects must be 0 or more, got -1'],
  ])('with limits or names that mean nothing is refused: %j', async (step, problem) => {
    const [first] = await problemsOf({ target: localTarget, steps: [{ get: '/', ...step }] });
    expect(first).toBe(problem);
  });
});
