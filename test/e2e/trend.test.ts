import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inrushWith, temporaryFolder } from '../support/built-cli.ts';
import { noisyRuns } from '../support/stored-run.ts';

it('tells since when a folder of results is slower, and fails for what got worse lately', async () => {
  const folder = await temporaryFolder();
  const runs = [
    ...noisyRuns(20, { noise: 0.03, seed: 1 }),
    ...noisyRuns(8, { noise: 0.03, seed: 7, slower: 1.2, minute: 20 }),
  ];
  await Promise.all(
    runs.map((run, index) => writeFile(join(folder, `${100 + index}.json`), JSON.stringify(run))),
  );
  const told = await inrushWith({ cwd: folder }, 'trend', '.', '-o', 'text', '-o', 'json=trend.json');
  expect(told).toMatchObject({ exitCode: 0, stderr: '' });
  expect(told.stdout).toContain('changes        2026-05-04  from 120.json on');
  // The result that was written above lies in the folder now, and is no run.
  const gated = await inrushWith({ cwd: folder }, 'trend', '.', '--fail-on-alert', '10', '--metric', 'p50');
  expect(gated.exitCode).toBe(99);
  expect(gated.stdout).toMatch(/failed +p50 at most 3 % slower/);
  expect(gated.stdout).toContain('trend.json: it is of kind trend, and no load run');
  const wrong = await inrushWith(
    { cwd: folder },
    'trend',
    'nowhere',
    '--metric',
    'p98',
    '--fail-on-alert',
    '1',
  );
  expect(wrong).toMatchObject({ exitCode: 2, stdout: '' });
  expect(wrong.stderr).toContain("can't read nowhere");
  expect(wrong.stderr).toContain('--fail-on-alert 1 could never fail');
});
