import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { formatNames } from '../../src/cli/outputs.ts';
import { baselineText } from '../../src/gate/baseline/baseline-text.ts';
import { makeBaseline } from '../../src/gate/baseline/make-baseline.ts';
import {
  type CliOutcome,
  cliPath,
  inrush,
  inrushWith,
  startProcess,
  temporaryFolder,
} from '../support/built-cli.ts';
import { storedRun } from '../support/stored-run.ts';
import { countingServer } from './counting-server.ts';

const version = /\d+\.\d+\.\d+/;

it.each([
  ['a load run', ['-n', '400', '--fail-if', 'requests > 1']],
  ['an open run', ['-R', '200', '-d', '1s']],
])('renders %s as it was rendered when it was measured, in every format', async (_name, flags) => {
  const folder = await measured(...flags);
  const again = formatNames.flatMap((format) => ['-o', `${format}=again.${format}`]);
  const outcome = await inrushWith({ cwd: folder }, 'report', 'first.json', ...again);
  expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
  expect(outcome.stdout).toBe(await readFile(join(folder, 'first.text'), 'utf8'));
  for (const format of formatNames) {
    const [first, second] = await Promise.all(
      ['first', 'again'].map((name) => readFile(join(folder, `${name}.${format}`), 'utf8')),
    );
    expect(second).toBe(first);
  }
});

it('renders a comparison, too', async () => {
  const server = await countingServer();
  const folder = await temporaryFolder();
  const reports = formatNames.flatMap((format) => ['-o', `${format}=first.${format}`]);
  await inrushWith({ cwd: folder }, 'sync-vs-async', server.url, '-n', '20', '-c', '4', ...reports);
  const again = formatNames.flatMap((format) => ['-o', `${format}=again.${format}`]);
  const { stdout, exitCode } = await inrushWith({ cwd: folder }, 'report', 'first.json', ...again);
  expect(exitCode).toBe(0);
  expect(stdout).toBe(await readFile(join(folder, 'first.text'), 'utf8'));
  for (const format of formatNames) {
    const [first, second] = await Promise.all(
      ['first', 'again'].map((name) => readFile(join(folder, `${name}.${format}`), 'utf8')),
    );
    expect(second).toBe(first);
  }
});

it('reads stdin, takes --latency and the short names of formats', async () => {
  const folder = await measured('-n', '400');
  const script = `"${process.execPath}" "${cliPath}" report - --latency -o md=- < first.json`;
  const { stdout, exitCode } = await startProcess('sh', ['-c', script], { cwd: folder }).outcome();
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^### answered/);
  expect(stdout).toContain('p99.99');
});

it('may replace the file that it reads', async () => {
  const folder = await measured('-n', '5');
  const before = await readFile(join(folder, 'first.json'), 'utf8');
  const outcome = await inrushWith(
    { cwd: folder },
    'report',
    'first.json',
    '-o',
    'json=first.json',
    '-o',
    'csv',
  );
  expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
  expect(await readFile(join(folder, 'first.json'), 'utf8')).toBe(before);
});

it('refuses what is no result of this inrush, names the file and writes nothing', async () => {
  const folder = await measured('-n', '5');
  const whole = await readFile(join(folder, 'first.json'), 'utf8');
  const bad: Readonly<Record<string, string>> = {
    'cut.json': whole.slice(0, whole.length / 2),
    'empty.json': '',
    'text.json': 'inrush 0.1.0  GET http://127.0.0.1/',
    'other.json': '{"status": "ok"}',
    'newer.json': whole.replace('"schemaVersion": 1', '"schemaVersion": 7').replace(version, '7.8.9'),
    'edited.json': whole.replace(/"ok": \d+/, '"ok": "many"'),
  };
  for (const [name, text] of Object.entries(bad)) await writeFile(join(folder, name), text);
  const refusal = async (name: string): Promise<string> => {
    const outcome = await inrushWith({ cwd: folder }, 'report', name, '-o', 'csv=a.csv');
    expect(outcome).toMatchObject({ exitCode: 2, stdout: '' });
    return outcome.stderr;
  };
  expect(await refusal('cut.json')).toMatch(
    /^error: cut\.json: it ends in the middle, at line \d+, column \d+\n/,
  );
  expect(await refusal('empty.json')).toMatch(/^error: empty\.json: it is empty\n/);
  expect(await refusal('text.json')).toMatch(/^error: text\.json: it is not JSON/);
  expect(await refusal('other.json')).toMatch(/^error: other\.json: .*not a result of inrush\n/);
  expect(await refusal('newer.json')).toMatch(
    /^error: newer\.json: made by a newer inrush, version 7\.8\.9; this is version \S+\n +upgrade/,
  );
  expect(await refusal('edited.json')).toMatch(
    /^error: edited\.json: accounting\.ok must be number, got "many"\n/,
  );
  expect(await refusal('none.json')).toMatch(/^error: .*none\.json.*ENOENT/);
  expect(await refusal('.')).toMatch(/^error: .*EISDIR/);
  expect(await readdir(folder)).not.toContain('a.csv');
});

it('draws several runs over each other, and a baseline beside one, in HTML', async () => {
  const folder = await measured('-n', '50');
  const baseline = makeBaseline([storedRun(), storedRun({ p50Ms: 11 })]);
  await writeFile(join(folder, 'baseline.json'), baselineText(baseline));
  const report = (...args: readonly string[]) => inrushWith({ cwd: folder }, 'report', 'first.json', ...args);
  expect(await report('first.json', '-o', 'html=both.html')).toMatchObject({ exitCode: 0, stdout: '' });
  expect(await readFile(join(folder, 'both.html'), 'utf8')).toContain('2 load runs');
  const drawn = await report('--baseline', 'baseline.json', '-o', 'html=beside.html');
  expect(drawn).toMatchObject({ exitCode: 0, stderr: '' });
  expect(await readFile(join(folder, 'beside.html'), 'utf8')).toContain('Beside the baseline');
  const unseen = await report('--baseline', 'none.json');
  expect(unseen.stderr).toMatch(/none\.json can't be read[^]*--baseline is drawn in HTML only/);
});

it('says everything that is wrong with its command line', async () => {
  const outcome: CliOutcome = await inrush('report', '-o', 'markdwon', '--latncy');
  expect(outcome.exitCode).toBe(2);
  expect(outcome.stderr).toContain('"markdwon" is not a format, did you mean markdown?');
  expect(outcome.stderr).toContain('did you mean --latency?');
  expect(outcome.stderr).toContain('there is no result to render');
  const two = await inrush('report', 'a.json', 'b.json', '-o', 'csv=x', '-o', 'json=./x');
  expect(two.stderr).toContain('several results at once are drawn in HTML only');
  expect(two.stderr).toMatch(/several reports want to go to .*\/x/);
});

/** A folder with one run in every format, as `first.<format>`. */
async function measured(...flags: readonly string[]): Promise<string> {
  const server = await countingServer();
  const folder = await temporaryFolder();
  const reports = formatNames.flatMap((format) => ['-o', `${format}=first.${format}`]);
  await inrushWith({ cwd: folder }, server.url, ...flags, ...reports);
  return folder;
}
