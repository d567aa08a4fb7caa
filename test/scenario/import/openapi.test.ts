import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { importScenario } from '../../../src/scenario/import/import-scenario.ts';
import { headerOf, requestsOf, textOf } from '../../support/planned-yaml.ts';

async function imported(text: string): Promise<{ yaml: string; notes: readonly string[] }> {
  const answer = await importScenario('openapi', text, { name: 'api.yaml', everything: false });
  if (!answer.ok) throw new Error(answer.problems.map(({ message }) => message).join('\n'));
  return answer;
}

function api(paths: object, rest: object = {}): string {
  const servers = [{ url: 'http://127.0.0.1:8080/v1/' }];
  return JSON.stringify({ openapi: '3.1.0', info: { title: 'Shop' }, servers, paths, ...rest });
}

/** What a schema's sample is sent as. */
async function sampled(schema: unknown, schemas: object = {}): Promise<unknown> {
  const content = { 'application/json': { schema } };
  const { yaml } = await imported(
    api({ '/a': { post: { requestBody: { content } } } }, { components: { schemas } }),
  );
  const [request] = await requestsOf(yaml);
  return JSON.parse(textOf(request?.body ?? null) ?? '');
}

describe('an operation', () => {
  it('has samples for what its caller chooses', async () => {
    const { yaml } = await imported(
      api({
        '/orders/{order-id}/{kind}': {
          parameters: [{ name: 'kind', in: 'path', schema: { enum: ['a b', 'c'] } }],
          get: {
            operationId: 'showOrder',
            parameters: [
              { name: 'order-id', in: 'path', required: true, schema: { type: 'integer', minimum: 5 } },
              { name: 'page', in: 'query', required: true, schema: { type: 'integer' } },
              { name: 'q', in: 'query', example: 'a&b' },
              { name: 'left out', in: 'query', schema: { type: 'string' } },
              { name: 'filter', in: 'query', required: true, schema: { properties: { x: { const: 1 } } } },
              { name: 'x-id', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } },
              { name: 'Accept', in: 'header', required: true },
            ],
            responses: { '200': {}, '404': {} },
          },
        },
      }),
    );
    const [request] = await requestsOf(yaml, { order_id: '9' });
    expect(request?.name).toBe('show-order');
    expect(textOf(request?.path ?? null)).toBe('/v1/orders/9/a%20b?page=1&q=a%26b&filter%5Bx%5D=1');
    expect(headerOf(request, 'x-id')).toBe('123e4567-e89b-42d3-a456-426614174000');
    expect(request?.checks.map(({ label }) => label)).toEqual(['status is 200']);
    expect(textOf((await requestsOf(yaml))[0]?.path ?? null)).toContain('/v1/orders/5/');
  });

  it('is let in as the document says, by variables', async () => {
    const { yaml } = await imported(
      api(
        {
          '/a': { get: {} },
          '/b': { get: { security: [] } },
          '/c': { get: { security: [{ key: [], query: [] }] } },
          '/d': { get: { security: [{ login: [] }] } },
        },
        {
          security: [{ bearer: [] }, { key: [] }],
          components: {
            securitySchemes: {
              bearer: { type: 'http', scheme: 'bearer' },
              key: { type: 'apiKey', in: 'header', name: 'X-Key' },
              query: { type: 'apiKey', in: 'query', name: 'k' },
              login: { type: 'http', scheme: 'basic' },
            },
          },
        },
      ),
    );
    const env = { TOKEN: 'T', API_KEY: 'K', USERNAME: 'U', PASSWORD: 'P' };
    const [a, b, c, d] = await requestsOf(yaml, env);
    expect(headerOf(a, 'authorization')).toBe('Bearer T');
    expect(headerOf(b, 'authorization')).toBeNull();
    expect([headerOf(c, 'x-key'), textOf(c?.path ?? null)]).toEqual(['K', '/v1/c?k=K']);
    expect(headerOf(d, 'authorization')).toBe(`Basic ${Buffer.from('U:P').toString('base64')}`);
    expect(yaml).toContain('secrets:\n  - TOKEN\n  - API_KEY\n  - PASSWORD\n');
  });

  it.each([
    ['application/x-www-form-urlencoded', 'a=text&b=1'],
    ['text/plain', '{"a":"text","b":1}'],
  ])('sends %s', async (type, sent) => {
    const schema = { properties: { a: { type: 'string' }, b: { type: 'integer' } } };
    const { yaml } = await imported(
      api({ '/a': { put: { requestBody: { content: { [type]: { schema } } } } } }),
    );
    const [request] = await requestsOf(yaml);
    expect([headerOf(request, 'content-type'), textOf(request?.body ?? null)]).toEqual([type, sent]);
  });

  it('that is deprecated is left out, and what goes elsewhere names its host', async () => {
    const { yaml, notes } = await imported(
      api({
        '/a': { get: { deprecated: true } },
        '/b': { get: {} },
        '/c': { get: { servers: [{ url: 'https://{x}.test', variables: { x: { default: 'other' } } }] } },
      }),
    );
    expect((await requestsOf(yaml)).map(({ url }) => url)).toEqual([
      'http://127.0.0.1:8080/v1/b',
      'https://other.test/c',
    ]);
    expect(notes).toEqual(['deprecated operations were left out (api.yaml: get /a)']);
  });

  it('without a server goes to the built-in target', async () => {
    const { yaml, notes } = await imported(api({ '/a': { get: {} } }, { servers: [{ url: '/base' }] }));
    expect((await requestsOf(yaml)).map(({ url }) => url)).toEqual(['http://127.0.0.1:8080/base/a']);
    expect(notes).toEqual([expect.stringContaining('-e BASE_URL=')]);
  });
});

describe('a schema', () => {
  it.each<[unknown, unknown]>([
    [{ type: 'string', example: 'x' }, 'x'],
    [{ type: 'string', examples: ['y'] }, 'y'],
    [{ type: ['null', 'integer'], minimum: 3.5 }, 4],
    [{ type: 'integer', maximum: 0, exclusiveMaximum: 0 }, 0],
    [{ type: 'number', multipleOf: 0.5, exclusiveMinimum: 1 }, 1.5],
    [{ type: 'boolean' }, true],
    [{ type: 'string', minLength: 6 }, 'textxx'],
    [{ type: 'string', maxLength: 2 }, 'te'],
    [{ type: 'string', format: 'date-time' }, '2026-01-31T12:00:00Z'],
    [{ type: 'array', items: { enum: ['a', 'b'] } }, ['a']],
    [{ oneOf: [{ type: 'null' }, { type: 'boolean' }] }, true],
    [{ allOf: [{ properties: { a: { default: 1 } } }, { properties: { b: { const: 2 } } }] }, { a: 1, b: 2 }],
    [{ properties: { id: { type: 'integer', readOnly: true }, n: { type: 'string' } } }, { n: 'text' }],
    [{ example: { text: '{{a}} ${b}' } }, { text: '{{a}} ${b}' }],
    [true, null],
  ])('%j has the sample %j', async (schema, sample) => {
    expect(await sampled(schema)).toEqual(sample);
  });

  it('that holds itself ends', async () => {
    const person = {
      required: ['boss'],
      properties: {
        name: { type: 'string' },
        boss: { $ref: '#/components/schemas/Person' },
        friends: { type: 'array', items: { $ref: '#/components/schemas/Person' } },
      },
    };
    const ref = { $ref: '#/components/schemas/Person' };
    expect(await sampled(ref, { Person: person })).toEqual({ name: 'text', boss: null, friends: [] });
    expect(
      await sampled({ $ref: '#/components/schemas/A' }, { A: { $ref: '#/components/schemas/A' } }),
    ).toBeNull();
  });

  it('that would have millions of values stays small', async () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 12 }, (_, level) => [
        `S${level}`,
        {
          properties: Object.fromEntries(
            Array.from({ length: 20 }, (_each, index) => [
              `p${index}`,
              { $ref: `#/components/schemas/S${level + 1}` },
            ]),
          ),
        },
      ]),
    );
    expect(JSON.stringify(await sampled({ $ref: '#/components/schemas/S0' }, schemas)).length).toBeLessThan(
      50_000,
    );
  });

  it('elsewhere is not fetched', async () => {
    const content = { 'application/json': { schema: { $ref: 'https://x.test/schema.json' } } };
    const { notes } = await imported(api({ '/a': { post: { requestBody: { content } } } }));
    expect(notes).toEqual(['references to other documents were not followed (https://x.test/schema.json)']);
  });
});

it('Swagger 2 is understood, too', async () => {
  const { yaml } = await imported(
    stringify({
      swagger: '2.0',
      info: { title: 'Old' },
      host: '127.0.0.1:8080',
      basePath: '/v1',
      schemes: ['http'],
      consumes: ['application/json'],
      parameters: { page: { name: 'page', in: 'query', required: true, type: 'integer', minimum: 2 } },
      definitions: { Order: { properties: { n: { type: 'integer' } } } },
      securityDefinitions: { b: { type: 'basic' } },
      security: [{ b: [] }],
      paths: {
        '/orders/{id}': {
          parameters: [{ name: 'id', in: 'path', required: true, type: 'integer' }],
          get: { parameters: [{ $ref: '#/parameters/page' }] },
          put: { parameters: [{ name: 'o', in: 'body', schema: { $ref: '#/definitions/Order' } }] },
          post: { consumes: [], parameters: [{ name: 'a', in: 'formData', type: 'string' }] },
        },
      },
    }),
  );
  const requests = await requestsOf(yaml, { USERNAME: 'u', PASSWORD: 'p' });
  expect(requests.map(({ method, path, body }) => [method, textOf(path), textOf(body)])).toEqual([
    ['GET', '/v1/orders/1?page=2', null],
    ['POST', '/v1/orders/1', 'a=text'],
    ['PUT', '/v1/orders/1', '{"n":1}'],
  ]);
});

it.each([
  ['a: [', 'api.yaml is neither JSON nor YAML that can be read'],
  ['{"openapi":"3.0.0"}', 'api.yaml is no OpenAPI document'],
  ['openapi: 4.0.0\npaths: {}', 'api.yaml is no OpenAPI document'],
  ['{"openapi":"3.0.0","paths":{"/a":null,"/b":{"get":null}}}', 'api.yaml has no operations'],
  ['{"openapi":"3.0.0","paths":{"/a":{"$ref":"#/paths/~1a"}}}', 'api.yaml has no operations'],
  ['{"openapi":"3.0.0","__proto__":{"paths":{"/a":{"get":{}}}}}', 'api.yaml is no OpenAPI document'],
  [
    `a: &a [x,x,x,x,x,x,x,x]\n${'bcdefgh'
      .split('')
      .map((name, index) => `${name}: &${name} [${`*${'abcdefg'[index]},`.repeat(9)}]`)
      .join('\n')}`,
    'api.yaml is neither JSON nor YAML that can be read',
  ],
  [`{"openapi": ${'['.repeat(100_000)}`, 'api.yaml is neither JSON nor YAML that can be read'],
])('what is none is refused: %.50s', async (text, message) => {
  const answer = await importScenario('openapi', text, { name: 'api.yaml', everything: false });
  expect(answer.ok ? [] : answer.problems.map((problem) => problem.message)).toEqual([
    expect.stringContaining(message),
  ]);
});
