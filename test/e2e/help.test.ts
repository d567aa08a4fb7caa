import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { version } from '../../src/base/version.ts';
import { reportFlags } from '../../src/cli/report-flags.ts';
import { requestFlags } from '../../src/cli/request-flags.ts';
import { scheduleFlags } from '../../src/cli/schedule-flags.ts';
import { inrush, inrushWith, startProcess } from '../support/built-cli.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

it.each(['--version', '-V'])("prints package.json's version with %s", async (flag) => {
  const { version: published } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as {
    version: string;
  };
  expect(version).toBe(published);
  expect(await inrush(flag)).toMatchObject({ exitCode: 0, stdout: `${published}\n`, stderr: '' });
});

it('explains every flag of every command on stdout', async () => {
  const [load, comparison, target] = await Promise.all([
    inrush('--help'),
    inrush('sync-vs-async', '-h'),
    inrush('target', '--help'),
  ]);
  for (const outcome of [load, comparison, target]) {
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
    expect(outcome.stdout).not.toContain('undefined');
    for (const line of outcome.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  }
  const shared = [...requestFlags, ...reportFlags('load')];
  expect(flagsIn(load.stdout)).toEqual(namesOf([...scheduleFlags, ...shared]));
  expect(flagsIn(comparison.stdout)).toEqual(namesOf(shared));
  expect(flagsIn(target.stdout)).toEqual(
    namesOf([{ name: 'port' }, { name: 'host' }, { name: 'processes' }, { name: 'cert' }, { name: 'key' }]),
  );
});

it('speaks one language whatever the locale', async () => {
  const english = await inrush('target', '--help');
  const german = await inrushWith(
    { env: { LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8' } },
    'target',
    '--help',
  );
  expect(german.stdout).toBe(english.stdout);
});

it('is packed with its command and its schemas, and without its sources', async () => {
  const pack = startProcess('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root });
  const { exitCode, stdout } = await pack.outcome();
  expect(exitCode).toBe(0);
  const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
  const paths = files.map(({ path }) => path);
  const needed = [
    'dist/cli/main.js',
    'dist/run/worker-process.js',
    'schema/result.schema.json',
    'package.json',
  ];
  expect(paths).toEqual(expect.arrayContaining(needed));
  expect(paths.filter((path) => /^(src|test|bench|node_modules)\//.test(path))).toEqual([]);
});

function flagsIn(help: string): string[] {
  return [...help.matchAll(/^ +(?:-\w, )?--([a-z-]+) /gm)].map(([, name = '']) => name).toSorted();
}

function namesOf(flags: readonly { readonly name: string }[]): string[] {
  return [...flags.map(({ name }) => name), 'help'].toSorted();
}
