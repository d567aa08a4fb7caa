import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startTarget } from '../../src/target/server.ts';
import { inrush, temporaryFolder } from '../support/built-cli.ts';
import { loadResultOf } from './json-report.ts';

it('what is imported is right, and runs', async () => {
  const target = await startTarget({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => target.close());
  const login = ['curl', `${target.url}/login`, '--json', '{"username":"ada","password":"it\'s secret"}'];
  const imported = await inrush('import', 'curl', '--', ...login);
  expect(imported).toMatchObject({ exitCode: 0, stderr: '' });
  expect(imported.stdout).not.toContain('secret"');
  const path = join(await temporaryFolder(), 'login.yaml');
  await writeFile(path, imported.stdout);
  const flags = ['-e', 'PASSWORD=x', '-e', 'DURATION=200ms'];
  const [valid, run] = await Promise.all([
    inrush('validate', path, ...flags),
    inrush('run', path, ...flags, '-q', '-o', 'json'),
  ]);
  expect(valid).toMatchObject({ exitCode: 0, stderr: '' });
  const { accounting, requests } = loadResultOf(run);
  expect(accounting).toMatchObject({ httpError: 0, transportError: 0, balanced: true });
  expect(requests.map(({ name }) => name)).toEqual(['post-login']);
});

it('what is left out is said on stderr, and all that is wrong with the words at once', async () => {
  const [noted, wrong] = await Promise.all([
    inrush('import', 'curl', '--', 'curl', 'http://127.0.0.1/', 'ftp://127.0.0.1/'),
    inrush('import', 'crul', 'a', 'b', '--al'),
  ]);
  expect(noted).toMatchObject({
    exitCode: 0,
    stderr: 'inrush: ftp://127.0.0.1/ was left out: only http and https are known here (the command:1)\n',
  });
  expect(wrong).toMatchObject({ exitCode: 2, stdout: '' });
  for (const hint of ['did you mean --all?', 'did you mean curl?', 'one file at a time']) {
    expect(wrong.stderr).toContain(hint);
  }
});
