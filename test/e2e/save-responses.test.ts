import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cliPath, inrush, inrushWith, startProcess, temporaryFolder } from '../support/built-cli.ts';
import { countingServer, type Answer } from './counting-server.ts';
import { loadResultOf } from './json-report.ts';

type Line = {
  readonly number: number;
  readonly url: string;
  readonly status: number | null;
  readonly reason: string;
  readonly body?: string;
  readonly bodyBase64?: string;
  readonly bodyBytes: number;
  readonly isCut: boolean;
  readonly file?: string | null;
};

/** What was asked for comes back, the later the smaller its number. */
const echoPath: Answer = (response, { path }) => setTimeout(() => response.end(`<${path}>`), 30 / idOf(path));

describe.each(['h1', 'undici'])('responses saved with the %s engine', (engine) => {
  it('are those of all requests, in request order, whatever the order of answers', async () => {
    const server = await countingServer({ answer: echoPath });
    const cwd = await temporaryFolder();
    const flags = ['-n', '60', '-c', '12', '-w', '3', '--engine', engine, '-o', 'json'];
    const outcome = await inrushWith(
      { cwd },
      `${server.url}/{i}`,
      ...flags,
      '--save-responses',
      'all.ndjson',
    );
    expect(outcome.exitCode).toBe(0);
    expect(outcome.stderr).toMatch(/^inrush: saved 60 of 60 responses, \d+ B of bodies, to all\.ndjson\n$/);
    expect(loadResultOf(outcome).responses).toEqual({ delivered: 60, dropped: 0 });
    const lines = await linesOf(join(cwd, 'all.ndjson'));
    expect(lines.map(({ number }) => number)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1));
    for (const { url, body, status } of lines) {
      expect([status, body]).toEqual([200, `<${new URL(url).pathname}>`]);
    }
    expect(new Set(lines.map(({ url }) => url)).size).toBe(60);
  });

  it('hold failures with their reasons', async () => {
    const answer: Answer = (response, { path }) => {
      if (idOf(path) % 2 === 1) {
        response.end('fine');
      } else {
        response.writeHead(200, { 'content-length': '100' });
        response.write('only half');
        setTimeout(() => response.destroy(), 20);
      }
    };
    const server = await countingServer({ answer });
    const cwd = await temporaryFolder();
    const flags = ['-n', '10', '-c', '2', '--engine', engine, '-q', '--save-responses', 'out'];
    const outcome = await inrushWith({ cwd }, `${server.url}/{i}`, ...flags);
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
    const lines = await linesOf(join(cwd, 'out/index.ndjson'));
    expect(lines).toHaveLength(10);
    for (const { url, status, reason, file } of lines) {
      const isOdd = idOf(new URL(url).pathname) % 2 === 1;
      expect([status, reason === 'none']).toEqual(isOdd ? [200, true] : [null, false]);
      expect(await readFile(join(cwd, 'out', file ?? ''), 'utf8')).toBe(isOdd ? 'fine' : 'only half');
    }
  });
});

describe('a limit', () => {
  it('keeps the first responses, and says so', async () => {
    const server = await countingServer({ answer: echoPath });
    const cwd = await temporaryFolder();
    const flags = [
      '-n',
      '100',
      '-c',
      '10',
      '-w',
      '2',
      '--save-responses',
      'a.ndjson',
      '--save-responses-limit',
      '7',
    ];
    const outcome = await inrushWith({ cwd }, `${server.url}/{i}`, ...flags);
    expect(outcome.stderr).toContain('saved 7 of 100 responses');
    expect(outcome.stderr).toContain(
      'at most 7 responses and 100 MB of bodies are kept, at once and in all: raise it with --save-responses-limit',
    );
    expect((await linesOf(join(cwd, 'a.ndjson'))).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('of bytes cuts a body that alone is longer', async () => {
    const server = await countingServer({ answer: (response) => response.end('x'.repeat(2_000_000)) });
    const cwd = await temporaryFolder();
    const flags = ['-n', '3', '-c', '1', '--save-responses', 'a.ndjson', '--save-responses-limit', '1MB'];
    const outcome = await inrushWith({ cwd }, server.url, ...flags);
    expect(outcome.stderr).toContain('1 of the saved bodies are cut at that limit ("isCut")');
    const [line, ...others] = await linesOf(join(cwd, 'a.ndjson'));
    expect([line?.body?.length, line?.bodyBytes, line?.isCut]).toEqual([1_000_000, 2_000_000, true]);
    expect(others).toEqual([]);
  });
});

describe('a place that won’t do', () => {
  it('is told before anything is sent, with everything else that is wrong', async () => {
    const server = await countingServer();
    const cwd = await temporaryFolder();
    await mkdir(join(cwd, 'full'));
    await writeFile(join(cwd, 'full/file'), '');
    const outcome = await inrushWith({ cwd }, server.url, '-c', '0', '--save-responses', 'full');
    expect(outcome.exitCode).toBe(2);
    expect(outcome.stderr).toContain('error: --save-responses: the folder full is not empty');
    expect(outcome.stderr).toContain('-c/--connections must be above 0');
    expect(server.connections).toBe(0);
  });

  it('is one where a report goes', async () => {
    const outcome = await inrush(
      'http://127.0.0.1:1',
      '-o',
      'json=/tmp/x.ndjson',
      '--save-responses',
      '/tmp/x.ndjson',
    );
    expect(outcome.exitCode).toBe(2);
    expect(outcome.stderr).toContain('--save-responses: a report goes to /tmp/x.ndjson too');
  });
});

describe('responses that can’t be written after all', () => {
  const body = 'x'.repeat(10_000);

  it.each(['a.ndjson', 'folder'])(
    'leave nothing, and the report comes all the same: ulimit -f, %s',
    async (name) => {
      const server = await countingServer({ answer: (response) => response.end(body.repeat(10)) });
      const cwd = await temporaryFolder();
      const command = `ulimit -f 50; exec ${process.execPath} ${cliPath} ${server.url} -n 5 -c 1 --save-responses ${name}`;
      const outcome = await startProcess('bash', ['-c', command], { cwd }).outcome();
      expect(outcome.exitCode).toBe(3);
      expect(outcome.stderr).toContain(`error: the responses can't be written to ${name} (EFBIG`);
      expect(outcome.stdout).toMatch(/^requests +started 5 · ok 5/m);
      expect(await readdir(cwd)).toEqual([]);
    },
  );

  it.skipIf(!mayMount())('leave nothing on a full disk either', async () => {
    const server = await countingServer({ answer: (response) => response.end(body) });
    const disk = await temporaryFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk]);
    onTestFinished(() => void execFileSync('umount', [disk]));
    for (const name of ['a.ndjson', 'folder', '.']) {
      const outcome = await inrushWith({ cwd: disk }, server.url, '-n', '100', '--save-responses', name);
      expect(outcome.exitCode).toBe(3);
      expect(outcome.stderr).toContain(`can't be written to ${name} (ENOSPC`);
      expect(await readdir(disk)).toEqual([]);
    }
  });

  it('have not cost the gate its verdict', async () => {
    const server = await countingServer({ answer: (response) => response.end(body.repeat(10)) });
    const cwd = await temporaryFolder();
    const line = `${server.url} -n 5 --fail-if 'errors < 50%' --save-responses a.ndjson`;
    const command = `ulimit -f 50; exec ${process.execPath} ${cliPath} ${line}`;
    expect((await startProcess('bash', ['-c', command], { cwd }).outcome()).exitCode).toBe(99);
  });
});

it('a run that is interrupted saves what it has', async () => {
  const server = await countingServer({ answer: (response) => setTimeout(() => response.end('y'), 10) });
  const cwd = await temporaryFolder();
  const run = startProcess(
    process.execPath,
    [cliPath, server.url, '-d', '30s', '-c', '2', '--save-responses', 'a.ndjson'],
    { cwd },
  );
  await expect.poll(() => server.answered, { timeout: 20_000 }).toBeGreaterThanOrEqual(20);
  run.signal('SIGINT');
  expect((await run.outcome()).exitCode).toBe(130);
  expect((await linesOf(join(cwd, 'a.ndjson'))).length).toBeGreaterThanOrEqual(20);
});

it('without the flag nothing is kept, and the result says so', async () => {
  const server = await countingServer();
  const outcome = await inrush(server.url, '-n', '5', '-o', 'json');
  expect(loadResultOf(outcome).responses).toBeNull();
});

it('a limit of nothing is refused', async () => {
  const outcome = await inrush('http://127.0.0.1:1', '--save-responses-limit', '5');
  expect(outcome.exitCode).toBe(2);
  expect(outcome.stderr).toContain('error: --save-responses-limit limits nothing');
});

it('a comparison saves nothing', async () => {
  const outcome = await inrush('sync-vs-async', 'http://127.0.0.1:1', '--save-responses', 'x');
  expect(outcome.exitCode).toBe(2);
  expect(outcome.stderr).toContain('unknown flag --save-responses');
});

async function linesOf(path: string): Promise<Line[]> {
  expect((await stat(path)).isFile()).toBe(true);
  const text = await readFile(path, 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

function idOf(path: string): number {
  return Number(path.slice(1));
}

function mayMount(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}
