import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { isAlive, startInrush } from '../support/built-cli.ts';
import { countingServer } from './counting-server.ts';
import { comparisonResult, loadResultOf } from './json-report.ts';

const drainNote = 'inrush: stopping: open requests may finish; Ctrl-C again reports at once\n';
const patient = { timeout: 20_000, interval: 20 };

it('finishes open requests at the first Ctrl-C, and reports what it has with 130', async () => {
  const server = await countingServer({ answer: (response) => setTimeout(() => response.end(), 250) });
  const cli = startInrush([server.url, '-d', '30s', '-c', '4', '-o', 'json']);
  await expect.poll(() => server.requests, patient).toBeGreaterThanOrEqual(8);
  cli.signalGroup('SIGINT');
  const outcome = await cli.outcome();
  const { accounting, completion, measuredMs } = loadResultOf(outcome);
  expect(outcome).toMatchObject({ exitCode: 130, stderr: drainNote });
  expect(completion).toEqual({ state: 'partial', reasons: ['interrupted (SIGINT)'] });
  expect(accounting).toMatchObject({ ok: server.requests, aborted: 0, censored: 0, balanced: true });
  expect(server.answered).toBe(server.requests);
  expect(measuredMs).toBeLessThan(20_000);
});

it('cuts open requests off at the second Ctrl-C, and reports at once', async () => {
  const server = await countingServer({ answer: (response) => server.requests <= 6 && response.end() });
  const cli = startInrush([server.url, '-d', '30s', '-c', '3', '-t', '60s', '-o', 'json']);
  await expect.poll(() => server.requests, patient).toBe(9);
  cli.signalGroup('SIGINT');
  await expect.poll(() => cli.stderr, patient).toBe(drainNote);
  const cutAt = performance.now();
  cli.signalGroup('SIGINT');
  const outcome = await cli.outcome();
  expect(performance.now() - cutAt).toBeLessThan(3000);
  const { accounting, completion } = loadResultOf(outcome);
  expect(outcome).toMatchObject({ exitCode: 130, stderr: drainNote });
  expect(completion).toEqual({ state: 'partial', reasons: ['interrupted (SIGINT)'] });
  expect(accounting).toMatchObject({ started: 9, ok: 6, aborted: 3, balanced: true });
});

it('ends at the third Ctrl-C even when a worker hangs', async () => {
  const server = await countingServer({ answer: (response) => server.requests <= 1 && response.end() });
  const cli = startInrush([server.url, '-d', '30s', '-c', '1', '-w', '1']);
  await expect.poll(() => server.requests, patient).toBe(2);
  const [worker = NaN] = cli.childPids();
  process.kill(worker, 'SIGSTOP');
  try {
    cli.signal('SIGINT');
    await expect.poll(() => cli.stderr, patient).toBe(drainNote);
    cli.signal('SIGINT');
    // Two signals of a kind that arrive together are one.
    await sleep(200);
    cli.signal('SIGINT');
    await expect.poll(() => isAlive(cli.pid), patient).toBe(false);
  } finally {
    process.kill(worker, 'SIGKILL');
  }
  expect(await cli.outcome()).toMatchObject({ exitCode: 130, stdout: '' });
});

it('drains on SIGTERM, says so in the report, and exits with 143', async () => {
  const server = await countingServer({ answer: (response) => setTimeout(() => response.end(), 100) });
  const cli = startInrush([server.url, '-R', '50', '-d', '30s', '-q', '--fail-if', 'rate > 1/s']);
  await expect.poll(() => server.requests, patient).toBeGreaterThanOrEqual(5);
  cli.signal('SIGTERM');
  cli.signal('SIGTERM');
  const outcome = await cli.outcome();
  expect(outcome).toMatchObject({ exitCode: 143, stderr: '' });
  expect(outcome.stdout).toMatch(/^PARTIAL +terminated \(SIGTERM\)$/m);
  expect(outcome.stdout).toMatch(new RegExp(`ok ${server.requests} · errors 0$`, 'm'));
  expect(outcome.stdout).not.toMatch(/accounting does not balance/);
});

it('ends with 130 when SIGINT comes before the workers are ready', async () => {
  const server = await countingServer();
  const cli = startInrush([server.url, '-d', '30s', '-q']);
  // A terminal signals the whole process group, which a child has left a moment after it is there.
  const leaders = (): number[] => cli.childPids().filter((pid) => groupOf(pid) === pid);
  await expect.poll(() => leaders().length, { timeout: 20_000, interval: 1 }).toBeGreaterThan(0);
  cli.signalGroup('SIGINT');
  const outcome = await cli.outcome();
  expect(outcome).toMatchObject({ exitCode: 130, stderr: '' });
});

it('stops a comparison on either side', async () => {
  const held: ServerResponse[] = [];
  const server = await countingServer({
    answer: (response) => (server.requests === 3 ? held.push(response) : response.end()),
  });
  const cli = startInrush(['sync-vs-async', server.url, '-n', '20', '-c', '5', '-o', 'json']);
  await expect.poll(() => server.requests, patient).toBe(3);
  cli.signalGroup('SIGINT');
  await expect.poll(() => cli.stderr, patient).toBe(drainNote);
  held[0]?.end();
  const outcome = await cli.outcome();
  const comparison = comparisonResult(outcome.stdout);
  expect(outcome.exitCode).toBe(130);
  expect(comparison.completion).toEqual({
    state: 'partial',
    reasons: ['sync: interrupted (SIGINT)', 'async: interrupted (SIGINT)'],
  });
  expect(comparison.sync.runs[0]?.accounting).toMatchObject({ ok: 3, balanced: true });
  expect(comparison.async.runs[0]?.accounting).toMatchObject({ started: 0, balanced: true });
  expect(server.requests).toBe(3);
});

it('keeps the whole rounds of a comparison that is stopped, and starts no more', async () => {
  const server = await countingServer({
    answer: (response) => setTimeout(() => response.end(), server.requests <= 40 ? 1 : 200),
  });
  const args = ['sync-vs-async', server.url, '-n', '10', '-c', '5', '--threads', '2', '--rounds', '9'];
  const cli = startInrush([...args, '-q', '-o', 'json']);
  await expect.poll(() => server.requests, patient).toBeGreaterThan(40);
  cli.signalGroup('SIGINT');
  const outcome = await cli.outcome();
  const { completion, rounds, effect, sync } = comparisonResult(outcome.stdout);
  expect(outcome.exitCode).toBe(130);
  expect(completion).toEqual({
    state: 'partial',
    reasons: ['round 2 of 9, threads: interrupted (SIGINT)', '1 of 9 rounds are complete'],
  });
  expect(rounds.map(({ order, counted }) => [order.join(' '), counted])).toEqual([
    ['sync threads async', true],
    ['async threads', false],
  ]);
  expect(sync.started).toBe(10);
  expect(effect.speedup).toBeGreaterThan(0);
});

/** Null of a process that has ended. */
function groupOf(pid: number): number | null {
  try {
    // After the name, which may hold anything: state, parent, group.
    const [, , group] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(group);
  } catch {
    return null;
  }
}
