import { expect, it } from 'vitest';
import { inrush } from '../support/built-cli.ts';
import { countingServer } from './counting-server.ts';
import { loadResultOf } from './json-report.ts';

it('prints a text report on stdout, nothing on stderr, and exits with 0', async () => {
  const server = await countingServer();
  const { exitCode, stdout, stderr } = await inrush(`${server.url}/hello`, '-n', '200', '-c', '4');
  expect(stderr).toBe('');
  expect(stdout).toContain(`GET ${server.url}/hello`);
  expect(stdout).toMatch(/closed model · 200 iterations by 4 VUs · 4 connections/);
  expect(stdout).toMatch(/^service time .* ms/m);
  expect(stdout).toMatch(/^requests +started 200 · ok 200 · errors 0$/m);
  expect(stdout).toMatch(/^status +200 × 200$/m);
  expect(exitCode).toBe(0);
  expect(server).toMatchObject({ requests: 200, usedConnections: 4 });
});

it('prints JSON that follows the published schema, and nothing else, on stdout', async () => {
  const server = await countingServer();
  const outcome = await inrush(server.url, '-n', '50', '-c', '5', '-o', 'json');
  expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
  const result = loadResultOf(outcome);
  expect(result.target).toMatchObject({ url: `${server.url}/`, method: 'GET', engine: 'h1' });
  expect(result.accounting).toMatchObject({ planned: 50, started: 50, ok: 50, balanced: true });
  expect(result.statusCodes).toEqual({ 200: 50 });
  expect(result.latency.serviceTime.all.count).toBe(50);
  expect(result.bytes.body).toBe(50 * 'ok'.length);
  expect(result.completion).toEqual({ state: 'complete' });
});

it('keeps notes off stdout, and to itself with -q', async () => {
  const server = await countingServer();
  const address = server.url.slice('http://'.length);
  const [loud, quiet] = await Promise.all([
    inrush(address, '-n', '3', '-o', 'json'),
    inrush(address, '-n', '3', '-o', 'json', '-q'),
  ]);
  expect(loud).toMatchObject({
    exitCode: 0,
    stderr: `inrush: no scheme in "${address}": http:// assumed\n`,
  });
  expect(loadResultOf(loud).accounting.ok).toBe(3);
  expect(quiet).toMatchObject({ exitCode: 0, stderr: '' });
});

it.each([
  { requests: '1', sent: 1, connections: 1 },
  { requests: '103', sent: 103, connections: 7 },
  { requests: '1.5k', sent: 1500, connections: 20 },
])('sends exactly $sent requests over $connections connections', async ({ requests, sent, connections }) => {
  const server = await countingServer();
  const outcome = await inrush(server.url, '-n', requests, '-c', String(connections), '-o', 'json');
  const { accounting, sockets } = loadResultOf(outcome);
  expect(accounting).toMatchObject({ planned: sent, started: sent, ok: sent, warmup: 0 });
  expect(sockets.opened).toBe(connections);
  expect(server).toMatchObject({ requests: sent, usedConnections: connections });
  // One more was opened and closed to find out whether anybody answers.
  expect(server.connections).toBe(connections + 1);
});

it('sends no request more than -n asks where there are more connections', async () => {
  const server = await countingServer();
  const outcome = await inrush(server.url, '-n', '3', '-c', '20', '-o', 'json');
  expect(loadResultOf(outcome).accounting).toMatchObject({ planned: 3, ok: 3, balanced: true });
  expect(server.requests).toBe(3);
});

it('stops after -d, and what it counted is what the server got', async () => {
  const server = await countingServer();
  const outcome = await inrush(server.url, '-d', '700ms', '-c', '3', '-o', 'json');
  const { accounting, measuredMs, wallMs } = loadResultOf(outcome);
  expect(outcome.exitCode).toBe(0);
  expect(measuredMs).toBe(700);
  expect(wallMs).toBeGreaterThan(500);
  expect(wallMs).toBeLessThan(1500);
  expect(accounting.started).toBeGreaterThan(10);
  expect(accounting).toMatchObject({ ok: server.requests, started: server.requests, balanced: true });
});

it('ends with whichever of -n and -d comes first', async () => {
  const [fast, slow] = await Promise.all([
    countingServer(),
    countingServer({ answer: (response) => setTimeout(() => response.end(), 100) }),
  ]);
  const [byCount, byTime] = await Promise.all([
    inrush(fast.url, '-n', '20', '-d', '30s', '-c', '2', '-o', 'json'),
    inrush(slow.url, '-n', '1M', '-d', '350ms', '-c', '2', '-o', 'json'),
  ]);
  expect(byCount.tookMs).toBeLessThan(20_000);
  expect(loadResultOf(byCount).accounting.started).toBe(20);
  expect(fast.requests).toBe(20);
  const { accounting } = loadResultOf(byTime);
  expect(accounting).toMatchObject({ ok: slow.requests, censored: 0, balanced: true });
  expect(slow.requests).toBeGreaterThanOrEqual(2);
  expect(slow.requests).toBeLessThanOrEqual(8);
});

it('counts exactly over two workers', async () => {
  const server = await countingServer();
  const outcome = await inrush(server.url, '-n', '101', '-c', '5', '-w', '2', '-o', 'json');
  const { accounting, generator, sockets } = loadResultOf(outcome);
  expect(accounting).toMatchObject({ planned: 101, ok: 101, balanced: true });
  expect(new Set(generator.workers.map(({ pid }) => pid)).size).toBe(2);
  expect(sockets.opened).toBe(5);
  expect(server).toMatchObject({ requests: 101, usedConnections: 5 });
});

it('leaves the requests of a warm-up out of the numbers', async () => {
  const server = await countingServer();
  const outcome = await inrush(server.url, '--warmup', '300ms', '-n', '30', '-c', '1', '-o', 'json');
  const { accounting, latency, timeSeries } = loadResultOf(outcome);
  expect(accounting).toMatchObject({ planned: 30, started: 30, ok: 30, balanced: true });
  expect(accounting.warmup).toBeGreaterThan(0);
  expect(latency.serviceTime.all.count).toBe(30);
  expect(timeSeries.points[0]?.warmup).toBe(true);
  expect(server.requests).toBe(30 + accounting.warmup);
});
