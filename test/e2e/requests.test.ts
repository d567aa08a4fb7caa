import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inrush, temporaryFolder } from '../support/built-cli.ts';
import { countingServer } from './counting-server.ts';
import { loadResultOf } from './json-report.ts';

it('sends a plain GET with the headers that every client sends', async () => {
  const server = await countingServer();
  await inrush(`${server.url}/a/b?c=d#e`, '-n', '2', '-q');
  expect(server.arrived).toEqual(
    Array.from({ length: 2 }, () => ({
      method: 'GET',
      path: '/a/b?c=d',
      headers: { host: `127.0.0.1:${server.port}`, 'user-agent': 'inrush', accept: '*/*' },
      body: Buffer.alloc(0),
    })),
  );
});

it('sends the method, headers and body that it was given', async () => {
  const server = await countingServer();
  const headers = ['-H', 'X-One: 1', '-H', 'User-Agent: mine', '-H', 'content-type:application/json'];
  const outcome = await inrush(server.url, '-n', '3', '-m', 'patch', ...headers, '-b', '{"a": "ü"}', '-q');
  expect(outcome.exitCode).toBe(0);
  expect(server.requests).toBe(3);
  for (const { method, headers: sent, body } of server.arrived) {
    expect(method).toBe('PATCH');
    expect(sent).toMatchObject({ 'x-one': '1', 'user-agent': 'mine', 'content-type': 'application/json' });
    expect(sent['content-length']).toBe('11');
    expect(body.toString()).toBe('{"a": "ü"}');
  }
});

it('posts what a file holds, byte for byte', async () => {
  const server = await countingServer();
  const file = join(await temporaryFolder(), 'body.bin');
  const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256));
  await writeFile(file, bytes);
  const outcome = await inrush(server.url, '-n', '4', '-c', '2', '-b', `@${file}`, '-o', 'json');
  expect(loadResultOf(outcome).bytes.sent).toBeGreaterThan(4 * bytes.length);
  expect(server.requests).toBe(4);
  for (const { method, body } of server.arrived) {
    expect(method).toBe('POST');
    expect(body.equals(bytes)).toBe(true);
  }
});

it('takes a body that looks like a flag', async () => {
  const server = await countingServer();
  expect((await inrush(server.url, '-n', '1', '-b', '--boundary', '-q')).exitCode).toBe(0);
  expect(server.arrived[0]?.body.toString()).toBe('--boundary');
});

it('reads no body after HEAD', async () => {
  const server = await countingServer({
    answer: (response) => response.writeHead(200, { 'content-length': 1000 }).end(),
  });
  const outcome = await inrush(server.url, '-n', '10', '-c', '1', '-m', 'HEAD', '-o', 'json');
  const { accounting, bytes, sockets } = loadResultOf(outcome);
  expect(accounting.ok).toBe(10);
  expect(bytes.body).toBe(0);
  expect(sockets.opened).toBe(1);
  expect(server.arrived.every(({ method }) => method === 'HEAD')).toBe(true);
});

it('counts answers of 400 and above as http errors, and fails when there was nothing else', async () => {
  const server = await countingServer({
    answer: (response, { path }) => response.writeHead(Number(path.slice(1))).end('sorry'),
  });
  const [missing, broken] = await Promise.all([
    inrush(`${server.url}/404`, '-n', '20', '-c', '2', '-o', 'json'),
    inrush(`${server.url}/500`, '-n', '20', '-c', '2'),
  ]);
  const result = loadResultOf(missing);
  expect(result.accounting).toMatchObject({ ok: 0, httpError: 20, transportError: 0, balanced: true });
  expect(result.statusCodes).toEqual({ 404: 20 });
  expect(missing.exitCode).toBe(3);
  expect(broken.stdout).toMatch(/^requests +started 20 · ok 0 · errors 20$/m);
  expect(broken.stdout).toMatch(/^status +500 × 20$/m);
  expect(broken.exitCode).toBe(3);
});

it('follows no redirect', async () => {
  const elsewhere = await countingServer();
  const server = await countingServer({
    answer: (response) => response.writeHead(302, { location: elsewhere.url }).end(),
  });
  const outcome = await inrush(server.url, '-n', '5', '-o', 'json');
  expect(loadResultOf(outcome).statusCodes).toEqual({ 302: 5 });
  expect(elsewhere.connections).toBe(0);
});
