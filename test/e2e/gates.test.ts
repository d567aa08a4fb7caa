import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTarget, type Target } from '../../src/target/server.ts';
import { inrush } from '../support/built-cli.ts';
import { countingServer } from './counting-server.ts';
import { loadResultOf } from './json-report.ts';

let target: Target;

beforeAll(async () => {
  target = await startTarget({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await target.close();
});

it('exits with 99 when a gate fails, and shows every gate', async () => {
  const gates = ['--fail-if', 'p50 > 1ms', '--fail-if', 'errors > 1%', '--fail-if', 'rate < 1/s'];
  const outcome = await inrush(`${target.url}/delay/20`, '-n', '40', '-c', '4', ...gates);
  expect(outcome.stdout).toMatch(/^verdict +FAILED · 2 of 3 gates passed$/m);
  expect(outcome.stdout).toMatch(/^ +failed +p50 > 1ms +2\d(\.\d+)? ms +-[12]\d(\.\d+)? ms$/m);
  expect(outcome.stdout).toMatch(/^ +passed +errors > 1% +0 % +0 to 8\.\d+ +\+1 %$/m);
  expect(outcome).toMatchObject({ exitCode: 99, stderr: '' });
});

it('exits with 0 when all gates pass', async () => {
  const gates = ['--fail-if', 'p50 > 10s', '--fail-if', 'requests != 40'];
  const outcome = await inrush(`${target.url}/delay/5`, '-n', '40', '-c', '4', ...gates, '-o', 'json');
  expect(loadResultOf(outcome).gates).toMatchObject([
    { expression: 'p50 > 10s', verdict: 'passed', limit: 10_000, unit: 'ms' },
    { expression: 'requests != 40', verdict: 'passed', value: 40 },
  ]);
  expect(outcome.exitCode).toBe(0);
});

it('exits with 99 for answers of 500 once a gate asks for them', async () => {
  const outcome = await inrush(`${target.url}/status/500`, '-n', '10', '--fail-if', 'errors > 0%');
  expect(outcome.stdout).toMatch(/failed +errors > 0% +100 %/);
  expect(outcome.exitCode).toBe(99);
});

it('passes no gate on a percentile that the sample cannot carry', async () => {
  const outcome = await inrush(target.url, '-n', '20', '-c', '2', '--fail-if', 'p99 > 10s', '-o', 'json');
  expect(loadResultOf(outcome).gates).toMatchObject([{ verdict: 'no-data', value: null }]);
  expect(outcome.exitCode).toBe(99);
});

it('passes no gate on speed where no request succeeded', async () => {
  const url = `${target.url}/status/503`;
  const outcome = await inrush(url, '-n', '100', '-c', '2', '--fail-if', 'p50 > 10s', '-o', 'json');
  expect(loadResultOf(outcome).gates).toMatchObject([{ verdict: 'no-data' }]);
  expect(outcome.exitCode).toBe(99);
});

it('exits with 98 when a gate hangs on how long an unfinished request would have taken', async () => {
  const server = await countingServer({ answer: (response) => server.requests === 1 && response.end() });
  const load = ['-d', '300ms', '--graceful-stop', '100ms', '-c', '1', '--fail-if', 'max > 10s'];
  const outcome = await inrush(server.url, ...load, '-o', 'json');
  const { accounting, gates } = loadResultOf(outcome);
  expect(accounting).toMatchObject({ ok: 1, censored: 1 });
  expect(gates).toMatchObject([{ verdict: 'inconclusive' }]);
  expect(outcome.exitCode).toBe(98);
});

it('ends a run whose gate fails in three seconds in a row, and exits with 99', async () => {
  const load = ['-R', '20', '-d', '30s', '-c', '4', '--abort-on-fail'];
  const outcome = await inrush(`${target.url}/status/503`, ...load, '--fail-if', 'errors > 1%', '-o', 'json');
  const { completion, gates, measuredMs } = loadResultOf(outcome);
  expect(completion).toMatchObject({ reasons: [expect.stringContaining('3 bad seconds in a row')] });
  expect(gates).toMatchObject([{ verdict: 'failed', value: 100 }]);
  expect(measuredMs).toBeLessThan(8000);
  expect([97, 99]).toContain(outcome.exitCode);
}, 30_000);
