import { describe, expect, it } from 'vitest';
import { importScenario } from '../../../src/scenario/import/import-scenario.ts';
import { headerOf, requestsOf, textOf } from '../../support/planned-yaml.ts';

const base = { key: 'baseUrl', value: 'http://127.0.0.1:8080/v1/' };

function collection(item: readonly unknown[], rest: object = {}): string {
  return JSON.stringify({ info: { name: 'Shop' }, item, variable: [base], ...rest });
}

async function imported(text: string): Promise<{ yaml: string; notes: readonly string[] }> {
  const answer = await importScenario('postman', text, { name: 'shop.json', everything: false });
  if (!answer.ok) throw new Error(answer.problems.map(({ message }) => message).join('\n'));
  return answer;
}

async function pathOf(url: unknown, variable: readonly unknown[] = []): Promise<string | null> {
  const { yaml } = await imported(
    collection([{ name: 'a', request: { url } }], { variable: [base, ...variable] }),
  );
  return textOf((await requestsOf(yaml))[0]?.path ?? null);
}

describe('a URL', () => {
  it.each<[unknown, string]>([
    ['{{baseUrl}}/orders?page=2#x', '/v1/orders?page=2'],
    ['http://127.0.0.1/a b', '/a%20b'],
    ['127.0.0.1:8080/a', '/a'],
    [{ raw: '{{baseUrl}}/orders/:id', variable: [{ key: 'id', value: '7' }] }, '/v1/orders/7'],
    [{ raw: '{{baseUrl}}/:a/:ab', variable: [{ key: 'a', value: '1' }] }, '/v1/1/:ab'],
    [
      {
        protocol: 'http',
        host: ['127', '0', '0', '1'],
        port: '81',
        path: ['a', 'b'],
        query: [
          { key: 'x', value: '1' },
          { key: 'y', value: '2', disabled: true },
        ],
      },
      '/a/b?x=1',
    ],
    ['{{baseUrl}}/{{page}}/{{ nested }}', '/v1/5/p5'],
  ])('%j', async (url, path) => {
    expect(
      await pathOf(url, [
        { key: 'page', value: 5 },
        { key: 'nested', value: 'p{{page}}' },
      ]),
    ).toBe(path);
  });

  it('of a variable without a value is told, and given from outside', async () => {
    const { yaml, notes } = await imported(collection([{ name: 'a', request: '{{other-host}}/x' }]));
    expect(notes).toEqual([
      'the variable other-host has no value in the collection: give it with -e other_host=…',
    ]);
    const [request] = await requestsOf(yaml, { other_host: 'http://127.0.0.1:99/base' });
    expect(request?.url).toBe('http://127.0.0.1:99/base/x');
  });

  it('of variables that stand for themselves ends', async () => {
    const variable = [
      { key: 'a', value: '{{b}}' },
      { key: 'b', value: '{{a}}{{b}}' },
    ];
    const { notes } = await imported(collection([{ name: 'x', request: '{{a}}/x' }], { variable }));
    expect(notes.join()).toContain('has no value in the collection');
  });

  it('that is none is left out', async () => {
    const { notes } = await imported(
      collection([
        { name: 'a', request: 'ws://127.0.0.1/' },
        { name: 'b', request: { method: 'LINK', url: '{{baseUrl}}' } },
        { name: 'c', request: '{{baseUrl}}' },
      ]),
    );
    expect(notes).toEqual([
      'requests without a URL of http or https were left out (shop.json: a)',
      'requests with LINK were left out (shop.json: b)',
    ]);
  });
});

describe('a request', () => {
  const request = async (
    parts: object,
    env: Readonly<Record<string, string>> = {},
  ): Promise<readonly (string | null)[]> => {
    const variable = [base, { key: 'n', value: '5' }];
    const item = { name: 'a', request: { method: 'POST', url: '{{baseUrl}}', ...parts } };
    const { yaml } = await imported(collection([item], { variable }));
    const [sent] = await requestsOf(yaml, env, { 'a.png': 'PNG' });
    return [headerOf(sent, 'content-type'), textOf(sent?.body ?? null)];
  };
  const json = { raw: { language: 'json' } };

  it.each<[object, readonly (string | null)[]]>([
    [{}, [null, null]],
    [
      { body: { mode: 'raw', raw: '{"n":"{{n}}","id":"{{$guid}}"}', options: json } },
      ['application/json', '{"n":"5","id":‹call›}'],
    ],
    [{ body: { mode: 'raw', raw: '{"n":{{n}}}', options: json } }, ['application/json', '{"n":5}']],
    [{ body: { mode: 'raw', raw: 'a ${b}' } }, ['text/plain', 'a ${b}']],
    [
      {
        header: [
          { key: 'Content-Type', value: 'text/x' },
          { key: 'x', value: 'y', disabled: true },
        ],
        body: { mode: 'raw', raw: '{}' },
      },
      ['text/x', '{}'],
    ],
    [
      {
        body: {
          mode: 'urlencoded',
          urlencoded: [
            { key: 'a', value: '{{n}} b' },
            { key: 'c', disabled: true },
          ],
        },
      },
      ['application/x-www-form-urlencoded', 'a=5+b'],
    ],
    [{ body: { mode: 'file', file: { src: '/home/a.png' } } }, ['application/octet-stream', 'PNG']],
    [
      { body: { mode: 'graphql', graphql: { query: '{ a }', variables: '{"n":"{{n}}"}' } } },
      ['application/json', '{"query":"{ a }","variables":{"n":"5"}}'],
    ],
  ])('%j', async (parts, sent) => {
    expect(await request(parts)).toEqual(sent);
  });

  it('of a form in parts has the files beside the scenario', async () => {
    const formdata = [
      { key: 'a', value: 'x' },
      { key: 'f', type: 'file', src: '/home/a.png' },
    ];
    const [type, body] = await request({ body: { mode: 'formdata', formdata } });
    expect(type).toMatch(/^multipart\/form-data; boundary=/);
    expect(body).toContain('PNG');
  });
});

describe('a collection', () => {
  it('keeps its folders, and who is let in', async () => {
    const bearer = { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}' }] };
    const key = {
      type: 'apikey',
      apikey: [
        { key: 'key', value: 'k' },
        { key: 'value', value: 's3cret' },
        { key: 'in', value: 'query' },
      ],
    };
    const { yaml } = await imported(
      collection(
        [
          {
            name: 'Front',
            item: [
              { name: 'Get it', request: '{{baseUrl}}/a' },
              { name: 'Deep', item: [{ name: 'Get it', request: '{{baseUrl}}/b' }] },
            ],
          },
          { name: 'None', request: { auth: { type: 'noauth' }, url: '{{baseUrl}}/c' } },
          { name: 'Key', request: { auth: key, url: '{{baseUrl}}/d' } },
          {
            name: 'Basic',
            request: {
              auth: { type: 'basic', basic: { username: 'ada', password: 'pw1' } },
              url: '{{baseUrl}}/e',
            },
          },
        ],
        { auth: bearer, variable: [base, { key: 'token', value: 't0ken' }] },
      ),
    );
    for (const secret of ['t0ken', 's3cret', 'pw1']) expect(yaml).not.toContain(secret);
    const requests = await requestsOf(yaml, { token: 'T', k: 'K', K: 'K', API_KEY: 'K', PASSWORD: 'P' });
    expect(requests.map((each) => [each.name, textOf(each.path), headerOf(each, 'authorization')])).toEqual([
      ['Front / get-it', '/v1/a', 'Bearer T'],
      ['Front / Deep / get-it-2', '/v1/b', 'Bearer T'],
      ['none', '/v1/c', null],
      ['key', expect.stringMatching(/^\/v1\/d\?k=/), null],
      ['basic', '/v1/e', `Basic ${Buffer.from('ada:P').toString('base64')}`],
    ]);
  });

  it('says that its scripts are left out', async () => {
    const event = [{ listen: 'test', script: { exec: ['pm.test()'] } }];
    const { notes } = await imported(collection([{ name: 'a', event, request: '{{baseUrl}}' }]));
    expect(notes).toEqual([expect.stringContaining('scripts were left out')]);
  });

  it.each([
    ['nonsense', 'shop.json is not JSON'],
    ['{"item":[]}', 'shop.json is no collection of Postman with requests'],
    ['{"id":"1","name":"version 1","requests":[]}', 'shop.json is no collection of Postman with requests'],
    [
      '{"info":{},"item":[{"name":"empty","item":[]},null]}',
      'shop.json holds no request that can be imported',
    ],
  ])('that is none is refused: %.40s', async (text, message) => {
    const answer = await importScenario('postman', text, { name: 'shop.json', everything: false });
    expect(answer.ok ? [] : answer.problems.map((problem) => problem.message)).toEqual([message]);
  });
});
