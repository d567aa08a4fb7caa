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
  const outcome = await inrush('sync-vs-async', `${target.url}/delay/1000`, '-n', '5', '-o', 'json');
  const { effect, finding, requests, concurrency, sync, async } = comparisonResult(outcome.stdout);
  expect({ requests, concurrency }).toEqual({ requests: 5, concurrency: 5 });
  expect(sync.result.accounting).toMatchObject({ ok: 5, balanced: true });
  expect(async.result.accounting).toMatchObject({ ok: 5, balanced: true });
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
