import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inrush, inrushWith } from '../support/built-cli.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inrush-validate-'));
  const write = async (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);
  const load = 'load: { kind: constant-vus, vus: "${VUS}", for: 1s }\n';
  await write('good.yaml', `target: \${URL}\nsteps: [{ get: / }, { think: 1s }]\n${load}`);
  await write('bad.yaml', 'target: http://127.0.0.1:1\nsteps:\n  - gett: /\n');
  await write('variables.env', 'URL=http://127.0.0.1:1\nVUS=none\n');
  // Nothing is installed here: the package that is imported is the one that runs.
  const code = `import { defineScenario } from 'inrush';
    const target: string = 'http://127.0.0.1:1';
    export default defineScenario({
      target,
      flows: { a: { steps: [{ get: '/' }, { get: '/b' }] }, b: { steps: [async ({ http }) => void (await http.get('/'))] } },
      load: { kind: 'constant-vus', vus: 1, for: '1s' },
    });`;
  await write('code.ts', code);
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

it('says of each file that it is right, or all that is wrong', async () => {
  const flags = ['--env-file', 'variables.env', '-e', 'VUS=3'];
  const outcome = await inrushWith({ cwd: folder }, 'validate', 'good.yaml', 'bad.yaml', 'code.ts', ...flags);
  expect(outcome.stdout).toBe('good.yaml: ok, 1 flow, 1 request\ncode.ts: ok, 2 flows, 2 requests\n');
  expect(outcome.stderr).toBe(
    'error: bad.yaml:3:5: steps[0] has no key "gett"\n       did you mean "get"?\n',
  );
  expect(outcome.exitCode).toBe(2);
});

it('exits with 0 when nothing is wrong', async () => {
  const outcome = await inrushWith(
    { cwd: folder, env: { URL: 'http://127.0.0.1:1', VUS: '2' } },
    'validate',
    'good.yaml',
  );
  expect(outcome).toMatchObject({ exitCode: 0, stderr: '', stdout: 'good.yaml: ok, 1 flow, 1 request\n' });
});

it('wants a file', async () => {
  const outcome = await inrush('validate');
  expect(outcome).toMatchObject({ exitCode: 2, stdout: '' });
  expect(outcome.stderr).toContain('error: there is no scenario to check\n');
});

it('inrush schema prints the schema that the package has', async () => {
  const outcome = await inrush('schema');
  expect(outcome).toMatchObject({ exitCode: 0, stderr: '' });
  expect(outcome.stdout).toBe(await readFile('schema/scenario.schema.json', 'utf8'));
});
