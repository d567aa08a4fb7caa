import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/base/errors.ts';
import type { Machine } from '../../src/plan/machine.ts';
import { proxyOrigin } from '../../src/plan/plan-target.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import type { Plan, TargetPlan } from '../../src/plan/plan.ts';
import { schedule } from '../../src/plan/schedule.ts';
import { isOpen, type Load } from '../../src/scenario/load.ts';
import type { RequestSpec } from '../../src/scenario/request.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { requestWork } from '../support/plan-for.ts';

const url = 'http://127.0.0.1:8080/items?page=2';
const machine: Machine = {
  cores: 8,
  openFilesPerProcess: 1024,
  openFilesFree: 100_000,
  ephemeralPorts: 28_232,
};

describe('a plan has every default resolved', () => {
  it('with only a URL', () => {
    expect(planOf({})).toEqual({
      targets: [
        {
          url,
          origin: 'http://127.0.0.1:8080',
          reach: { kind: 'tcp', host: '127.0.0.1', port: 8080 },
          proxy: null,
          tls: null,
        },
      ],
      work: {
        kind: 'requests',
        requests: [
          {
            name: url,
            url,
            weight: 1,
            target: 0,
            spec: {
              method: 'GET',
              path: '/items?page=2',
              headers: [
                ['Host', '127.0.0.1:8080'],
                ['User-Agent', 'inrush'],
                ['Accept', '*/*'],
              ],
              body: null,
            },
            pattern: null,
          },
        ],
        load: { kind: 'constant-vus', vus: 50, durationMs: 10_000 },
      },
      engine: 'h1',
      connections: 50,
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

  it('and survives structured clone', () => {
    const plan = planOf({ url: 'https://localhost/', ratePerS: 10, requestsPerConnection: 3 });
    expect(structuredClone(plan)).toEqual(plan);
  });

  it.each<[string, Partial<Scenario>, Load]>([
    ['a duration', { durationMs: 500 }, { kind: 'constant-vus', vus: 50, durationMs: 500 }],
    ['connections', { connections: 7 }, { kind: 'constant-vus', vus: 7, durationMs: 10_000 }],
    [
      'a count, without idle connections',
      { requests: 20 },
      { kind: 'shared-iterations', vus: 20, iterations: 20, durationMs: null },
    ],
    [
      'a count and a duration, whichever comes first',
      { requests: 2000, durationMs: 900 },
      { kind: 'shared-iterations', vus: 50, iterations: 2000, durationMs: 900 },
    ],
    [
      'more connections than requests, when asked for',
      { requests: 2, connections: 30 },
      { kind: 'shared-iterations', vus: 30, iterations: 2, durationMs: null },
    ],
    ['a rate', { ratePerS: 300 }, atRate(300, 10_000)],
    ['a rate and a duration', { ratePerS: 300, durationMs: 500 }, atRate(300, 500)],
    [
      'a rate and a count, for as long as that takes',
      { ratePerS: 300, requests: 600 },
      atRate(300, 2000, 600),
    ],
    [
      'a rate, a count and a duration',
      { ratePerS: 300, requests: 600, durationMs: 60_000 },
      atRate(300, 60_000, 600),
    ],
    [
      'stages from nothing',
      { stages: [{ durationMs: 1000, targetPerS: 50 }], arrival: 'poisson' },
      {
        kind: 'ramping-arrival-rate',
        startRatePerS: 0,
        stages: [{ durationMs: 1000, targetPerS: 50 }],
        arrival: 'poisson',
        iterations: null,
      },
    ],
    [
      'stages from a rate, and be it down',
      { ratePerS: 100, stages: [{ durationMs: 1000, targetPerS: 0 }], requests: 9 },
      {
        kind: 'ramping-arrival-rate',
        startRatePerS: 100,
        stages: [{ durationMs: 1000, targetPerS: 0 }],
        arrival: 'uniform',
        iterations: 9,
      },
    ],
  ])('for a load with %s', (_name, scenario, load) => {
    expect(requestWork(planOf(scenario)).load).toEqual(load);
  });

  it('opens up to 1,000 connections for arrivals, unless told otherwise', () => {
    expect(planOf({ ratePerS: 10 }).connections).toBe(1000);
    expect(planOf({ ratePerS: 10, connections: 3 }).connections).toBe(3);
  });

  it.each<[string, Partial<Scenario>, Partial<Machine>, number]>([
    ['half of the cores', {}, {}, 4],
    ['one on a single core', {}, { cores: 1 }, 1],
    ['no more than connections', { connections: 2 }, {}, 2],
    ['as many as the connections need', { connections: 5000 }, {}, 6],
    [
      'one where descriptors are no limit',
      { connections: 5000 },
      { cores: 2, openFilesPerProcess: Infinity },
      1,
    ],
    ['as many as asked for', { connections: 20, workers: 20 }, {}, 20],
  ])('takes %s as workers', (_name, scenario, limits, workers) => {
    expect(planOf(scenario, { ...machine, ...limits }).workers).toBe(workers);
  });

  it('keeps timeouts that were not given', () => {
    expect(planOf({ timeouts: { totalMs: 70 } }).timeouts).toMatchObject({ connectMs: 3000, totalMs: 70 });
  });
});

describe('a request', () => {
  it.each<[string, Partial<Scenario>, string, readonly (readonly string[])[]]>([
    ['with a body is a POST', { body: Buffer.from('abc') }, 'POST', [['Content-Length', '3']]],
    [
      'may have a body with any method',
      { method: 'DELETE', body: Buffer.from('x') },
      'DELETE',
      [['Content-Length', '1']],
    ],
    [
      'without a body says so when the method expects one',
      { method: 'PUT' },
      'PUT',
      [['Content-Length', '0']],
    ],
    ['without a body says nothing else', { method: 'HEAD' }, 'HEAD', []],
    [
      'has the user’s headers as they are, in their order',
      {
        headers: [
          ['x-b', '1'],
          ['X-A', 'é'],
        ],
      },
      'GET',
      [
        ['x-b', '1'],
        ['X-A', 'é'],
      ],
    ],
    [
      'keeps the length that the user gave',
      { body: Buffer.from('abc'), headers: [['content-length', '3']] },
      'POST',
      [['content-length', '3']],
    ],
  ])('%s', (_name, scenario, method, more) => {
    const request = requestOf(scenario);
    expect(request.method).toBe(method);
    expect(request.headers.slice(3)).toEqual(more);
  });

  it.each(['Host', 'user-agent', 'ACCEPT'])('lets the user’s own %s replace the default', (name) => {
    const { headers } = requestOf({ headers: [[name, 'mine']] });
    const values = headers.filter(([given]) => given.toLowerCase() === name.toLowerCase());
    expect(values).toEqual([[name, 'mine']]);
  });
});

describe('a target', () => {
  it.each<[string, string, string, TargetPlan['reach']]>([
    ['http://localhost', 'http://localhost/', 'http://localhost', tcp('localhost', 80)],
    ['https://localhost/a b', 'https://localhost/a%20b', 'https://localhost', tcp('localhost', 443)],
    ['http://[::1]:81/x#part', 'http://[::1]:81/x', 'http://[::1]:81', tcp('::1', 81)],
    [
      'HTTP://Shop.Example.TEST:80/',
      'http://shop.example.test/',
      'http://shop.example.test',
      tcp('shop.example.test', 80),
    ],
  ])('of %s', (text, normalised, origin, reach) => {
    expect(targetOf({ url: text })).toMatchObject({ url: normalised, origin, reach, proxy: null });
  });

  it('is named in the Host header as in the URL, an IPv6 address in brackets', () => {
    expect(requestOf({ url: 'http://[::1]:81/' }).headers[0]).toEqual(['Host', '[::1]:81']);
    expect(requestOf({ url: 'https://localhost:443/' }).headers[0]).toEqual(['Host', 'localhost']);
  });

  it.each(['127.0.0.1:8080/x', 'localhost:3000', '[::1]:80', 'example.test/a://b'])(
    'without a scheme is http, with a note: %s',
    (text) => {
      const planned = makePlan({ url: text }, machine);
      expect(planned).toMatchObject({
        ok: true,
        plan: { targets: [{ url: new URL(`http://${text}`).href }] },
        notes: [`no scheme in "${text}": http:// assumed`],
      });
    },
  );

  it('with a scheme has no note', () => {
    expect(makePlan({ url }, machine)).toMatchObject({ notes: [] });
  });

  it('may be a unix socket: the URL names it to the server', () => {
    const scenario = { url: 'http://app/x', unixPath: '/run/app.sock' };
    const request = requestOf(scenario);
    expect(targetOf(scenario).reach).toEqual({ kind: 'unix', path: '/run/app.sock' });
    expect([request.path, request.headers[0]]).toEqual(['/x', ['Host', 'app']]);
  });

  it('may be elsewhere than its name says, for the port that was named', () => {
    const rules = [
      { host: 'shop.test', port: 443, toHost: '127.0.0.1', toPort: 8443 },
      { host: 'shop.test', port: 80, toHost: '127.0.0.2', toPort: 8080 },
      { host: 'shop.test', port: 80, toHost: '127.0.0.3', toPort: 8080 },
    ];
    const scenario = { url: 'http://shop.test/', connectTo: rules };
    expect(targetOf(scenario).reach).toEqual(tcp('127.0.0.2', 8080));
    expect(requestOf(scenario).headers[0]).toEqual(['Host', 'shop.test']);
    expect(targetOf({ url: 'http://shop.test:81/', connectTo: rules }).reach).toEqual(tcp('shop.test', 81));
  });

  it('may be behind a proxy, which the undici engine speaks to', () => {
    const { targets, engine } = planOf({ proxy: 'http://[::1]:3128/' });
    expect(targets[0]).toMatchObject({ reach: tcp('::1', 3128), proxy: 'http://[::1]:3128/' });
    expect(engine).toBe('undici');
  });

  it('keeps the password of a proxy for the proxy alone', () => {
    const target = targetOf({ proxy: 'http://me:secret@127.0.0.1:3128' });
    expect(target.proxy).toBe('http://me:secret@127.0.0.1:3128/');
    expect(proxyOrigin(target)).toBe('http://127.0.0.1:3128');
  });

  it.each([
    ['https://shop.test/', 'shop.test'],
    ['https://127.0.0.1/', ''],
    ['https://[::1]/', ''],
  ])('at %s has the TLS server name "%s"', (text, serverName) => {
    const { tls } = targetOf({ url: text });
    expect(tls).toEqual({ serverName, ca: null, cert: null, key: null, verify: true });
  });

  it('takes the user’s certificates', () => {
    const tls = { ca: 'CA', cert: 'CERT', key: 'KEY', verify: false };
    expect(targetOf({ url: 'https://localhost/', tls }).tls).toMatchObject(tls);
  });
});

describe('a problem with the scenario', () => {
  const exampleUrl = 'give one such as http://127.0.0.1:8080/path';

  it.each<[string, Partial<Scenario>, Problem]>([
    ['no URL', { url: 'http://' }, { message: '"http://" is not a URL', hint: exampleUrl }],
    ['half a URL', { url: 'http://a b/' }, { message: '"http://a b/" is not a URL', hint: exampleUrl }],
    ['a bare IPv6 address', { url: '::1' }, { message: '"::1" is not a URL', hint: exampleUrl }],
    [
      'another scheme',
      { url: 'ftp://127.0.0.1/' },
      { message: '"ftp://127.0.0.1/" has the scheme ftp://', hint: 'use http:// or https://' },
    ],
    [
      'port 0',
      { url: 'http://127.0.0.1:0/' },
      { message: '"http://127.0.0.1:0/" has port 0', hint: 'use a port from 1 to 65535' },
    ],
    [
      'a password in the URL',
      { url: 'http://me:secret@127.0.0.1/' },
      {
        message: 'the URL holds a user name or password, which are not sent',
        hint: "use -H 'Authorization: Basic …'",
      },
    ],
    [
      'a proxy that is none',
      { proxy: 'socks5://127.0.0.1:1080' },
      {
        message: '--proxy "socks5://127.0.0.1:1080" is not the URL of an HTTP proxy',
        hint: 'give one such as http://127.0.0.1:3128',
      },
    ],
    [
      'a proxy with our own engine',
      { proxy: 'http://127.0.0.1:3128', engine: 'h1' },
      { message: '--proxy needs the undici engine', hint: 'leave out --engine h1' },
    ],
    [
      'a method that is none',
      { method: 'GET /' },
      { message: '"GET /" is not an HTTP method', hint: 'use one such as GET, POST or DELETE' },
    ],
    [
      'a tunnel',
      { method: 'CONNECT' },
      { message: 'CONNECT opens a tunnel, it is not a request', hint: 'use --proxy' },
    ],
    ['a header name with a space', { headers: [['X Y', '1']] }, { message: '"X Y" is not a header name' }],
    [
      'a header name with a line break',
      { headers: [['X\r\nY', '1']] },
      { message: '"X\r\nY" is not a header name' },
    ],
    [
      'a length that the body does not have',
      { body: Buffer.from('abc'), headers: [['content-length', '2']] },
      { message: 'Content-Length: 2 does not fit a body of 3 bytes', hint: 'leave it out' },
    ],
    [
      'a transfer coding',
      { headers: [['Transfer-Encoding', 'chunked']] },
      {
        message: "the header Transfer-Encoding can't be set",
        hint: 'bodies are sent with a Content-Length',
      },
    ],
    [
      'a proxy beside a unix socket',
      { proxy: 'http://127.0.0.1:3128', unixPath: '/run/app.sock' },
      { message: '--proxy and --unix both say where to connect', hint: 'leave out one of them' },
    ],
    ['an empty header name', { headers: [['', '1']] }, { message: '"" is not a header name' }],
    ...['a\r\nX-Evil: 1', 'a\nb', 'a\0b', 'a\u007fb', '漢'].map(
      (value): [string, Partial<Scenario>, Problem] => [
        `a header value ${JSON.stringify(value)}`,
        { headers: [['X-A', value]] },
        { message: 'the header X-A holds a line break, a control character or text beyond Latin-1' },
      ],
    ),
    [
      'stages that plan nothing',
      { stages: [{ durationMs: 1000, targetPerS: 0 }] },
      { message: '--stages never rises above 0 requests per second' },
    ],
    [
      'stages without a length',
      { stages: [{ durationMs: 0, targetPerS: 10 }] },
      { message: '--stages takes no time' },
    ],
    [
      'a stage that goes backwards',
      {
        stages: [
          { durationMs: 1000, targetPerS: 5 },
          { durationMs: -1, targetPerS: 5 },
        ],
      },
      { message: '--stages: a time and a rate must be 0 or more' },
    ],
    [
      'two lengths',
      { stages: [{ durationMs: 1000, targetPerS: 5 }], durationMs: 1 },
      { message: '--stages and -d both set the length', hint: 'leave out -d' },
    ],
  ])('is said: %s', (_name, scenario, problem) => {
    expect(problemsOf(scenario)).toEqual([problem]);
  });

  const flags: readonly (readonly [flag: string, scenarioOf: (value: number) => Partial<Scenario>])[] = [
    ['-c/--connections', (connections) => ({ connections })],
    ['-n/--requests', (requests) => ({ requests })],
    ['-w/--workers', (workers) => ({ workers })],
    ['-p/--pipelining', (pipelining) => ({ pipelining })],
    ['--requests-per-connection', (requestsPerConnection) => ({ requestsPerConnection })],
    ['-d/--duration', (durationMs) => ({ durationMs })],
    ['-R/--rate', (ratePerS) => ({ ratePerS })],
    ['-t/--timeout', (totalMs) => ({ timeouts: { totalMs } })],
    ['--connect-timeout', (connectMs) => ({ timeouts: { connectMs } })],
    ['--tls-timeout', (tlsMs) => ({ timeouts: { tlsMs } })],
    ['--first-byte-timeout', (firstByteMs) => ({ timeouts: { firstByteMs } })],
    ['--idle-timeout', (idleMs) => ({ timeouts: { idleMs } })],
  ];

  it.each(flags)('is a number of %s that is not above 0, and only that', (flag, scenarioOf) => {
    for (const value of [0, -1, -0.5, NaN, -Infinity]) {
      expect(problemsOf(scenarioOf(value))).toEqual([{ message: `${flag} must be above 0, got ${value}` }]);
    }
  });

  it.each(flags.slice(0, 4))('is a part of one for %s', (flag, scenarioOf) => {
    expect(problemsOf(scenarioOf(1.5))).toEqual([{ message: `${flag} must be a whole number, got 1.5` }]);
  });

  it.each(flags.slice(5, 7))('is an endless %s', (flag, scenarioOf) => {
    expect(problemsOf(scenarioOf(Infinity))).toEqual([{ message: `${flag} must be finite, got Infinity` }]);
  });

  it.each(flags.slice(7))('is no timeout at all not: Infinity switches %s off', (_flag, scenarioOf) => {
    expect(problemsOf(scenarioOf(Infinity))).toEqual([]);
  });

  it.each<[string, (value: number) => Partial<Scenario>]>([
    ['--warmup', (warmupMs) => ({ warmupMs })],
    ['--graceful-stop', (gracefulStopMs) => ({ gracefulStopMs })],
    ['--max-queued', (maxQueued) => ({ maxQueued })],
  ])('is a negative %s, while 0 is none', (flag, scenarioOf) => {
    expect(problemsOf(scenarioOf(-1))).toEqual([{ message: `${flag} must be 0 or more, got -1` }]);
    expect(problemsOf(scenarioOf(0))).toEqual([]);
  });

  it('comes with all others at once', () => {
    const problems = problemsOf({
      url: 'ftp://127.0.0.1/',
      connections: -5,
      requests: 0,
      method: '(',
      headers: [['', '\n']],
      proxy: '?',
    });
    expect(problems.map(({ message }) => message)).toEqual([
      '-c/--connections must be above 0, got -5',
      '-n/--requests must be above 0, got 0',
      '"(" is not an HTTP method',
      '"" is not a header name',
      'the header  holds a line break, a control character or text beyond Latin-1',
      '"ftp://127.0.0.1/" has the scheme ftp://',
      '--proxy "?" is not the URL of an HTTP proxy',
    ]);
  });
});

describe('what has no meaning together', () => {
  it('is an arrival or a pacing without a rate', () => {
    const hint = 'an open model has a rate: add -R or --stages';
    expect(problemsOf({ arrival: 'poisson', pacing: 'timer', connections: 5 })).toEqual([
      { message: '--arrival spaces the starts of an open model, and this one is closed', hint },
      { message: '--pacing waits for the starts of an open model, and this one is closed', hint },
    ]);
    expect(problemsOf({ arrival: 'poisson', pacing: 'timer', ratePerS: 5 })).toEqual([]);
    const stages = [{ durationMs: 1000, targetPerS: 5 }];
    expect(problemsOf({ arrival: 'uniform', pacing: 'precise', stages })).toEqual([]);
  });

  it('is a warm-up of a length and an automatic one', () => {
    expect(problemsOf({ warmup: 'auto', warmupMs: 1000 })).toEqual([
      { message: 'the warm-up has a length and is automatic, too', hint: 'leave out one of them' },
    ]);
    expect(planOf({ warmup: 'auto' }).warmup).toEqual({ kind: 'auto', longestMs: 60_000 });
    expect(planOf({ warmupMs: 1000 }).warmup).toEqual({ kind: 'fixed', ms: 1000 });
  });
});

describe('what the machine can’t hold', () => {
  it('is more connections than descriptors, with three ways out', () => {
    expect(problemsOf({ connections: 2000, workers: 2 })).toEqual([
      {
        message: '-c 2000 needs 1064 open files in each of 2 workers; the limit is 1024 (ulimit -n)',
        hint: 'lower -c to 1920, use -w 3 or leave -w out, or raise the limit with: ulimit -n 1064',
      },
    ]);
  });

  it.each([1920, 1])('is not what the first way out leads to: %i connections', (connections) => {
    expect(problemsOf({ connections, workers: Math.min(2, connections) })).toEqual([]);
  });

  it('is not what the second way out leads to, nor the third', () => {
    expect(problemsOf({ connections: 2000, workers: 3 })).toEqual([]);
    expect(problemsOf({ connections: 2000 })).toEqual([]);
    expect(problemsOf({ connections: 2000, workers: 2 }, { ...machine, openFilesPerProcess: 1064 })).toEqual(
      [],
    );
  });

  it('is more than the whole machine has left', () => {
    expect(problemsOf({ connections: 5000 }, { ...machine, openFilesFree: 5000 })).toEqual([
      {
        message: '-c 5000 needs 5384 open files; this machine has 5000 left (fs.file-max)',
        hint: 'lower -c, run part of the load from another machine, or raise the limit with: sysctl fs.file-max',
      },
    ]);
  });

  it('is anything, where a process may not even open its own files', () => {
    expect(problemsOf({ connections: 10 }, { ...machine, openFilesPerProcess: 64 })).toEqual([
      {
        message: 'a worker needs 64 open files besides its connections; the limit is 64 (ulimit -n)',
        hint: 'raise the limit with: ulimit -n 74',
      },
    ]);
  });

  it('is reached sooner with several origins, as each connection has a socket to every one', () => {
    const urls = Array.from({ length: 4 }, (_, index) => ({ url: `http://127.0.0.1:${index + 1}/` }));
    expect(makePlan({ urls, connections: 480, workers: 2 }, machine)).toMatchObject({ ok: true });
    expect(makePlan({ urls, connections: 481, workers: 2 }, machine)).toMatchObject({
      problems: [
        {
          message:
            '-c 481 with 4 origins needs 1028 open files in each of 2 workers; the limit is 1024 (ulimit -n)',
          hint: 'lower -c to 480, use -w 3 or leave -w out, or raise the limit with: ulimit -n 1028',
        },
      ],
    });
    expect(makePlan({ urls, connections: 481 }, { ...machine, cores: 1 })).toMatchObject({
      plan: { workers: 3 },
    });
    expect(makePlan({ urls, connections: 10 }, { ...machine, openFilesFree: 100 })).toMatchObject({
      problems: [
        { message: '-c 10 with 4 origins needs 296 open files; this machine has 100 left (fs.file-max)' },
      ],
    });
    expect(makePlan({ urls, connections: 1 }, { ...machine, openFilesPerProcess: 67 })).toMatchObject({
      problems: [
        {
          message:
            'a worker needs 64 open files besides its connections with 4 sockets each; the limit is 67 (ulimit -n)',
          hint: 'raise the limit with: ulimit -n 68',
        },
      ],
    });
  });

  it('is a worker without a connection of its own', () => {
    expect(problemsOf({ connections: 3, workers: 4 })).toEqual([
      {
        message: '4 workers for 3 connections',
        hint: 'a worker needs a connection of its own: raise -c or lower -w',
      },
    ]);
  });
});

function planOf(scenario: Partial<Scenario>, limits: Machine = machine): Plan {
  const planned = makePlan({ url, ...scenario }, limits);
  if (!planned.ok) throw new Error(planned.problems.map(({ message }) => message).join('\n'));
  return planned.plan;
}

function targetOf(scenario: Partial<Scenario>): TargetPlan {
  return planOf(scenario).targets[0];
}

function requestOf(scenario: Partial<Scenario>): RequestSpec {
  return requestWork(planOf(scenario)).requests[0].spec;
}

function problemsOf(scenario: Partial<Scenario>, limits: Machine = machine): readonly Problem[] {
  const planned = makePlan({ url, ...scenario }, limits);
  return planned.ok ? [] : planned.problems;
}

function tcp(host: string, port: number): TargetPlan['reach'] {
  return { kind: 'tcp', host, port };
}

function atRate(ratePerS: number, durationMs: number, iterations: number | null = null): Load {
  return { kind: 'constant-arrival-rate', ratePerS, durationMs, arrival: 'uniform', iterations };
}

describe('a Poisson load with a count and no duration', () => {
  it('has all of its starts, whatever the seed', () => {
    const { load } = requestWork(planOf({ ratePerS: 100, requests: 50, arrival: 'poisson' }));
    if (!isOpen(load)) throw new Error('a rate makes the model an open one');
    for (let seed = 1; seed <= 200; seed++) expect([...schedule(load, seed)]).toHaveLength(50);
  });
});
