import type { ScenarioFile } from '../../../src/scenario/file/scenario-file.ts';

/** Every key of a scenario file, most of them in their several forms. */
export const fullScenario: ScenarioFile = {
  $schema: '../schema/scenario.schema.json',
  name: 'everything',
  target: 'http://127.0.0.1:8080',
  data: { users: { from: 'users.csv', pick: 'unique', onEnd: 'stop' }, items: { from: 'items.ndjson' } },
  secrets: ['API_KEY', 'users.password'],
  headers: { accept: 'application/json', 'x-count': 3, 'x-flag': true },
  auth: { bearer: '{{ token }}' },
  cookies: false,
  redirects: 3,
  timeout: '5s',
  captureLimit: '2MiB',
  session: [
    { post: '/login', json: { name: ['{{ users.name }}', null, 1.5] }, capture: { token: '$.token' } },
  ],
  flows: {
    buy: {
      weight: 3,
      steps: [
        {
          name: 'orders',
          when: 'page < 3',
          get: '/orders',
          query: { page: 1, q: 'x' },
          headers: { a: 'b' },
          auth: { basic: { username: 'u', password: 'p' } },
          timeout: 2,
          redirects: '1',
          expect: [200, '3xx'],
          check: {
            status: '2xx',
            headers: { 'content-type': '~ json' },
            body: { equals: 'x', contains: ['a', 'b'], matches: 'a+' },
            jsonPath: { '$.a': null, '$.b': true, '$.c': 5 },
            schema: { type: 'object' },
            time: '< 300ms',
            size: '< 10kB',
          },
          capture: {
            first: { jsonPath: '$.a', default: null },
            second: { header: 'location' },
            third: { regex: 'a(b)', all: true },
            fourth: { css: 'a', attribute: 'href' },
            fifth: { xpath: '//a' },
          },
          tags: { area: 'shop' },
        },
        { put: '/a', body: 'text' },
        { patch: '/a', form: { a: 1, b: false } },
        { delete: '/a', expect: 404 },
        { head: '/a' },
        { options: '/a', multipart: { a: 'b', f: { file: 'a.bin', filename: 'b', type: 'c/d' } } },
        {
          post: '/a',
          file: 'body.bin',
          check: { body: { contains: 'a' }, schema: 'schema.json', status: [200] },
        },
        { think: '1s..2s', when: 'true' },
        { group: 'cart', when: 'x', steps: [{ think: 1 }] },
        { repeat: 3, as: 'i', when: 'x', steps: [{ think: 1 }] },
        { forEach: 'ids', as: 'id', when: 'x', steps: [{ get: '/{{ id }}' }] },
      ],
      load: [
        { kind: 'constant-vus', vus: 1, for: '1s' },
        { kind: 'ramping-vus', from: 1, to: '2k', over: 5 },
      ],
      session: [{ think: 1 }],
    },
    look: { steps: [{ get: '/' }], load: { kind: 'shared-iterations', vus: 1, iterations: 10, for: 1 } },
    leave: { steps: [{ get: '/' }], load: { kind: 'per-vu-iterations', vus: 1, iterations: '10', for: 1 } },
  },
  load: [
    { kind: 'constant-arrival-rate', rate: '50/s', for: '1m', arrival: 'poisson', vus: 1, maxVus: 5 },
    { kind: 'ramping-arrival-rate', from: 1, to: 2, over: '1m', arrival: 'uniform', vus: 1, maxVus: 5 },
  ],
  warmup: 'auto',
  gracefulStop: '5s',
  thresholds: ['p95 < 500ms'],
  pipelining: 2,
  workers: 1,
  engine: 'undici',
  seed: 7,
  tls: { ca: 'ca.pem', cert: 'cert.pem', key: 'key.pem', verify: false },
};

export const smallScenario: ScenarioFile = {
  target: 'http://127.0.0.1:8080',
  steps: [{ get: '/' }, { think: '1s' }],
  load: { kind: 'constant-vus', vus: 1, for: '1s' },
};
