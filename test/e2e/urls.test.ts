import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { certificate } from '../contract/socket-harness.ts';
import { cliPath, inrush, temporaryFolder } from '../support/built-cli.ts';
import { type CountingServer, countingServer } from './counting-server.ts';
import { forwardProxy } from './forward-proxy.ts';
import { comparisonResult, loadResultOf } from './json-report.ts';

it.each(['1', '3'])('shares requests out by weight, to the last one, over %s workers', async (workers) => {
  const { server, counts } = await pathServer();
  const line = [`${server.url}/a`, 'weight=3', `POST ${server.url}/b`];
  const outcome = await inrush(...line, '-n', '1000', '-c', '6', '-w', workers, '-o', 'json');
  expect(Object.fromEntries(counts)).toEqual({ 'GET /a': 750, 'POST /b': 250 });
  const { target, accounting } = loadResultOf(outcome);
  expect(target).toMatchObject({ url: `${server.url}/a`, requestCount: 2 });
  expect(target.requests).toEqual([
    { name: `${server.url}/a`, method: 'GET', url: `${server.url}/a`, weight: 3 },
    { name: `${server.url}/b`, method: 'POST', url: `${server.url}/b`, weight: 1 },
  ]);
  expect(accounting).toMatchObject({ ok: 1000, balanced: true });
  expect(outcome.exitCode).toBe(0);
});

it.each(['h1', 'undici'])('sends every number of a range once, over all workers, by %s', async (engine) => {
  const { server, counts } = await pathServer();
  const options = ['-n', '200', '-c', '6', '-w', '3', '-p', '2', '--engine', engine];
  expect((await inrush(`${server.url}/item/{i:001..200}?x`, ...options, '-q')).exitCode).toBe(0);
  expect([...counts.values()]).toEqual(Array.from({ length: 200 }, () => 1));
  expect(counts.has('GET /item/007?x')).toBe(true);
});

it('counts, draws and makes up values in an open model too', async () => {
  const { server, counts } = await pathServer();
  const url = `${server.url}/{i}/{random:1..9}/{uuid}`;
  expect((await inrush(url, '-R', '200', '-n', '60', '-w', '2', '-q')).exitCode).toBe(0);
  const parts = [...counts.keys()].map((path) => path.split('/'));
  const numbers = parts.map(([, number]) => Number(number)).toSorted((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
  expect(parts.every(([, , digit]) => /^[1-9]$/.test(digit ?? ''))).toBe(true);
  expect(new Set(parts.map(([, , , uuid]) => uuid)).size).toBe(60);
});

it('sends both sides of a comparison the same, and the same again with the same seed', async () => {
  const { server, counts } = await pathServer();
  const url = [`${server.url}/{random:1..1000000000}`, `${server.url}/b/{i}`];
  const outcome = await inrush('sync-vs-async', ...url, '-n', '30', '-c', '5', '--seed', '7', '-o', 'json');
  expect(comparisonResult(outcome.stdout).target.requestCount).toBe(2);
  expect([...counts.values()]).toEqual(Array.from({ length: 30 }, () => 2));
  await inrush(...url, '-n', '30', '--seed', '7', '-q');
  expect([...counts.values()]).toEqual(Array.from({ length: 30 }, () => 3));
  await inrush(...url, '-n', '30', '--seed', '8', '-q');
  expect(counts.size).toBe(45);
});

it('sends to several origins, TLS among them, each found before the run', async () => {
  const [plain, secure] = [await pathServer(), await pathServer(certificate)];
  const moved = 'http://shop.example.test/moved';
  const urls = [`${plain.server.url}/a`, `${secure.server.url}/b`, moved];
  const rule = `shop.example.test:80:127.0.0.1:${plain.server.port}`;
  const load = ['-n', '300', '-c', '4', '-w', '2', '-o', 'json'];
  const outcome = await inrush(...urls, '--connect-to', rule, '-k', ...load);
  const { target, accounting, sockets } = loadResultOf(outcome);
  expect(accounting).toMatchObject({ ok: 300, balanced: true });
  expect(Object.fromEntries([...plain.counts, ...secure.counts])).toEqual({
    'GET /a': 100,
    'GET /b': 100,
    'GET /moved': 100,
  });
  expect(target.address.split(', ')).toHaveLength(3);
  expect(sockets.opened).toBe(12);
});

it('tells the failures of one origin from the answers of the other', async () => {
  const { server } = await pathServer();
  const broken = await countingServer({ answer: (response) => response.destroy() });
  const outcome = await inrush(`${server.url}/`, `${broken.url}/`, '-n', '40', '-c', '4', '-o', 'json');
  const { accounting, failures } = loadResultOf(outcome);
  expect(accounting).toMatchObject({ ok: 20, transportError: 20, balanced: true });
  expect(failures).toMatchObject([{ reason: 'closed-early', count: 20 }]);
});

it('reaches several origins through one proxy', async () => {
  const [one, other] = [await pathServer(), await pathServer()];
  const proxy = await forwardProxy();
  const urls = [`${one.server.url}/a`, `${other.server.url}/b`];
  expect((await inrush(...urls, '-n', '10', '-c', '2', '--proxy', proxy.url, '-q')).exitCode).toBe(0);
  expect([one.counts.get('GET /a'), other.counts.get('GET /b')]).toEqual([5, 5]);
});

it('says which of several origins does not answer, and sends nothing', async () => {
  const { server, counts } = await pathServer();
  const outcome = await inrush(`${server.url}/`, 'http://127.0.0.1:1/x', 'http://127.0.0.1:2/y', '-n', '5');
  expect(outcome.stderr).toMatch(/nothing answers at http:\/\/127\.0\.0\.1:1\/x .*ECONNREFUSED/);
  expect(outcome.stderr).toMatch(/nothing answers at http:\/\/127\.0\.0\.1:2\/y .*ECONNREFUSED/);
  expect([outcome.exitCode, counts.size]).toEqual([3, 0]);
});

it('reads URLs from a file', async () => {
  const { server, counts } = await pathServer();
  const list = await fileOf('urls.txt', `# shop\n${server.url}/a weight=2\n\nDELETE ${server.url}/b\n`);
  const outcome = await inrush('--urls-from', list, '-n', '30', '-c', '3', '-m', 'PUT', '-b', 'x');
  expect(Object.fromEntries(counts)).toEqual({ 'DELETE /b': 10, 'PUT /a': 20 });
  expect(outcome.stdout).toMatch(/^inrush \S+ {2}PUT http:\S+\/a and 1 more URL$/m);
});

it('reads URLs from stdin', async () => {
  const { server, counts } = await pathServer();
  const args = [cliPath, '--urls-from', '-', '-n', '10', '-c', '2', '-q'];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'inherit'] });
  child.stdin.end(`${server.url}/a\n${server.url}/b\n`);
  expect(await once(child, 'close')).toEqual([0, null]);
  expect([...counts.values()]).toEqual([5, 5]);
});

it('reads 50,000 URLs', async () => {
  const { server, counts } = await pathServer();
  const lines = Array.from({ length: 50_000 }, (_, index) => `${server.url}/${index}`);
  const outcome = await inrush(
    '--urls-from',
    await fileOf('urls.txt', lines.join('\n')),
    '-n',
    '20',
    '-o',
    'json',
  );
  const { target } = loadResultOf(outcome);
  expect([target.requestCount, target.requests.length]).toEqual([50_000, 100]);
  expect([...counts.keys()].toSorted()).toEqual(
    Array.from({ length: 20 }, (_, index) => `GET /${index}`).toSorted(),
  );
});

it('tells every line that is wrong, and sends nothing', async () => {
  const { server, counts } = await pathServer();
  const list = await fileOf('urls.txt', `${server.url}/a\nfoo\n${server.url}/{x}\n${server.url} weight=no\n`);
  const outcome = await inrush('--urls-from', list, '--urls-from', `${list}.none`, '-n', '5');
  expect(outcome.stderr).toContain(`${list}:2: "foo" doesn't begin with http:// or https://`);
  expect(outcome.stderr).toContain(`${list}:3: "${server.url}/{x}": {x} at column`);
  expect(outcome.stderr).toContain(`${list}:4: weight=no is not a whole number from 1`);
  expect(outcome.stderr).toMatch(/--urls-from: can't read .*\.none \(ENOENT/);
  expect([outcome.exitCode, counts.size]).toEqual([2, 0]);
});

it('sends the requests of a .http file', async () => {
  const { server, counts } = await pathServer();
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'item.json'), '{"id": {"of": "x"}}');
  const file = join(folder, 'shop.http');
  await writeFile(
    file,
    [
      `@host = ${server.url}`,
      '### list',
      '# @weight 2',
      'GET {{host}}/list?page={i:1..4}',
      '',
      '### add',
      'POST {{host}}/add',
      'Content-Type: application/json',
      '',
      '< ./item.json',
    ].join('\n'),
  );
  const outcome = await inrush('--requests-from', file, '-n', '12', '-c', '1', '-o', 'json');
  expect(Object.fromEntries(counts)).toEqual(
    Object.fromEntries([...[1, 2, 3, 4].map((page) => [`GET /list?page=${page}`, 2]), ['POST /add', 4]]),
  );
  expect(server.arrived.find(({ method }) => method === 'POST')).toMatchObject({
    headers: { 'content-type': 'application/json' },
    body: Buffer.from('{"id": {"of": "x"}}'),
  });
  expect(loadResultOf(outcome).target.requests).toMatchObject([
    { name: 'list', weight: 2 },
    { name: 'add', weight: 1 },
  ]);
});

it('keeps the length of a body right beside a pattern, and leaves braces in it alone', async () => {
  const { server } = await pathServer();
  await inrush(`${server.url}/{i}`, '-n', '12', '-b', '{"i": "{i}"}', '-q');
  expect(server.arrived.map(({ body }) => body.toString())).toEqual(
    Array.from({ length: 12 }, () => '{"i": "{i}"}'),
  );
  expect(new Set(server.arrived.map(({ path }) => path)).size).toBe(12);
});

/** Counts requests by method and path. */
async function pathServer(
  tls?: typeof certificate,
): Promise<{ server: CountingServer; counts: Map<string, number> }> {
  const counts = new Map<string, number>();
  const server = await countingServer({
    ...(tls === undefined ? {} : { tls }),
    answer: (response, { method, path }) => {
      const key = `${method} ${path}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      response.end('ok');
    },
  });
  return { server, counts };
}

async function fileOf(name: string, text: string): Promise<string> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, text);
  return path;
}
