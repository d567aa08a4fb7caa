import { expect, it } from 'vitest';
import { isAlive, type RunningCli, startInrush } from '../support/built-cli.ts';
import { countingServer, type CountingServer } from './counting-server.ts';
import { loadResultOf } from './json-report.ts';

const patient = { timeout: 20_000, interval: 20 };

it('reports what is left of a run when a worker is killed, names it, and exits with 3', async () => {
  const server = await slowServer();
  const cli = startInrush([server.url, '-d', '1500ms', '-c', '4', '-w', '2', '-o', 'json']);
  const [victim = NaN] = await workersOf(cli, 2);
  await expect.poll(() => server.requests, patient).toBeGreaterThanOrEqual(40);
  process.kill(victim, 'SIGKILL');
  const outcome = await cli.outcome();
  const { accounting, completion, trust, generator } = loadResultOf(outcome);
  expect(outcome).toMatchObject({ exitCode: 3, stderr: '' });
  const lost = generator.workers.findIndex(({ pid }) => pid === victim) + 1;
  expect(lost).toBeGreaterThan(0);
  expect(completion).toMatchObject({
    state: 'partial',
    reasons: [expect.stringMatching(new RegExp(`^worker ${lost} of 2 was lost \\(killed by SIGKILL\\); `))],
  });
  expect(trust.level).toBe('invalid');
  expect(accounting.balanced).toBe(true);
  expect(accounting.ok).toBeGreaterThan(20);
  expect(accounting.ok).toBeLessThanOrEqual(server.answered);
});

it('reports, and ends at once, when the last worker is killed', async () => {
  const server = await slowServer();
  const cli = startInrush([server.url, '-d', '60s', '-c', '2', '-w', '1']);
  const [worker = NaN] = await workersOf(cli, 1);
  await expect.poll(() => server.requests, patient).toBeGreaterThan(10);
  process.kill(worker, 'SIGKILL');
  const { exitCode, stdout, tookMs } = await cli.outcome();
  expect(stdout).toMatch(/^PARTIAL +worker 1 of 1 was lost \(killed by SIGKILL\)/m);
  expect(stdout).toMatch(/^INVALID /m);
  expect(exitCode).toBe(3);
  expect(tookMs).toBeLessThan(25_000);
});

it('exits with 97 when a gate would rest on a run that lost a worker', async () => {
  const server = await slowServer();
  const cli = startInrush([server.url, '-d', '60s', '-c', '2', '-w', '1', '--fail-if', 'p95 > 10s']);
  const [worker = NaN] = await workersOf(cli, 1);
  await expect.poll(() => server.requests, patient).toBeGreaterThan(10);
  process.kill(worker, 'SIGKILL');
  const { exitCode, stdout } = await cli.outcome();
  expect(stdout).toMatch(/^verdict +INVALID/m);
  expect(exitCode).toBe(97);
});

it('leaves no worker behind when it is killed itself', async () => {
  const server = await slowServer();
  const cli = startInrush([server.url, '-d', '60s', '-c', '4', '-w', '2']);
  const workers = await workersOf(cli, 2);
  await expect.poll(() => server.requests, patient).toBeGreaterThan(10);
  cli.signal('SIGKILL');
  await cli.outcome();
  await expect.poll(() => workers.filter(isAlive), patient).toEqual([]);
});

async function slowServer(): Promise<CountingServer> {
  return countingServer({ answer: (response) => setTimeout(() => response.end('ok'), 50) });
}

async function workersOf(cli: RunningCli, count: number): Promise<number[]> {
  await expect.poll(() => cli.childPids().length, patient).toBe(count);
  return cli.childPids();
}
