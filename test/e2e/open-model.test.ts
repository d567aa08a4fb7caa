import { expect, it } from 'vitest';
import { inrush, inrushWith } from '../support/built-cli.ts';
import { countingServer } from './counting-server.ts';
import { loadResultOf } from './json-report.ts';

it('starts exactly the planned requests at a rate, over two workers', async () => {
  const server = await countingServer();
  const outcome = await inrush(server.url, '-R', '200', '-d', '500ms', '-w', '2', '-o', 'json');
  const result = loadResultOf(outcome);
  expect(result.load).toMatchObject({ model: 'open', workers: 2 });
  expect(result.throughput.askedPerS).toBe(200);
  expect(result.accounting).toMatchObject({ planned: 100, started: 100, ok: 100, balanced: true });
  expect(result.latency.responseTime?.all.count).toBe(100);
  expect(result.latency.startLag?.count).toBe(100);
  expect(server.requests).toBe(100);
});

it('ends an open load after -n requests', async () => {
  const server = await countingServer();
  const outcome = await inrush(server.url, '-R', '200', '-n', '37', '-o', 'json');
  const { accounting, measuredMs } = loadResultOf(outcome);
  expect(accounting).toMatchObject({ planned: 37, ok: 37, balanced: true });
  expect(measuredMs).toBeCloseTo(185, 3);
  expect(server.requests).toBe(37);
});

it('starts as many requests as lie under the ramps of --stages', async () => {
  const server = await countingServer();
  const outcome = await inrush(server.url, '--stages', '250ms:400,250ms:400,0s:80,250ms:80', '-o', 'json');
  const result = loadResultOf(outcome);
  // 50 up the ramp, 100 on its height, 20 after the step down.
  expect(result.accounting).toMatchObject({ planned: 170, ok: 170, balanced: true });
  expect(result.load.load.kind).toBe('ramping-arrival-rate');
  expect(server.requests).toBe(170);
});

it('repeats Poisson arrivals with the same seed, and only then', async () => {
  const server = await countingServer();
  const plannedWith = async (seed: string): Promise<number> => {
    const load = ['-R', '200', '-d', '500ms', '--arrival', 'poisson', '--seed', seed, '-o', 'json'];
    return loadResultOf(await inrush(server.url, ...load)).accounting.planned;
  };
  const [first, again, other] = await Promise.all(['7', '7', '8'].map(plannedWith));
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  expect(server.requests).toBe((first ?? 0) + (again ?? 0) + (other ?? 0));
});

it('leaves the warm-up of an open load out of the numbers', async () => {
  const server = await countingServer();
  const outcome = await inrush(server.url, '-R', '200', '-d', '250ms', '--warmup', '250ms', '-o', 'json');
  const { accounting } = loadResultOf(outcome);
  expect(accounting).toMatchObject({ planned: 50, ok: 50, warmup: 50, balanced: true });
  expect(server.requests).toBe(100);
});

it('warms up until the target is steady, and measures the whole load then', async () => {
  // Slow for its first four seconds.
  const startedAt = Date.now();
  const server = await countingServer({
    answer: (response) => setTimeout(() => response.end(), Date.now() - startedAt < 5000 ? 300 : 100),
  });
  const load = ['-R', '100', '-d', '1s', '-w', '2', '--warmup', 'auto', '--seed', '3'];
  const outcome = await inrushWith({ timeoutMs: 85_000 }, server.url, ...load, '-o', 'json');
  const { accounting, load: made, steadyState, timeSeries, measuredMs } = loadResultOf(outcome);
  expect(accounting).toMatchObject({ planned: 100, ok: 100, balanced: true });
  expect([measuredMs, made.warmupMs % 1000]).toEqual([1000, 0]);
  expect(made.warmupMs).toBeGreaterThanOrEqual(14_000);
  expect(steadyState).toMatchObject({ reached: true, warmupMs: made.warmupMs });
  expect(steadyState?.steadyFromMs).toBeGreaterThanOrEqual(3000);
  const marked = timeSeries.points.filter(({ warmup }) => warmup);
  expect(marked).toHaveLength(made.warmupMs / 1000);
  expect(server.requests).toBe(accounting.warmup + 100);
}, 90_000);
