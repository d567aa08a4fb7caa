import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTarget, type Target } from '../../src/target/server.ts';
import { inrush } from '../support/built-cli.ts';
import { countingServer } from './counting-server.ts';
import { comparisonResult } from './json-report.ts';

let target: Target;

beforeAll(async () => {
  target = await startTarget({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await target.close();
});

it('finds five requests of a second five times as fast async as sync', async () => {
  const outcome = await inrush('sync-vs-async', `${target.url}/delay/1000`, '-n', '5', '-q', '-o', 'json');
  const { effect, finding, requests, concurrency, sync, async } = comparisonResult(outcome.stdout);
  expect({ requests, concurrency }).toEqual({ requests: 5, concurrency: 5 });
  expect(sync.runs[0]?.accounting).toMatchObject({ ok: 5, balanced: true });
  expect(async.runs[0]?.accounting).toMatchObject({ ok: 5, balanced: true });
  expect(sync.wallMs).toBeGreaterThan(5000);
  expect(effect.speedup).toBeGreaterThan(4.5);
  // A busy machine may slow the sync side; the async one can't be below the second of one request.
  expect(effect.speedup).toBeLessThan(Math.max(5.05, sync.wallMs / 1000));
  expect(finding.kind).toBe('scales');
  expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
});

it('finds a server that serves one request at a time', async () => {
  const outcome = await inrush('sync-vs-async', `${target.url}/serial/50`, '-n', '20');
  expect(outcome.stdout).toMatch(
    /^sync vs async · 20 requests a side · one at a time against 20 in flight$/m,
  );
  expect(outcome.stdout).toMatch(/^speed-up +(0\.9\d*|1|1\.[0-4]\d*)×/m);
  expect(outcome.stdout).toMatch(/^finding +It serialises: your target handles one request at a time/m);
  expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
});

it('exits with 99 when the speed-up is below what a gate asks for', async () => {
  const gates = ['--fail-if', 'speedup < 100', '--fail-if', 'speedup > 1000'];
  const outcome = await inrush('sync-vs-async', `${target.url}/delay/20`, '-n', '10', ...gates, '-o', 'json');
  expect(comparisonResult(outcome.stdout).gates).toMatchObject([
    { verdict: 'failed', limit: 100, unit: '×' },
    { verdict: 'passed', limit: 1000 },
  ]);
  expect(outcome.exitCode).toBe(99);
});

it('sends each side exactly -n requests, one at a time and up to -c at once', async () => {
  let open = 0;
  const mostOpen = [0, 0];
  const server = await countingServer({
    answer: (response) => {
      open++;
      const side = server.requests <= 24 ? 0 : 1;
      mostOpen[side] = Math.max(mostOpen[side] ?? 0, open);
      setTimeout(() => {
        open--;
        response.end();
      }, 20);
    },
  });
  const outcome = await inrush('sync-vs-async', server.url, '-n', '24', '-c', '8', '-q');
  expect(outcome.exitCode).toBe(0);
  expect(server.requests).toBe(48);
  expect(mostOpen).toEqual([1, 8]);
});

it('compares nothing where nothing answers, and exits with 3', async () => {
  const outcome = await inrush('sync-vs-async', `${target.url}/reset`, '-n', '3', '-c', '2', '-o', 'json');
  const { effect, finding } = comparisonResult(outcome.stdout);
  expect(effect.speedup).toBeNull();
  expect(finding.kind).toBe('no-comparison');
  expect(outcome.exitCode).toBe(3);
});

it('takes turns there and back, and gives an interval', async () => {
  const args = ['-n', '20', '-c', '10', '--rounds', '3', '--threads', '4', '-q', '-o', 'json'];
  const outcome = await inrush('sync-vs-async', `${target.url}/delay/20`, ...args);
  const { rounds, effect, threads, sync, completion } = comparisonResult(outcome.stdout);
  expect(completion.state).toBe('complete');
  expect(rounds.map(({ order }) => order.join(' '))).toEqual([
    'sync threads async',
    'async threads sync',
    'sync threads async',
  ]);
  expect(sync.runs).toHaveLength(3);
  expect(effect.speedupInterval?.low).toBeLessThan(effect.speedup ?? 0);
  // Four threads at 20 ms each: never more than four times as fast, give or take a timer.
  expect(threads?.effect.speedup).toBeLessThan(4.5);
  expect(threads?.effect.speedup).toBeGreaterThan(1.5);
  expect(threads?.runs[0]?.generator.workers).toHaveLength(4);
  expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
});

it('gives threads exactly the requests of the others, one at a time each', async () => {
  let open = 0;
  let mostOpen = 0;
  const server = await countingServer({
    answer: (response) => {
      open++;
      mostOpen = Math.max(mostOpen, open);
      setTimeout(() => {
        open--;
        response.end();
      }, 20);
    },
  });
  const args = ['-n', '10', '-c', '2', '--threads', '3', '-q'];
  const outcome = await inrush('sync-vs-async', server.url, ...args);
  expect(outcome.exitCode).toBe(0);
  expect(server.requests).toBe(30);
  expect(mostOpen).toBe(3);
});

it('finds the knee of a pool at its size, and no smooth law', async () => {
  const args = ['-n', '60', '--sweep', '1..16', '-q', '--fail-if', 'knee != 4', '-o', 'json'];
  const outcome = await inrush('sync-vs-async', `${target.url}/pool/4/20`, ...args);
  const { sweep, concurrency } = comparisonResult(outcome.stdout);
  expect(sweep?.levels.map((level) => level.concurrency)).toEqual([1, 2, 4, 8, 16]);
  expect(concurrency).toBe(16);
  expect(sweep?.knee).toEqual({ kind: 'found', concurrency: 4, above: 2, below: 8 });
  expect(outcome.exitCode).toBe(0);
});

it('finds contention and a knee at one where requests are served one at a time', async () => {
  const args = ['-n', '40', '--sweep', '1..16', '-q', '-o', 'json'];
  const outcome = await inrush('sync-vs-async', `${target.url}/serial/25`, ...args);
  const { sweep } = comparisonResult(outcome.stdout);
  expect(sweep?.knee).toEqual({ kind: 'found', concurrency: 1, above: null, below: 2 });
  // What overlaps is the network and the timer's lateness, about 1 ms of 25.
  expect(sweep?.law).toMatchObject({ kind: 'fitted', peak: null });
  expect(sweep?.law.kind === 'fitted' ? sweep.law.sigma : 0).toBeGreaterThan(0.8);
});

it('finds no knee where requests only wait', async () => {
  const args = ['-n', '48', '--sweep', '1..16', '-q'];
  const outcome = await inrush('sync-vs-async', `${target.url}/delay/40`, ...args);
  expect(outcome.stdout).toMatch(/^knee +none up to 16 in flight/m);
  expect(outcome.stdout).toMatch(/^finding +It scales: your target handles 16 requests at once/m);
});

it('refuses what contradicts itself, all at once and before anything is sent', async () => {
  const args = ['--sweep', '1..4096', '-c', '5', '--threads', '300', '--fail-if', 'knee < 2x'];
  const outcome = await inrush('sync-vs-async', target.url, ...args);
  expect(outcome.exitCode).toBe(2);
  expect(outcome.stderr.match(/^error: /gm)).toHaveLength(4);
  const gate = await inrush('sync-vs-async', target.url, '--fail-if', 'threads.speedup < 2');
  expect(gate).toMatchObject({ exitCode: 2, stdout: '' });
  expect(gate.stderr).toContain('add --threads');
});
