import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { AbResult } from '../../src/modes/ab/ab-result.ts';
import { inrushWith, isAlive, startInrush, temporaryFolder } from '../support/built-cli.ts';

const blocks = ['--block', '200ms', '--block-warmup', '50ms', '--pairs', '6', '--max-pairs', '6'];
const short = [...blocks, '--metric', 'p50', '-c', '4'];

it('builds two commits, starts both and finds the slower one', async () => {
  const folder = await repository();
  const args = ['--a-ref', 'fast', '--build', 'cp delay.txt built.txt', ...short];
  const outcome = await inrushWith(
    { cwd: folder, env: { TMPDIR: join(folder, 'tmp') } },
    'ab',
    ...args,
    '-o',
    'json',
    '--',
    'node',
    'server.cjs',
  );
  const result = JSON.parse(outcome.stdout) as AbResult;
  expect(outcome.stderr).toMatch(/^inrush: 6 pairs of blocks: \d+ s$/m);
  expect(outcome.stderr).toMatch(/^inrush: building HEAD \([0-9a-f]{7}\)$/m);
  expect([result.a.label, result.b.label]).toEqual([
    expect.stringMatching(/^fast \(/),
    expect.stringMatching(/^HEAD \(/),
  ]);
  expect(result.changes[0]).toMatchObject({ metric: 'p50', verdict: 'worse' });
  expect(result.changes[0]?.effect).toBeGreaterThan(0.3);
  expect(result.a.server).toMatchObject({ command: 'node server.cjs', ended: null });
  expect(outcome.exitCode).toBe(99);
  expect(leftovers(folder)).toEqual([]);
});

it('leaves nothing behind when it is interrupted while it measures', async () => {
  const folder = await repository();
  const args = ['ab', '--a-ref', 'fast', ...short, '-q', '--', 'node', 'server.cjs'];
  const running = startInrush(args, { cwd: folder, env: { TMPDIR: join(folder, 'tmp') } });
  const servers = await serversOf(folder);
  running.signal('SIGINT');
  const outcome = await running.outcome();
  expect(outcome).toMatchObject({ exitCode: 130, stdout: '' });
  expect(outcome.stderr).toContain('nothing was measured: interrupted (SIGINT)');
  expect(servers.filter(isAlive)).toEqual([]);
  expect(leftovers(folder)).toEqual([]);
});

/** Two commits of a server that waits before it answers: `fast` 4 ms, HEAD 8 ms. Each process leaves its pid. */
async function repository(): Promise<string> {
  const folder = await temporaryFolder();
  mkdirSync(join(folder, 'tmp'));
  mkdirSync(join(folder, 'pids'));
  writeFileSync(join(folder, 'server.cjs'), serverSource(join(folder, 'pids')));
  writeFileSync(join(folder, 'delay.txt'), '4');
  git(folder, 'init', '--quiet', '--initial-branch=main');
  commit(folder);
  git(folder, 'branch', 'fast');
  writeFileSync(join(folder, 'delay.txt'), '8');
  commit(folder);
  return folder;
}

function serverSource(pids: string): string {
  return `
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const delayMs = Number(readFileSync(existsSync('built.txt') ? 'built.txt' : 'delay.txt', 'utf8'));
require('node:http')
  .createServer((request, response) => setTimeout(() => response.end('x'), delayMs))
  .listen(Number(process.env.PORT), '127.0.0.1');
writeFileSync(${JSON.stringify(pids)} + '/' + process.pid, '');
`;
}

/** Once both are there. */
async function serversOf(folder: string): Promise<number[]> {
  for (;;) {
    const pids = readdirSync(join(folder, 'pids')).map(Number);
    if (pids.length === 2) return pids;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function leftovers(folder: string): string[] {
  const worktrees = git(folder, 'worktree', 'list').trim().split('\n').slice(1);
  return [...readdirSync(join(folder, 'tmp')), ...worktrees];
}

function commit(folder: string): void {
  git(folder, 'add', 'server.cjs', 'delay.txt');
  git(folder, '-c', 'user.name=ada', '-c', 'user.email=ada@localhost', 'commit', '--quiet', '-m', 'it');
}

function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
}
