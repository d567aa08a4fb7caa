import { existsSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  inrush,
  inrushWith,
  startInrush,
  startProcess,
  cliPath,
  temporaryFolder,
} from '../support/built-cli.ts';
import { countingServer } from './counting-server.ts';
import { loadResult, loadResultOf } from './json-report.ts';

const escape = '\u001b';

it('prints text and writes JSON to a file in one run, and replaces the file that is there', async () => {
  const server = await countingServer();
  const folder = await temporaryFolder();
  const file = join(folder, 'result.json');
  await writeFile(file, 'x'.repeat(1_000_000));
  const before = statSync(file).ino;
  const outcome = await inrush(server.url, '-n', '10', '-o', `json=${file}`);
  expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
  expect(outcome.stdout).toMatch(/^requests +started 10 · ok 10/m);
  expect(loadResult(await readFile(file, 'utf8')).accounting.ok).toBe(10);
  // Renamed into place: whoever had the old file open still has all of it, and no draft is left.
  expect(statSync(file).ino).not.toBe(before);
  expect(await readdir(folder)).toEqual(['result.json']);
});

it('writes several files and one report to stdout', async () => {
  const server = await countingServer();
  const folder = await temporaryFolder();
  const [text, json] = [join(folder, 'a.txt'), join(folder, 'b=c.json')];
  const reports = ['-o', `text=${text}`, '-o', 'json', '-o', `json=${json}`];
  const outcome = await inrush(server.url, '-n', '5', ...reports);
  expect(await readFile(text, 'utf8')).toMatch(/^requests +started 5 · ok 5/m);
  expect(await readFile(json, 'utf8')).toBe(outcome.stdout);
  expect(loadResultOf(outcome).accounting.ok).toBe(5);
});

it('writes through links and to devices, and replaces neither', async () => {
  const server = await countingServer();
  const folder = await temporaryFolder();
  await symlink('real.json', join(folder, 'link.json'));
  await writeFile(join(folder, 'real.json'), 'old');
  const reports = ['-o', 'json=link.json', '-o', 'json=/dev/null'];
  const outcome = await inrushWith({ cwd: folder }, server.url, '-n', '5', ...reports);
  expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
  expect(await readlink(join(folder, 'link.json'))).toBe('real.json');
  expect(loadResult(await readFile(join(folder, 'real.json'), 'utf8')).accounting.ok).toBe(5);
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
});

it('prints every other report when a file cannot be written in the end, and exits with 3', async () => {
  const server = await countingServer({ answer: (response) => setTimeout(() => response.end(), 100) });
  const folder = await temporaryFolder();
  const gone = join(folder, 'gone');
  const kept = join(folder, 'kept.json');
  await mkdir(gone);
  const reports = [
    '-o',
    `json=${gone}/a.json`,
    '-o',
    `text=${gone}/b.txt`,
    '-o',
    `json=${kept}`,
    '-o',
    'text',
  ];
  const cli = startInrush([server.url, '-n', '10', '-c', '1', ...reports]);
  await expect.poll(() => server.requests, { timeout: 20_000 }).toBeGreaterThan(1);
  await rm(gone, { recursive: true });
  const { exitCode, stdout, stderr } = await cli.outcome();
  expect(exitCode).toBe(3);
  expect(stderr.match(/^error: the report can't be written to .*gone\/[ab]\.\w+ \(ENOENT/gm)).toHaveLength(2);
  expect(stdout).toMatch(/^requests +started 10 · ok 10/m);
  expect(loadResult(await readFile(kept, 'utf8')).accounting.ok).toBe(10);
});

it.skipIf(!existsSync('/dev/full'))('exits with 3 when a device is full', async () => {
  const server = await countingServer();
  const command = `"${process.execPath}" "${cliPath}" ${server.url} -n 5 > /dev/full`;
  const [file, stdout] = await Promise.all([
    inrush(server.url, '-n', '5', '-o', 'json=/dev/full'),
    startProcess('sh', ['-c', command]).outcome(),
  ]);
  expect(file.exitCode).toBe(3);
  expect(file.stderr).toMatch(/^error: the report can't be written to \/dev\/full \(ENOSPC/);
  expect(file.stdout).toMatch(/^requests +started 5 · ok 5/m);
  expect(stdout.exitCode).toBe(3);
  expect(stdout.stderr).toMatch(/^error: stdout can't be written \(ENOSPC.*\)\n$/);
});

it('ends quietly when whoever reads its report has seen enough', async () => {
  const server = await countingServer();
  const gate = `--fail-if 'requests > 1'`;
  const command = `{ "${process.execPath}" "${cliPath}" ${server.url} -n 5 ${gate}; echo $? >&2; } | true`;
  expect(await startProcess('sh', ['-c', command]).outcome()).toMatchObject({ stderr: '99\n' });
});

it('writes no escape sequence where nobody looks', async () => {
  const server = await countingServer();
  const file = join(await temporaryFolder(), 'report.txt');
  const load = ['-d', '1200ms', '-c', '2', '--latency', '--fail-if', 'p50 > 1us', '-o', `text=${file}`];
  const env = { FORCE_COLOR: '1', TERM: 'xterm-256color' };
  const outcome = await inrushWith({ env }, server.url, ...load);
  expect(outcome).toMatchObject({ exitCode: 99, stderr: '' });
  expect(outcome.stdout).not.toContain(escape);
  expect(outcome.stdout).not.toContain('\r');
  expect(await readFile(file, 'utf8')).not.toContain(escape);
  const refused = await inrushWith({ env }, server.url, '-c', '0');
  expect(refused.stderr).not.toContain(escape);
});
