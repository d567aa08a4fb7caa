import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cliPath, inrushWith, startProcess, temporaryFolder } from '../support/built-cli.ts';
import { commandsIn } from '../support/runner-commands.ts';
import { countingServer } from './counting-server.ts';
import { loadResultOf } from './json-report.ts';

const hostile = '##[error]owned ##[add-mask]x';

it('on GitHub Actions tells the runner what failed, the step how it was, and stdout the report alone', async () => {
  const server = await countingServer({ answer: (response) => response.end(hostile) });
  const folder = await temporaryFolder();
  const scenario = [
    `target: ${server.url}`,
    'steps: [{ name: front, get: /, check: { body: { contains: welcome } } }]',
    'load: { kind: shared-iterations, vus: 1, iterations: 5 }',
    'thresholds:',
    '  - requests == 5',
    '  - checks > 99%',
  ].join('\n');
  await writeFile(join(folder, 'load.yaml'), scenario);
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
    GITHUB_WORKSPACE: folder,
  };
  const outcome = await inrushWith({ cwd: folder, env }, 'run', 'load.yaml', '-q', '-o', 'json');
  expect(outcome.exitCode).toBe(99);
  // A busy machine adds a notice of its own.
  const errors = commandsIn(outcome.stderr).filter(({ name }) => name !== 'notice');
  expect(errors).toEqual([
    {
      name: 'error',
      properties: { file: 'load.yaml', line: '6', title: 'failed: checks > 99%' },
      data: expect.stringMatching(/^measured 0 % .*limit 99 %/),
    },
  ]);
  expect(await readFile(env.GITHUB_STEP_SUMMARY, 'utf8')).toMatch(/^### ❌ failed: 1 of 2 gates passed\n/);
  // What the target said is all there, and no command.
  expect(commandsIn(outcome.stdout)).toEqual([]);
  expect(loadResultOf(outcome).checks[0]?.example).toContain(hostile);

  await writeFile(join(folder, 'result.json'), outcome.stdout);
  const again = await inrushWith({ cwd: folder, env: { GITHUB_ACTIONS: 'true' } }, 'report', 'result.json');
  expect(again).toMatchObject({ exitCode: 0, stderr: '' });
  expect(again.stdout).toContain('## [error]owned');
  expect(commandsIn(again.stdout)).toEqual([]);

  // A file is read by no runner.
  const command = `"${process.execPath}" "${cliPath}" report result.json > out.txt`;
  await startProcess('sh', ['-c', command], { cwd: folder, env: { GITHUB_ACTIONS: 'true' } }).outcome();
  expect(await readFile(join(folder, 'out.txt'), 'utf8')).toContain(hostile.slice(0, 14));
});

it('says nothing to GitHub when that is switched off', async () => {
  const server = await countingServer();
  const summary = join(await temporaryFolder(), 'summary.md');
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary, INRUSH_GITHUB: 'off' };
  const outcome = await inrushWith({ env }, server.url, '-n', '5', '--fail-if', 'requests == 5');
  expect(outcome).toMatchObject({ exitCode: 99, stderr: '' });
  expect(existsSync(summary)).toBe(false);
});
