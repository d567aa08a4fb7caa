import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Result } from '../../src/summary/result.ts';
import { type CliOutcome, cliPath, startProcess, temporaryFolder } from '../support/built-cli.ts';
import { closedRun } from '../support/sample-result.ts';
import { countingServer } from './counting-server.ts';
import { loadResult } from './json-report.ts';

const command = `"${process.execPath}" "${cliPath}"`;
/** As root, or with a user of its own; containers may forbid both. */
const unshare = [['-m'], ['-rm']].find(
  (flags) => spawnSync('unshare', [...flags, 'sh', '-c', 'mount -t tmpfs none /mnt']).status === 0,
);

it('at a limit to file sizes says which report is lost, leaves the old file and delivers all others', async () => {
  const folder = await folderWith(longRun(1000));
  await writeFile(join(folder, 'old.json'), 'old');
  const outcome = await bash(
    folder,
    `ulimit -f 16; ${command} report long.json -o json=old.json -o csv=new.csv -o markdown=small.md -o text`,
  );
  expect(outcome.exitCode).toBe(3);
  expect(outcome.stderr.match(/^error: .*\n.*/gm)).toEqual([
    expect.stringMatching(
      /the report can't be written to old\.json \(EFBIG.*\)\n +nothing was left half-written$/,
    ),
    expect.stringMatching(/the report can't be written to new\.csv \(EFBIG/),
  ]);
  expect(outcome.stdout).toMatch(/^throughput +answered/m);
  expect(await readFile(join(folder, 'old.json'), 'utf8')).toBe('old');
  expect(await readFile(join(folder, 'small.md'), 'utf8')).toMatch(/^### answered/);
  expect((await readdir(folder)).toSorted()).toEqual(['long.json', 'old.json', 'small.md']);
});

it('a load run at such a limit exits with 3 too', async () => {
  const server = await countingServer();
  const folder = await temporaryFolder();
  const outcome = await bash(
    folder,
    `ulimit -f 1; ${command} ${server.url} -n 5 -o json=a.json -o csv=a.csv`,
  );
  expect(outcome.exitCode).toBe(3);
  expect(outcome.stderr).toMatch(/^error: the report can't be written to a\.json \(EFBIG/);
  expect(outcome.stdout).toMatch(/^requests +started 5 · ok 5/m);
  expect(await readdir(folder)).toEqual(['a.csv']);
});

it.skipIf(unshare === undefined)('on a full disk leaves nothing half-written', async () => {
  const folder = await folderWith(longRun(1000));
  const script = `mkdir full && mount -t tmpfs -o size=32k none full && echo old > full/old.json &&
    ${command} report long.json -o json=full/old.json -o markdown=full/small.md -o csv; code=$?
    echo "exit $code: $(cd full && ls | tr '\\n' ' ')$(cat full/old.json)" >&2`;
  const { stdout, stderr } = await startProcess('unshare', [...(unshare ?? []), 'sh', '-c', script], {
    cwd: folder,
  }).outcome();
  expect(stderr).toMatch(/^error: the report can't be written to full\/old\.json \(ENOSPC/);
  expect(stderr).toMatch(/^exit 3: old\.json small\.md old$/m);
  expect(stdout.split('\n')).toHaveLength(1 + 1000 + 1);
});

it.skipIf(!existsSync('/dev/full'))('a stdout that is full takes no file with it', async () => {
  const folder = await folderWith(longRun(10));
  const outcome = await bash(
    folder,
    `${command} report long.json -o text -o json=a.json -o csv=a.csv > /dev/full`,
  );
  expect(outcome).toMatchObject({
    exitCode: 3,
    stderr: expect.stringMatching(/^error: stdout .*ENOSPC.*\n$/),
  });
  expect(loadResult(await readFile(join(folder, 'a.json'), 'utf8'))).toEqual(longRun(10));
  expect((await readdir(folder)).toSorted()).toEqual(['a.csv', 'a.json', 'long.json']);
});

it('a long report reaches a slow reader whole', async () => {
  const folder = await folderWith(longRun(20_000));
  const { size } = await stat(join(folder, 'long.json'));
  expect(size).toBeGreaterThan(4_000_000);
  const outcome = await bash(
    folder,
    `set -o pipefail; ${command} report long.json -o json | (sleep 0.5; head -c 100000; sleep 0.5; cat) | cmp - long.json`,
  );
  expect(outcome).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
});

it('a reader that has seen enough of a long report is no failure', async () => {
  const folder = await folderWith(longRun(20_000));
  const outcome = await bash(folder, `{ ${command} report long.json -o csv; echo $? >&2; } | head -1`);
  expect(outcome.stdout).toMatch(/^time,atMs,.*\n$/);
  expect(outcome.stderr).toBe('0\n');
});

function longRun(intervals: number): Result {
  const [point] = closedRun.timeSeries.points;
  if (point === undefined) throw new Error('the sample has no points');
  const points = Array.from({ length: intervals }, (_, index) => ({ ...point, atMs: index * 1000 }));
  return { ...closedRun, timeSeries: { intervalMs: 1000, points } };
}

/** With the result as `long.json`, written as inrush does. */
async function folderWith(result: Result): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'long.json'), `${JSON.stringify(result, null, 2)}\n`);
  return folder;
}

function bash(folder: string, script: string): Promise<CliOutcome> {
  return startProcess('bash', ['-c', script], { cwd: folder }).outcome();
}
