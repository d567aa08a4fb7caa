import type { ServerResponse } from 'node:http';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inrush, inrushWith, temporaryFolder } from '../support/built-cli.ts';
import { countingServer } from './counting-server.ts';
import { forwardProxy } from './forward-proxy.ts';
import { loadResultOf } from './json-report.ts';

const hasIpv6 = Object.values(networkInterfaces())
  .flatMap((all) => all ?? [])
  .some(({ address }) => address === '::1');

it.each(['h1', 'undici'])('keeps -p requests in flight on one connection (%s)', async (engine) => {
  let waiting: ServerResponse[] = [];
  // No answer before four requests are there: without pipelining this would never end.
  const server = await countingServer({
    answer: (response) => {
      waiting.push(response);
      if (waiting.length < 4) return;
      for (const each of waiting) each.end();
      waiting = [];
    },
  });
  const load = ['-c', '1', '-p', '4', '-n', '40', '-t', '5s', '--engine', engine, '-o', 'json'];
  const { accounting, load: info } = loadResultOf(await inrush(server.url, ...load));
  expect(info.pipelining).toBe(4);
  expect(accounting).toMatchObject({ ok: 40, balanced: true });
  expect(server).toMatchObject({ requests: 40, usedConnections: 1 });
});

it('opens a new connection after every --requests-per-connection requests', async () => {
  const server = await countingServer();
  const load = ['-n', '50', '-c', '1', '--requests-per-connection', '5', '-o', 'json'];
  const { accounting, sockets } = loadResultOf(await inrush(server.url, ...load));
  expect(accounting.ok).toBe(50);
  expect(sockets.opened).toBe(10);
  expect(server).toMatchObject({ requests: 50, usedConnections: 10 });
});

it('runs on the undici engine with the same counts', async () => {
  const server = await countingServer();
  const outcome = await inrush(server.url, '-n', '100', '-c', '4', '--engine', 'undici', '-o', 'json');
  const { accounting, target } = loadResultOf(outcome);
  expect(target.engine).toBe('undici');
  expect(accounting).toMatchObject({ planned: 100, ok: 100, balanced: true });
  expect(server).toMatchObject({ requests: 100, usedConnections: 4 });
});

it('connects to a unix socket', async () => {
  const path = join(await temporaryFolder(), 'server.sock');
  const server = await countingServer({ listen: { path } });
  const outcome = await inrush('http://some.test/x', '--unix', path, '-n', '20', '-c', '2', '-o', 'json');
  const { accounting, target } = loadResultOf(outcome);
  expect(accounting.ok).toBe(20);
  expect(target.address).toBe(path);
  expect(server.requests).toBe(20);
  expect(server.arrived[0]).toMatchObject({ path: '/x', headers: { host: 'some.test' } });
});

it.skipIf(!hasIpv6)('connects over IPv6', async () => {
  const server = await countingServer({ listen: { host: '::1', port: 0 } });
  const outcome = await inrush(server.url, '-n', '20', '-c', '2', '-o', 'json');
  const { accounting, target } = loadResultOf(outcome);
  expect(accounting.ok).toBe(20);
  expect(target.address).toBe(`[::1]:${server.port}`);
  expect(server.arrived[0]?.headers.host).toBe(`[::1]:${server.port}`);
});

it('connects to another address with --connect-to, and asks for the host of the URL', async () => {
  const server = await countingServer();
  const rule = `shop.test:80:127.0.0.1:${server.port}`;
  const outcome = await inrush('http://shop.test/cart', '--connect-to', rule, '-n', '5', '-o', 'json');
  expect(loadResultOf(outcome).target.address).toBe(`127.0.0.1:${server.port}`);
  expect(server.requests).toBe(5);
  expect(server.arrived[0]).toMatchObject({ path: '/cart', headers: { host: 'shop.test' } });
});

it('goes through an HTTP proxy', async () => {
  const server = await countingServer();
  const proxy = await forwardProxy();
  const load = ['-n', '20', '-c', '2', '--proxy', proxy.url, '-o', 'json'];
  const { accounting, target } = loadResultOf(await inrush(`${server.url}/x`, ...load));
  expect(target).toMatchObject({ engine: 'undici', proxy: proxy.url });
  expect(accounting).toMatchObject({ ok: 20, balanced: true });
  expect(server.requests).toBe(20);
  expect(server.arrived[0]).toMatchObject({ path: '/x', headers: { host: `127.0.0.1:${server.port}` } });
  expect(proxy.forwarded).toBe(20);
});

it('takes no proxy from the environment', async () => {
  const server = await countingServer();
  const proxy = await forwardProxy();
  const names = ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'];
  const env = { ...Object.fromEntries(names.map((name) => [name, proxy.url])), NODE_USE_ENV_PROXY: '1' };
  const outcomes = await Promise.all(
    ['h1', 'undici'].map((engine) => inrushWith({ env }, server.url, '-n', '5', '-q', '--engine', engine)),
  );
  expect(outcomes.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  expect(server.requests).toBe(10);
  expect(proxy.connections).toBe(0);
});

it('connects from the address that --local-address names', async () => {
  const server = await countingServer();
  const outcome = await inrush(server.url, '-n', '4', '--local-address', '127.0.0.1', '-o', 'json');
  expect(loadResultOf(outcome).accounting.ok).toBe(4);
  expect(server.requests).toBe(4);
});
