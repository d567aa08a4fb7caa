import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
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

describe('a worker that', () => {
  it('is stopped for good is given up after 10 s, with what it had told by then', async () => {
    const server = await slowServer();
    const cli = startInrush([server.url, '-R', '100', '-d', '3s', '-w', '2', '-q', '-o', 'json']);
    const [victim = NaN] = await workersOf(cli, 2);
    await expect.poll(() => server.requests, patient).toBeGreaterThan(110);
    process.kill(victim, 'SIGSTOP');
    const outcome = await cli.outcome();
    const { accounting, completion, trust, generator } = loadResultOf(outcome);
    expect(outcome.exitCode).toBe(3);
    expect(completion).toMatchObject({
      state: 'partial',
      reasons: [
        expect.stringMatching(/it said nothing for \d+ s\).*; \d+ of its 150 starts are in no number$/),
      ],
    });
    expect(generator.workers.map(({ state }) => state).toSorted()).toEqual(['finished', 'lost']);
    expect([trust.level, accounting.balanced]).toEqual(['invalid', true]);
    expect(accounting.planned).toBeLessThan(300);
    expect(accounting.ok).toBeLessThanOrEqual(server.answered);
    expect(isAlive(victim)).toBe(false);
  });

  it('is stopped for a while loses nothing, and makes the run invalid', async () => {
    const server = await slowServer();
    const cli = startInrush([server.url, '-R', '100', '-d', '3s', '-w', '2', '-q', '-o', 'json']);
    const [victim = NaN] = await workersOf(cli, 2);
    await expect.poll(() => server.requests, patient).toBeGreaterThan(50);
    process.kill(victim, 'SIGSTOP');
    await sleep(1500);
    process.kill(victim, 'SIGCONT');
    const { accounting, completion, trust, generator, latency } = loadResultOf(await cli.outcome());
    expect(completion).toEqual({ state: 'complete' });
    expect(accounting).toMatchObject({ planned: 300, started: 300, ok: 300, balanced: true });
    expect(server.requests).toBe(300);
    const stopped = generator.workers.find(({ pid }) => pid === victim);
    expect(stopped?.longestGapMs).toBeGreaterThan(400);
    // Half of the starts of 1.5 s, a quarter of all, were planned while nobody could make them.
    expect(latency.startLag?.p95Us).toBeGreaterThan(500_000);
    expect(trust.level).toBe('invalid');
  });

  it('runs out of memory is named so', async () => {
    const server = await countingServer({ answer: () => false });
    const args = [
      server.url,
      '-R',
      '4000',
      '-c',
      '16000',
      '-d',
      '10s',
      '-w',
      '1',
      '-t',
      '60s',
      '-q',
      '-o',
      'json',
    ];
    const cli = startInrush(args, { env: { NODE_OPTIONS: '--max-old-space-size=12' } });
    const outcome = await cli.outcome();
    const { accounting, completion, trust } = loadResultOf(outcome);
    expect(outcome.exitCode).toBe(3);
    expect(completion).toMatchObject({
      reasons: [expect.stringContaining('killed by SIGABRT: most likely out of memory')],
    });
    expect([trust.level, accounting.balanced]).toEqual(['invalid', true]);
  });
});

it('loses nothing while the process that leads the run is stopped', async () => {
  const server = await slowServer();
  const cli = startInrush([server.url, '-R', '100', '-d', '2s', '-w', '2', '-q', '-o', 'json']);
  await expect.poll(() => server.requests, patient).toBeGreaterThan(50);
  cli.signal('SIGSTOP');
  await sleep(2500);
  cli.signal('SIGCONT');
  const { accounting, completion } = loadResultOf(await cli.outcome());
  expect(completion).toEqual({ state: 'complete' });
  expect(accounting).toMatchObject({ planned: 200, ok: 200, balanced: true });
  expect(server.requests).toBe(200);
});

async function slowServer(): Promise<CountingServer> {
  return countingServer({ answer: (response) => setTimeout(() => response.end('ok'), 50) });
}

async function workersOf(cli: RunningCli, count: number): Promise<number[]> {
  await expect.poll(() => cli.childPids().length, patient).toBe(count);
  return cli.childPids();
}
