import { join } from 'node:path';
import { beforeAll, afterAll, expect, it } from 'vitest';
import { startTarget, type Target } from '../../src/target/server.ts';
import { inrush, temporaryFolder } from '../support/built-cli.ts';
import { countingServer } from './counting-server.ts';
import { loadResultOf } from './json-report.ts';
import { freePort } from '../support/free-port.ts';

const soonMs = 5000;

let target: Target;

beforeAll(async () => {
  target = await startTarget({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await target.close();
});

it('says within 5 s that nothing listens', async () => {
  const url = `http://127.0.0.1:${await freePort()}/`;
  const outcome = await inrush(url, '-o', 'json');
  expect(outcome).toMatchObject({ exitCode: 3, stdout: '' });
  expect(outcome.stderr).toMatch(
    /^error: nothing answers at http:.* \(127\.0\.0\.1:\d+: ECONNREFUSED\)\n +check/,
  );
  expect(outcome.tookMs).toBeLessThan(soonMs);
});

it('says within 5 s that a name leads nowhere', async () => {
  const outcome = await inrush('http://nosuchhost.invalid/');
  expect(outcome).toMatchObject({ exitCode: 3, stdout: '' });
  expect(outcome.stderr).toMatch(/^error: the name nosuchhost\.invalid can't be resolved/);
  expect(outcome.tookMs).toBeLessThan(soonMs);
});

it('says that a unix socket is not there, and that a proxy is not', async () => {
  const path = join(await temporaryFolder(), 'none.sock');
  const proxy = `http://127.0.0.1:${await freePort()}`;
  const [unix, proxied] = await Promise.all([
    inrush('http://some.test/', '--unix', path),
    inrush('http://some.test/', '--proxy', proxy),
  ]);
  expect([unix.exitCode, proxied.exitCode]).toEqual([3, 3]);
  expect(unix.stderr).toContain(`${path}: ENOENT`);
  expect(proxied.stderr).toContain(`nothing answers at ${proxy}`);
});

it.each(['h1', 'undici'])('exits with 3 and a report when every request fails (%s)', async (engine) => {
  const [reset, late] = await Promise.all([
    inrush(`${target.url}/reset`, '-n', '6', '-c', '3', '--engine', engine, '-o', 'json'),
    inrush(
      `${target.url}/delay/60000`,
      '-n',
      '4',
      '-c',
      '2',
      '-t',
      '200ms',
      '--engine',
      engine,
      '-o',
      'json',
    ),
  ]);
  const { accounting, failures } = loadResultOf(reset);
  expect(accounting).toMatchObject({ ok: 0, transportError: 6, balanced: true });
  expect(failures.reduce((sum, { count }) => sum + count, 0)).toBe(6);
  const timeouts = loadResultOf(late);
  expect(timeouts.accounting).toMatchObject({ ok: 0, timeout: 4, balanced: true });
  expect(timeouts.failures).toMatchObject([{ reason: 'response-timeout', count: 4 }]);
  expect([reset.exitCode, late.exitCode]).toEqual([3, 3]);
  expect([reset.stderr, late.stderr]).toEqual(['', '']);
});

it('tells on stdout what every request failed of', async () => {
  const { exitCode, stdout } = await inrush(`${target.url}/reset`, '-n', '4', '-c', '2');
  expect(stdout).toMatch(/^requests +started 4 · ok 0 · errors 4$/m);
  expect(stdout).toMatch(/^failures +4 +reset +\S/m);
  expect(exitCode).toBe(3);
});

it('is done with 0 as soon as anything was answered', async () => {
  const { exitCode, stdout } = await inrush(`${target.url}/first-then-close`, '-n', '20', '-c', '1');
  expect(stdout).toMatch(/^requests +started 20 · ok 10 · errors 10$/m);
  expect(exitCode).toBe(0);
});

it('reports what is still open when the graceful stop runs out', async () => {
  const server = await countingServer({ answer: () => {} });
  const outcome = await inrush(
    server.url,
    '-d',
    '300ms',
    '--graceful-stop',
    '200ms',
    '-c',
    '3',
    '-o',
    'json',
  );
  expect(loadResultOf(outcome).accounting).toMatchObject({ started: 3, censored: 3, balanced: true });
  expect(outcome.exitCode).toBe(3);
  expect(server.requests).toBe(3);
});

it('refuses a second target on the same port', async () => {
  const outcome = await inrush('target', '--port', String(target.port));
  expect(outcome).toMatchObject({ exitCode: 3, stdout: '' });
  expect(outcome.stderr).toMatch(/can't listen on 127\.0\.0\.1:\d+: .*EADDRINUSE.*\n +choose a free port/);
});
