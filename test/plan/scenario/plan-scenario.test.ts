import { describe, expect, it } from 'vitest';
import type { CodeScenario } from '../../../src/scenario/file/code-scenario.ts';
import type { LoadFile } from '../../../src/scenario/file/scenario-file.ts';
import type { PlanOverrides } from '../../../src/plan/scenario/plan-scenario.ts';
import { roomyMachine } from '../../support/plan-for.ts';
import { flowsOf, localTarget, plannedFile, planFile, problemsOf } from '../../support/planned-file.ts';

const target = localTarget;
const steps = [{ get: '/' }];
const users: LoadFile = { kind: 'constant-vus', vus: 10, for: '10s' };
const rate: LoadFile = { kind: 'constant-arrival-rate', rate: 10, for: '10s' };

describe('a planned scenario', () => {
  it('has every default resolved', async () => {
    expect(await plannedFile({ target, steps, load: users }, { env: { HOME: '/root' } })).toEqual({
      targets: [
        {
          url: `${target}/`,
          origin: target,
          reach: { kind: 'tcp', host: '127.0.0.1', port: 8080 },
          proxy: null,
          tls: null,
        },
      ],
      work: {
        kind: 'flows',
        name: 'checkout',
        flows: {
          lanes: [
            {
              name: 'checkout',
              load: { kind: 'constant-vus', vus: 10, durationMs: 10_000 },
              vus: 10,
              maxVus: 10,
              session: [],
              userData: [],
              iterationData: [],
              flows: [{ name: 'checkout', weight: 1, steps: [{ kind: 'request', when: null, request: 0 }] }],
            },
          ],
          requests: [
            {
              name: 'GET /',
              url: `${target}/`,
              target: 0,
              method: 'GET',
              path: ['/'],
              headers: [
                ['Host', ['127.0.0.1:8080']],
                ['User-Agent', ['inrush']],
                ['Accept', ['*/*']],
              ],
              body: null,
              timeoutMs: null,
              redirects: 0,
              expected: null,
              checks: [],
              captures: [],
              tags: {},
            },
          ],
          data: [],
          codePath: null,
          functionRequests: [],
          shared: null,
          env: { HOME: '/root' },
          secrets: { values: [], names: [] },
          keepsCookies: true,
          captureLimitBytes: 1_048_576,
        },
      },
      engine: 'h1',
      connections: 10,
      workers: 4,
      pipelining: 1,
      requestsPerConnection: Infinity,
      timeouts: { connectMs: 3000, tlsMs: 4000, firstByteMs: Infinity, idleMs: Infinity, totalMs: 10_000 },
      warmup: { kind: 'fixed', ms: 0 },
      pacing: 'auto',
      gracefulStopMs: 5000,
      maxQueued: 1_000_000,
      seed: 1,
      localAddresses: [],
    });
  });

  it('takes what the file says', async () => {
    const plan = await plannedFile({
      target: 'https://localhost:8443',
      steps,
      load: [rate, { ...rate, maxVus: 30 }],
      engine: 'undici',
      workers: 3,
      pipelining: 4,
      seed: '7',
      timeout: 2.5,
      warmup: 'auto',
      gracefulStop: '1m',
      cookies: false,
      captureLimit: '64KiB',
      tls: { verify: false },
    });
    expect(plan).toMatchObject({
      engine: 'undici',
      workers: 3,
      pipelining: 4,
      connections: 8,
      seed: 7,
      timeouts: { connectMs: 3000, totalMs: 2500 },
      warmup: { kind: 'auto', longestMs: 60_000 },
      gracefulStopMs: 60_000,
      work: { flows: { keepsCookies: false, captureLimitBytes: 65_536 } },
      targets: [{ tls: { serverName: 'localhost', ca: null, cert: null, key: null, verify: false } }],
    });
  });

  it('takes for a run what was said for it', async () => {
    const file = {
      target,
      steps,
      load: users,
      warmup: 'auto',
      timeout: 1,
      workers: 1,
      tls: { verify: false },
    } as const;
    const overrides: PlanOverrides = {
      target: 'https://127.0.0.1:9443/api',
      load: { ...users, vus: 1 },
      warmupMs: 500,
      seed: 9,
      timeouts: { connectMs: 100 },
      tls: { verify: true },
      connectTo: [{ host: '127.0.0.1', port: 9443, toHost: '::1', toPort: 1 }],
    };
    expect(await plannedFile(file, { overrides })).toMatchObject({
      connections: 1,
      seed: 9,
      warmup: { kind: 'fixed', ms: 500 },
      timeouts: { connectMs: 100, totalMs: 1000 },
      targets: [{ reach: { host: '::1', port: 1 }, tls: { verify: true } }],
      work: { flows: { requests: [{ path: ['/api/'] }] } },
    });
  });

  it('has the load of a run for all flows, those with one of their own too', async () => {
    const flows = { a: { steps }, b: { steps, load: users } };
    const overrides: PlanOverrides = { load: { kind: 'per-vu-iterations', vus: 1, iterations: 1 } };
    const { lanes } = await flowsOf({ target, flows, load: users }, { overrides });
    expect(lanes.map(({ load }) => load.kind)).toEqual(['per-vu-iterations', 'per-vu-iterations']);
    const own = await flowsOf({ target, flows: { b: flows.b } }, { overrides });
    expect(own.lanes.map(({ load }) => load.kind)).toEqual(['per-vu-iterations']);
  });

  it('is data that processes can be sent', async () => {
    const plan = await plannedFile({
      target,
      steps: [{ post: '/', json: ['{{ user }}'], check: { schema: {} } }],
    });
    expect(structuredClone(plan)).toEqual(plan);
  });

  it('assumes http:// and says so', async () => {
    const planning = await planFile({ target: 'localhost:8080', steps, load: users });
    expect(planning).toMatchObject({
      plan: { plan: { targets: [{ origin: 'http://localhost:8080' }] } },
      notes: ['no scheme in the target "localhost:8080": http:// assumed'],
    });
  });

  it('gives functions the file’s headers, for each target', async () => {
    const planning = await planFile({
      target: `${target}/api`,
      headers: { 'x-a': '{{ token }}' },
      redirects: 2,
      steps: [() => {}, { get: 'http://127.0.0.2/' }],
    });
    const headers = [
      ['User-Agent', ['inrush']],
      ['Accept', ['*/*']],
      ['x-a', [{ encoding: 'header' }]],
    ];
    expect(planning).toMatchObject({
      plan: {
        plan: {
          targets: [{ origin: target }, { origin: 'http://127.0.0.2' }],
          work: {
            flows: {
              functionRequests: [
                {
                  prefix: '/api',
                  headers: [['Host', ['127.0.0.1:8080']], ...headers],
                  timeoutMs: null,
                  redirects: 2,
                },
                {
                  prefix: null,
                  headers: [['Host', ['127.0.0.2']], ...headers],
                  timeoutMs: null,
                  redirects: 2,
                },
              ],
            },
          },
        },
      },
    });
  });
});

describe('problems', () => {
  it('all come at once, in the order of the file', async () => {
    const lines: Readonly<Record<string, string>> = {
      target: '2:9',
      'steps[0].get': '7:5',
      'steps[0].timeout': '7:20',
      'load.vus': '5:3',
      'thresholds[0]': '10:4',
    };
    const file: CodeScenario = {
      target: 'ftp://x',
      load: { ...users, vus: 0 },
      steps: [{ get: 'x', timeout: -1 }],
      thresholds: ['p95 <'],
    };
    const placeOf = (path: readonly (string | number)[]): string => {
      const key = path
        .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
        .join('')
        .slice(1);
      return `checkout.yaml:${lines[key] ?? key}`;
    };
    const places = (await problemsOf(file, { placeOf })).map((problem) => /^[^ ]*/.exec(problem)?.[0]);
    expect(places).toEqual([
      'checkout.yaml:2:9:',
      'checkout.yaml:5:3:',
      'checkout.yaml:7:5:',
      'checkout.yaml:7:20:',
      'checkout.yaml:10:4:',
    ]);
  });

  it('are fifty at most', async () => {
    const wrong = Array.from({ length: 60 }, () => ({ get: 'x' }));
    const problems = await problemsOf({ target, steps: wrong, load: users });
    expect(problems).toHaveLength(51);
    expect(problems.at(-1)).toBe('and 10 more');
  });

  it.each<[CodeScenario, readonly string[]]>([
    [
      { workers: 0, pipelining: 1.5, seed: -1 },
      [
        'workers: workers must be above 0, got 0',
        'pipelining: pipelining must be a whole number, got 1.5',
        'seed: seed must be 0 or more, got -1',
      ],
    ],
    [
      { timeout: 0, warmup: '-1s', gracefulStop: 'x', captureLimit: '0B', redirects: -1 },
      [
        'timeout: timeout must be above 0, got 0',
        'gracefulStop: gracefulStop: "x" is not a duration such as 500ms, 30s or 1m30s',
        'warmup: warmup must be 0 or more, got -1s',
        'redirects: redirects must be 0 or more, got -1',
        'captureLimit: captureLimit must be above 0, got 0B',
      ],
    ],
    [
      { tls: { ca: 'ca.pem', key: 'x.txt' } },
      [
        'tls.key: `key` without `cert` → a client certificate needs both',
        'tls.ca: there is no file "ca.pem" → it would be in /shop',
        'tls.key: "x.txt" holds no PEM text (-----BEGIN …)',
      ],
    ],
    [
      { thresholds: ['p95 < 1s', 'erors < 1%', 'missed < 1%', 'response.p95 < 1s'] },
      [
        'thresholds[1]: "erors < 1%": there is no "erors", did you mean "errors"?',
        'thresholds[2]: "missed < 1%" needs an open model, which plans its starts → use a load with a rate, or ask for service time',
        'thresholds[3]: "response.p95 < 1s" needs an open model, which plans its starts → use a load with a rate, or ask for service time',
      ],
    ],
  ])('are found in %j', async (file, problems) => {
    const found = await problemsOf({ target, steps, load: users, ...file }, { files: { 'x.txt': '' } });
    expect(found.toSorted()).toEqual(problems.toSorted());
  });

  it('of what was said for a run are told as flags', async () => {
    const overrides: PlanOverrides = { workers: 0, proxy: 'x', engine: 'h1', unixPath: '/s' };
    expect(await problemsOf({ target, steps, load: users }, { overrides })).toEqual(
      expect.arrayContaining([
        '-w/--workers must be above 0, got 0',
        '--proxy needs the undici engine → leave out --engine h1',
        '--proxy "x" is not the URL of an HTTP proxy → give one such as http://127.0.0.1:3128',
        '--proxy and --unix both say where to connect → leave out one of them',
      ]),
    );
  });

  it('of the machine name what a file can change', async () => {
    const machine = { ...roomyMachine, openFilesPerProcess: 164 };
    const load = { ...users, vus: 500 };
    expect(await problemsOf({ target, steps, load, workers: 2 }, { machine })).toEqual([
      'a load of 500 connections needs 314 open files in each of 2 workers; the limit is 164 (ulimit -n) → lower vus to 200, use workers 5 or leave workers out, or raise the limit with: ulimit -n 314',
    ]);
    expect(await problemsOf({ target, steps, load: users, workers: 20 })).toEqual([
      '20 workers for 10 connections → a worker needs a connection of its own: raise vus or lower workers',
    ]);
    expect(await plannedFile({ target, steps, load }, { machine })).toMatchObject({ workers: 5 });
  });
});

describe('thresholds', () => {
  const checked = [
    { name: 'orders', get: '/', check: { status: 200 } },
    { name: 'pay', post: '/' },
  ];
  const file = { target, session: [{ name: 'login', post: '/login' }], steps: checked, load: users };

  it('say what must hold, of all requests or of one', async () => {
    const planning = await planFile({
      ...file,
      thresholds: ['p95 < 500ms', 'orders.p99 < 1s', 'checks > 99%'],
    });
    expect(planning).toMatchObject({
      plan: {
        thresholds: [
          { request: null, operator: '<', limit: 500, holds: 'passes' },
          { request: 'orders', limit: 1000, holds: 'passes' },
          { request: null, metric: { kind: 'checks' } },
        ],
      },
    });
  });

  it.each([
    ['ordres.p95 < 1s', '"ordres.p95 < 1s": there is no request "ordres", did you mean "orders"?'],
    ['login.p95 < 1s', '"login.p95 < 1s": there is no request "login"; there are "orders", "pay"'],
    [
      'pay.checks > 99%',
      '"pay.checks > 99%" asks for checks, and there are none → add some: check: { status: 200 }',
    ],
  ])('speak of what is there: %s', async (threshold, problem) => {
    expect(await problemsOf({ ...file, thresholds: [threshold] })).toEqual([`thresholds[0]: ${problem}`]);
  });

  it('may speak of what a function sends', async () => {
    const thresholds = ['any.p95 < 1s', 'checks > 99%'];
    expect(await problemsOf({ target, steps: [() => {}], load: users, thresholds })).toEqual([]);
  });
});

describe('secrets', () => {
  const files = { 'users.csv': 'name,password\nann,x' };
  const file = {
    target,
    data: { users: { from: 'users.csv' } },
    steps: [{ post: '/{{ users.name }}', capture: { token: '$.token' } }],
  };

  it('are values of the environment, and names of captures and columns', async () => {
    const planning = await planFile(
      { ...file, secrets: ['KEY', 'EMPTY', 'NOT_SET', 'token', 'users.password'] },
      { files, env: { KEY: 'k3y', EMPTY: '', OTHER: 'o' } },
    );
    const secrets = { values: ['k3y'], names: ['token', 'users.password'] };
    expect(planning).toMatchObject({ plan: { plan: { work: { flows: { secrets } } } } });
  });

  it('stand in no name, label or problem', async () => {
    const env = { KEY: 'k3y/k3y' };
    const { requests } = await flowsOf(
      {
        target,
        secrets: ['KEY'],
        steps: [{ get: '/?key=k3y/k3y', check: { body: { contains: 'k3y/k3y' } } }],
      },
      { env },
    );
    expect(requests).toMatchObject([
      {
        name: 'GET /?key=***',
        url: `${target}/?key=***`,
        path: ['/?key=k3y/k3y'],
        checks: [{ label: 'body contains "***"' }],
      },
    ]);
    const wrong = [{ get: '/', headers: { a: 'k3y/k3y {{ nobody }}' } }];
    expect(await problemsOf({ target, secrets: ['KEY'], steps: wrong }, { env })).toEqual([
      'steps[0].headers.a: there is no variable "nobody", in "*** {{ nobody }}" → known here are iteration, user',
    ]);
  });

  it('are something', async () => {
    const secrets = ['tokn', 'users.pasword', 'nothing'];
    expect(await problemsOf({ ...file, secrets }, { files })).toEqual([
      'secrets[0]: nothing is called "tokn" → did you mean "token"?',
      'secrets[1]: nothing is called "users.pasword" → did you mean "users.password"?',
      'secrets[2]: nothing is called "nothing" → name an environment variable, a capture or a column',
    ]);
  });
});
