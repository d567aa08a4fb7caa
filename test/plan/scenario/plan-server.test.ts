import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMachine } from '../../../src/machine/read-machine.ts';
import type { Planning } from '../../../src/plan/make-plan.ts';
import { type PlannedScenario, planScenario } from '../../../src/plan/scenario/plan-scenario.ts';
import { loadScenario } from '../../../src/scenario/file/load-scenario-file.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inrush-serve-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const rest = `steps: [{ get: http://127.0.0.1:9/ }, { get: / }]
load: { kind: constant-vus, vus: 1, for: 1s }
`;

async function planned(serve: string, target = 'http://127.0.0.1:8080'): Promise<Planning<PlannedScenario>> {
  const path = join(folder, 's.yaml');
  writeFileSync(path, `target: ${target}\n${serve}\n${rest}`);
  const reading = await loadScenario(path, { processEnv: {}, envFiles: [], env: { PORT: '3000' } });
  return reading.ok ? planScenario(reading.loaded, readMachine()) : reading;
}

async function problemsOf(serve: string): Promise<readonly string[]> {
  const planning = await planned(serve);
  return planning.ok ? [] : planning.problems.map(({ message }) => message.replaceAll(`${folder}/`, ''));
}

describe('serve of a scenario file', () => {
  it.each([
    ['', null],
    [
      'serve: node server.js --port ${PORT}',
      {
        command: { kind: 'shell', line: 'node server.js --port 3000' },
        env: {},
        ready: { kind: 'answers' },
        readyTimeoutMs: 60_000,
        stopTimeoutMs: 5000,
      },
    ],
    [
      `serve:
  command: [node, my server.js]
  cwd: ..
  env: { PORT: 3000, DEBUG: false }
  ready: { log: listening on }
  readyTimeout: 2m
  stopTimeout: 0`,
      {
        command: { kind: 'words', words: ['node', 'my server.js'] },
        env: { PORT: '3000', DEBUG: 'false' },
        ready: { kind: 'log', text: 'listening on' },
        readyTimeoutMs: 120_000,
        stopTimeoutMs: 0,
      },
    ],
  ])('is planned with its defaults: %s', async (serve, expected) => {
    const planning = await planned(serve);
    if (!planning.ok) throw new Error(planning.problems.map(({ message }) => message).join('\n'));
    const { serve: command, answersAt } = planning.plan;
    if (expected === null) expect(command).toBeNull();
    else expect(command).toEqual({ ...expected, cwd: serve.includes('..') ? join(folder, '..') : folder });
    expect(answersAt.map(({ origin }) => origin)).toEqual(['http://127.0.0.1:8080', 'http://127.0.0.1:9']);
  });

  it('answers where the first request goes when that is the target', async () => {
    const planning = await planned('serve: x', 'http://127.0.0.1:9');
    expect(planning.ok && planning.plan.answersAt.map(({ origin }) => origin)).toEqual([
      'http://127.0.0.1:9',
    ]);
  });

  it.each([
    ['serve: ""', ['s.yaml:2:8: there is no command']],
    ['serve: { command: [] }', ['s.yaml:2:19: there is no command']],
    ['serve: { command: "a\\0b" }', ['s.yaml:2:19: a command holds no NUL character']],
    [
      'serve: { command: x, cwd: nowhere, readyTimeout: soon, env: { A=B: 1 }, ready: { log: "" } }',
      [
        's.yaml:2:27: there is no folder nowhere',
        's.yaml:2:50: readyTimeout: "soon" is not a duration such as 500ms, 30s or 1m30s',
        's.yaml:2:68: "A=B" can\'t be a variable of the environment',
        's.yaml:2:87: every line holds an empty text',
      ],
    ],
    ['serve: { command: x, readyTimeout: 0 }', ['s.yaml:2:36: readyTimeout must be above 0, got 0']],
    [
      'serve: { comand: x }',
      expect.arrayContaining([expect.stringContaining('has no key "comand"')]) as string[],
    ],
  ])('is wrong where it says: %s', async (serve, problems) => {
    expect(await problemsOf(serve)).toEqual(problems);
  });
});
