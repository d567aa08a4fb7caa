import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Baseline } from '../../src/gate/baseline/baseline.ts';
import type { CompareResult } from '../../src/gate/compare/compare-result.ts';
import type { Result } from '../../src/summary/result.ts';
import { type CliOutcome, inrushWith, temporaryFolder } from '../support/built-cli.ts';
import { partialRun } from '../support/sample-result.ts';
import { noisyRuns, storedRun } from '../support/stored-run.ts';
import { countingServer } from './counting-server.ts';

it('a slower candidate exits 99, and a comment for the pull request is written', async () => {
  const folder = await stored({
    main: noisyRuns(6, { noise: 0.01, seed: 1 }),
    candidate: noisyRuns(6, { noise: 0.01, seed: 2, slower: 1.3 }),
  });
  const outcome = await compare(folder, 'main', 'candidate', '-o', 'md=comment.md', '-o', 'json=found.json');
  expect(outcome.exitCode).toBe(99);
  expect(outcome.stdout).toContain('FAILED · 1 of 5 gates passed');
  expect(await readFile(join(folder, 'comment.md'), 'utf8')).toMatch(/^### ❌ failed/);
  const found = await inrushWith({ cwd: folder }, 'report', 'found.json');
  expect(found).toMatchObject({ exitCode: 0, stdout: outcome.stdout });
  expect((await inrushWith({ cwd: folder }, 'report', 'found.json', '-o', 'csv')).exitCode).toBe(2);
});

it('one run a side is inconclusive, which passes unless it is to fail', async () => {
  const folder = await stored({ main: [storedRun()], candidate: [storedRun({ p50Ms: 12 })] });
  const passed = await compare(folder, 'main/0.json', 'candidate/0.json');
  expect(passed.exitCode).toBe(0);
  expect(passed.stdout).toContain('which passes here; --inconclusive fail makes it exit 98');
  const failed = await compare(folder, 'main/0.json', 'candidate/0.json', '--inconclusive', 'fail');
  expect(failed.exitCode).toBe(98);
});

it('what is wrong is told at once, before anything is compared', async () => {
  const run = storedRun();
  const folder = await stored({
    main: [run],
    other: [{ ...run, load: { ...run.load, connections: 7, pipelining: 3 } }],
    partial: [partialRun],
  });
  const wrong = await compare(folder, 'main', 'nowhere', '--alpha', '200%', '--bogus');
  expect(wrong.exitCode).toBe(2);
  for (const text of ['unknown flag --bogus', '--alpha must be', 'nowhere']) {
    expect(wrong.stderr).toContain(text);
  }
  const different = await compare(folder, 'main', 'other');
  expect(different).toMatchObject({ exitCode: 2, stdout: '' });
  expect(different.stderr).toContain('load.connections: 50, now 7');
  expect(different.stderr).toContain('load.pipelining: 1, now 3');
  const shown = await compare(folder, 'main', 'other', '--allow-different', '-o', 'json');
  expect(shown.exitCode).toBe(0);
  expect((JSON.parse(shown.stdout) as CompareResult).gates).toEqual([]);
  const nothing = await compare(folder, 'partial', 'main');
  expect(nothing.exitCode).toBe(97);
  expect(nothing.stdout).toContain('no run of partial counts');
});

it('a baseline is recorded, shown and compared with', async () => {
  const server = await countingServer();
  const folder = await temporaryFolder();
  const load = ['-c', '1', '-n', '40'];
  const record = ['baseline', 'record', server.url, ...load, '-r', '2', '--pause', '10ms', '-o', 'base.json'];
  const recorded = await inrushWith({ cwd: folder }, ...record);
  expect(recorded).toMatchObject({ exitCode: 0 });
  expect(recorded.stderr).toContain('the baseline is in base.json');
  // One that warms up, and two that count.
  expect(server.requests).toBe(120);
  const baseline = JSON.parse(await readFile(join(folder, 'base.json'), 'utf8')) as Baseline;
  expect(baseline).toMatchObject({ kind: 'baseline', runs: 2 });
  const appended = await inrushWith({ cwd: folder }, ...record, '--append');
  expect(JSON.parse(await readFile(join(folder, 'base.json'), 'utf8'))).toMatchObject({ runs: 4 });
  const shown = await inrushWith({ cwd: folder }, 'baseline', 'show', 'base.json');
  expect(shown).toMatchObject({ exitCode: 0, stdout: appended.stdout });
  await inrushWith({ cwd: folder }, server.url, ...load, '-q', '-o', 'json=run.json');
  const compared = await compare(folder, 'base.json', 'run.json', '-o', 'json');
  expect((JSON.parse(compared.stdout) as CompareResult).base).toMatchObject({ source: 'baseline', runs: 4 });
});

it('a baseline replaces nothing else, and is not made of failures', async () => {
  const server = await countingServer();
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'package.json'), '{"name": "shop"}');
  const over = await inrushWith(
    { cwd: folder },
    'baseline',
    'record',
    server.url,
    '-r',
    '0',
    '-o',
    'package.json',
  );
  expect(over.exitCode).toBe(2);
  expect(over.stderr).toContain('package.json holds something else than a baseline');
  expect(over.stderr).toContain('--runs must be at least 1');
  const formats = await inrushWith({ cwd: folder }, 'baseline', 'record', server.url, '-o', 'json=base.json');
  expect(formats.stderr).toContain('such as -o base.json');
  expect(server.requests).toBe(0);
});

async function compare(folder: string, ...args: readonly string[]): Promise<CliOutcome> {
  return inrushWith({ cwd: folder }, 'compare', ...args);
}

/** A folder with folders of results. */
async function stored(sides: Readonly<Record<string, readonly Result[]>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, runs] of Object.entries(sides)) {
    await mkdir(join(folder, name));
    for (const [index, run] of runs.entries()) {
      await writeFile(join(folder, name, `${index}.json`), JSON.stringify(run));
    }
  }
  return folder;
}
