import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { version } from '../../src/base/version.ts';
import { commandNames } from '../../src/cli/command-names.ts';
import { allManuals } from '../../src/cli/manuals.ts';
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
  for (const { name, flags, usage } of allManuals()) {
    const outcome = await inrush(...(name === null ? [] : [name]), name === 'target' ? '-h' : '--help');
    expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
    expect(outcome.stdout).not.toContain('undefined');
    for (const line of outcome.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    expect(outcome.stdout).toContain(usage.split('\n')[0]);
    expect(flagsIn(outcome.stdout)).toEqual(namesOf(flags));
  }
});

it('lists every command, and under headings the flags of a load run', async () => {
  const { stdout } = await inrush('--help');
  for (const name of commandNames) expect(stdout).toMatch(new RegExp(`^inrush ${name} +\\S`, 'm'));
  expect(stdout).toMatch(/^inrush --version +\S/m);
  const headings = [...stdout.matchAll(/^([A-Z]\w+):$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual([
    'Load',
    'Request',
    'Timeouts',
    'Connection',
    'TLS',
    'Report',
    'Gates',
    'Examples',
  ]);
});

it('prints the script of a shell, and refuses others', async () => {
  const bash = await inrush('completion', 'bash');
  expect(bash).toMatchObject({ exitCode: 0, stderr: '' });
  expect(bash.stdout).toMatch(/^complete -F _inrush inrush$/m);
  const [other, none] = await Promise.all([inrush('completion', 'fsh'), inrush('completion')]);
  expect(other).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('did you mean') });
  expect(none).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('which shell') });
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
    'man/inrush.1',
    'package.json',
  ];
  expect(paths).toEqual(expect.arrayContaining(needed));
  expect(paths.filter((path) => /^(src|test|bench|node_modules)\//.test(path))).toEqual([]);
});

/** Above the examples. */
function flagsIn(help: string): string[] {
  const [flags = ''] = help.split('\nExamples:');
  return [...flags.matchAll(/^ +(?:-\w, )?--([a-z-]+) /gm)].map(([, name = '']) => name).toSorted();
}

function namesOf(flags: readonly { readonly name: string }[]): string[] {
  return [...flags.map(({ name }) => name), 'help'].toSorted();
}
