import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadScenario, type Reading } from '../../../src/scenario/file/load-scenario-file.ts';
import { fullScenario, smallScenario } from './sample-scenarios.ts';

const folder = mkdtempSync(join(tmpdir(), 'inrush-load-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sources = { envFiles: [], env: {}, processEnv: {} };

const yaml =
  'target: ${URL:-http://127.0.0.1:8080}\nsteps:\n  - get: /\n  - think: 1s\nload: { kind: constant-vus, vus: 1, for: 1s }\n';

it.each([
  ['small.yaml', yaml],
  ['small.yml', `\uFEFF${yaml}`],
  ['small.json', JSON.stringify(smallScenario, null, '\t')],
  ['small.ts', `export default ${JSON.stringify(smallScenario)} as object;`],
  ['small.mjs', `export default ${JSON.stringify(smallScenario)};`],
])('%s is the same scenario', async (name, text) => {
  const { loaded } = accepted(await loadScenario(write(name, text), sources));
  expect(loaded.file).toEqual(smallScenario);
  expect(loaded.folder).toBe(folder);
  expect(loaded.codePath).toBe(name.endsWith('s') ? join(folder, name) : null);
});

it('a scenario of every key is read from JSON and from code', async () => {
  const json = JSON.stringify(fullScenario);
  for (const path of [write('full.json', json), write('full.ts', `export default ${json};`)]) {
    expect(accepted(await loadScenario(path, sources)).loaded.file).toEqual(fullScenario);
  }
});

it('tells where something is', async () => {
  const path = write('place.yaml', yaml);
  const { placeOf } = accepted(await loadScenario(path, sources)).loaded;
  expect(placeOf(['steps', 0, 'get'])).toBe(`${path}:3:10`);
  expect(placeOf(['load', 'vus'])).toBe(`${path}:5:34`);
  const code = write('place.ts', 'export default { steps: [() => {}], load: [] };');
  const inCode = accepted(await loadScenario(code, sources)).loaded.placeOf;
  expect(inCode(['steps', 0, 'get'])).toBe(`${code}: steps[0].get`);
  expect(inCode([])).toBe(code);
});

describe('variables', () => {
  it('come from the process, from files and from flags, the later over the earlier', async () => {
    const text = 'name: "${A} ${B} ${C} ${D}"\nsteps: []';
    const reading = await loadScenario(write('env.yaml', text), {
      processEnv: { A: 'process', B: 'process', C: 'process', D: 'process', E: undefined },
      envFiles: [write('one.env', 'B=one\nC=one\nD=one\n'), write('two.env', 'C="two"\n# no\nD=two')],
      env: { D: 'flag' },
    });
    const { file, env } = accepted(reading).loaded;
    expect(file.name).toBe('process one two flag');
    expect(env).toEqual({ A: 'process', B: 'one', C: 'two', D: 'flag' });
  });

  it('are numbers where a number may be, and texts where only a text may be', async () => {
    const text =
      'name: ${N}\nseed: ${N}\nsteps:\n  - post: /\n    json: { n: "${N}" }\n    body: ${N}\n    timeout: ${N}\n';
    const reading = await loadScenario(write('types.yaml', text.replace(/ {4}json.*\n/, '')), {
      ...sources,
      env: { N: '10' },
    });
    expect(accepted(reading).loaded.file).toEqual({
      name: '10',
      seed: 10,
      steps: [{ post: '/', body: '10', timeout: 10 }],
    });
  });

  it('stay as they are in code', async () => {
    const path = write('code-env.ts', "export default { name: '${A}', steps: [] };");
    expect(accepted(await loadScenario(path, sources)).loaded.file.name).toBe('${A}');
  });
});

describe('what is no scenario file', () => {
  mkdirSync(join(folder, 'folder.yaml'));
  write('checkout.yaml', yaml);
  write('notes.txt', 'x');
  write('large.yaml', `name: ${'x'.repeat(1024 * 1024)}`);
  writeFileSync(join(folder, 'latin.yaml'), Buffer.from([0x61, 0x3a, 0x20, 0xe4]));
  write('empty.yaml', '');
  write('dates.ts', 'export default { name: new Date(0), steps: [] };');

  it.each([
    ['chekout.yaml', 'there is no such file', 'did you mean .*checkout.yaml'],
    ['folder.yaml', 'is a folder', 'name the scenario file in it'],
    ['notes.txt', 'is no scenario file', 'its name ends in .yaml, .yml, .json, .ts, .mts, .js, .mjs'],
    ['large.yaml', 'is larger than 1 MiB', ''],
    ['latin.yaml', 'is no text in UTF-8', ''],
    ['empty.yaml', 'the scenario must be an object, got nothing', ''],
    ['dates.ts', 'name is an object of Date', 'plain data'],
  ])('%s: %s', async (name, message, hint) => {
    const reading = await loadScenario(join(folder, name), sources);
    const [problem, ...others] = reading.ok ? [] : reading.problems;
    expect(problem?.message).toContain(`${join(folder, name)}:`);
    expect(problem?.message).toContain(message);
    expect(problem?.hint ?? '').toMatch(new RegExp(hint));
    expect(others).toEqual([]);
  });
});

it('a file of environment that is not there is told together with the rest', async () => {
  const reading = await loadScenario(write('wrong.yaml', 'stesp: []'), {
    ...sources,
    envFiles: ['/nowhere.env'],
  });
  expect(!reading.ok && reading.problems.map(({ message }) => message)).toEqual([
    expect.stringContaining('/nowhere.env: there is no such file'),
    expect.stringContaining('the scenario has no key "stesp"'),
  ]);
});

it.each([
  ['500 wrong steps', `steps: [${Array(500).fill('5').join(', ')}]`, 450],
  ['100 wrong texts', `name: [${Array(100).fill('"${NONE}"').join(', ')}]`, 50],
  ['30,000 wrong steps', `steps: [${Array(30_000).fill('5').join(',')}]`, 29_950],
  ['20,000 wrong keys', Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join('\n'), 19_951],
])('of %s, not everything is told', async (_name, text, rest) => {
  const reading = await loadScenario(write('throughout.yaml', text), sources);
  const problems = reading.ok ? [] : reading.problems;
  expect([problems.length, problems.at(-1)?.message]).toEqual([51, `and ${rest} more`]);
});

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function accepted(reading: Reading): Extract<Reading, { ok: true }> {
  if (!reading.ok) throw new Error(reading.problems.map(({ message }) => message).join('\n'));
  return reading;
}
