import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inrush, temporaryFolder } from '../support/built-cli.ts';
import { CountingServer } from './counting-server.ts';

let server: CountingServer;

beforeAll(async () => {
  server = await CountingServer.start();
});

afterAll(async () => {
  await server.close();
});

it('tells everything that is wrong with a command line at once', async () => {
  const missing = join(await temporaryFolder(), 'missing');
  const schedule = [
    '-c',
    '0',
    '-n',
    '-5',
    '-R',
    '0',
    '-d',
    'soon',
    '-p',
    '0',
    '-t',
    '0s',
    '--stages',
    '10:x',
  ];
  const names = ['--conections', '5', '-z', '--arrival', 'posson', '--engine', 'h3', '--unix', ''];
  const open = ['--pacing', 'spin', '--warmup', 'autom'];
  const request = [
    '-H',
    'no colon',
    '-b',
    `@${missing}/body`,
    '--ca',
    `${missing}/ca.pem`,
    '--connect-to',
    'here',
  ];
  const reports = ['-o', 'jsn', '-o', `json=${missing}/result.json`, '-o', 'json='];
  const gates = ['--fail-if', 'p59 > 1s', '--fail-if', 'erors > 1%'];
  const stderr = await refusal(server.url, ...schedule, ...names, ...open, ...request, ...reports, ...gates);
  const expected = [
    /unknown flag --conections\n.*did you mean --connections\?/,
    /unknown flag -z/,
    /-c\/--connections must be above 0, got 0/,
    /-n\/--requests: "-5" is not a whole number/,
    /-R\/--rate must be above 0, got 0/,
    /-d\/--duration: "soon" is not a duration/,
    /-p\/--pipelining must be above 0, got 0/,
    /-t\/--timeout must be above 0, got 0/,
    /--stages: "10:x" is not a stage/,
    /--arrival: "posson" is not one of uniform, poisson/,
    /--pacing: "spin" is not one of auto, precise, timer/,
    /--warmup: "autom" is not a duration such as 500ms, 30s or 1m30s, nor auto/,
    /--engine: "h3" is not one of h1, undici/,
    /-H\/--header: "no colon" is not a header/,
    /-b\/--body: can't read .*missing\/body \(ENOENT/,
    /--ca: can't read .*missing\/ca\.pem \(ENOENT/,
    /--connect-to: "here" is not HOST:PORT:ADDR/,
    /--unix: it is empty/,
    /-o\/--output: "jsn" is not a format, did you mean json\?/,
    /-o\/--output: "json=" has no file name/,
    /-o: .*missing\/result\.json can't be written \(ENOENT/,
    /--fail-if: "p59 > 1s": p59 is not kept; the percentiles are/,
    /--fail-if: "erors > 1%": there is no "erors", did you mean "errors"\?/,
  ];
  for (const message of expected) expect(stderr).toMatch(message);
});

it.each([
  { wrong: 'no URL at all', args: [], message: /there is no URL/ },
  {
    wrong: 'a stray word beside the URL',
    args: ['http://127.0.0.1:1', 'text/html'],
    message: /"text\/html" doesn't begin with http:\/\/ or https:\/\/\n.*quote values that hold spaces/,
  },
  {
    wrong: 'a pattern that is none',
    args: ['http://127.0.0.1:1/{j}'],
    message: /\{j\} at column 20 is no pattern\n.*did you mean \{i\}\?/,
  },
  { wrong: 'a port that is none', args: ['http://127.0.0.1:99999/'], message: /is not a URL/ },
  { wrong: 'port 0', args: ['http://127.0.0.1:0/'], message: /has port 0/ },
  { wrong: 'another scheme', args: ['ftp://127.0.0.1/'], message: /scheme ftp:\/\/\n.*http/ },
  { wrong: 'a password in the URL', args: ['http://a:b@127.0.0.1/'], message: /user name or password/ },
  { wrong: 'a mistyped command', args: ['targe'], message: /unknown command targe\n.*mean target\?/ },
])('refuses $wrong', async ({ args, message }) => {
  expect(await refusal(...args)).toMatch(message);
});

it.each([
  { args: ['-c', '-5'], message: /-c\/--connections: "-5" is not a whole number/ },
  { args: ['-c', '0'], message: /-c\/--connections must be above 0, got 0/ },
  { args: ['-c', '5000000'], message: /-c 5000000 needs .* (open files|ports)/ },
  { args: ['-n', '0'], message: /-n\/--requests must be above 0, got 0/ },
  { args: ['-n', '2', '-n', '3'], message: /-n\/--requests is given 2 times/ },
  { args: ['-w', '3', '-c', '2'], message: /3 workers for 2 connections/ },
  { args: ['-k', '-c'], message: /^error: -c needs a value\n/ },
  { args: ['--body'], message: /^error: --body needs a value\n/ },
  { args: ['-o', 'json', '-o', 'text'], message: /2 reports want to go to stdout/ },
  { args: ['-o', 'json=/'], message: /-o: \/ is a folder/ },
  { args: ['--proxy', 'socks5://127.0.0.1:1'], message: /not the URL of an HTTP proxy/ },
  { args: ['--fail-if', 'response.p95 > 1s'], message: /needs an open model/ },
  { args: ['--'], message: /nothing follows --\n/ },
])('refuses $args', async ({ args, message }) => {
  expect(await refusal(server.url, ...args)).toMatch(message);
});

it('refuses a CA file that holds no certificate', async () => {
  const file = join(await temporaryFolder(), 'ca.pem');
  await writeFile(file, 'not a certificate');
  expect(await refusal(server.url, '--ca', file)).toMatch(/--ca: .*ca\.pem holds no PEM text/);
});

it('refuses a body from a folder', async () => {
  expect(await refusal(server.url, '-b', `@${await temporaryFolder()}`)).toMatch(/can't read .*EISDIR/);
});

it('refuses wrong flags of the other commands in the same way', async () => {
  const [comparison, target] = await Promise.all([
    refusal('sync-vs-async', server.url, '-n', '0', '-R', '5', '--fail-if', 'p95 > 1s'),
    refusal('target', '--port', '70000', '--prt', '1', '--cert', '/missing.pem', 'word', '--', 'npm'),
  ]);
  expect(comparison).toMatch(/-n\/--requests must be above 0/);
  expect(comparison).toMatch(/unknown flag -R/);
  expect(comparison).toMatch(/--fail-if: "p95 > 1s": sync against async has no "p95"/);
  expect(target).toMatch(/--port must be at most 65535, got 70000/);
  expect(target).toMatch(/unknown flag --prt\n.*did you mean --port\?/);
  expect(target).toMatch(/--cert: can't read \/missing\.pem/);
  expect(target).toMatch(/target takes no words, got word/);
  expect(target).toMatch(/nothing may follow --, got npm/);
});

/** What stderr says; everything that a refusal must be besides is checked here. */
async function refusal(...args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await inrush(...args);
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: expect.stringMatching(/^error: /),
  });
  expect(stderr).not.toMatch(/^ +at /m);
  expect(stderr).not.toMatch(/Infinity|NaN|undefined|bug/);
  expect(server.connections).toBe(0);
  return stderr;
}
