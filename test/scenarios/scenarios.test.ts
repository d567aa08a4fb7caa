import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMachine } from '../../src/machine/read-machine.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { planScenario } from '../../src/plan/scenario/plan-scenario.ts';
import { loadScenario } from '../../src/scenario/file/load-scenario-file.ts';

const names = readdirSync('scenarios').filter(
  (name) => /\.(?:yaml|json|ts|js)$/.test(name) && !/^(?:first-run\.js|tsconfig\.json)$/.test(name),
);

describe('the examples', () => {
  it('are all that they are said to be', () => {
    expect(names.toSorted()).toEqual(
      [
        ...['ci-gate', 'pipelining', 'poisson', 'quickstart', 'ramp', 'soak', 'spike', 'sync-vs-async'].map(
          (name) => `${name}.yaml`,
        ),
        ...['yaml', 'json', 'ts'].map((ending) => `login-and-browse.${ending}`),
        ...['ts', 'js'].map((ending) => `code-scenario.${ending}`),
      ].toSorted(),
    );
  });

  it.each(names)('%s is right', async (name) => {
    expect(await planOf(name)).toMatchObject({ work: { kind: 'flows' } });
  });

  it.each(names.filter((name) => name.endsWith('.yaml')))('%s tells its reader what it shows', (name) => {
    const [schema, mark, ...lines] = readFileSync(`scenarios/${name}`, 'utf8').split('\n');
    expect([schema, mark]).toEqual(['# yaml-language-server: $schema=../schema/scenario.schema.json', '#']);
    expect(lines[0]).toMatch(/^# \S.{30,}/);
  });

  it('are the same plan in YAML, JSON and TypeScript', async () => {
    const [yaml, json, code] = await Promise.all(
      ['yaml', 'json', 'ts'].map(async (ending) => shown(await planOf(`login-and-browse.${ending}`))),
    );
    expect(json).toEqual(yaml);
    expect(code).toEqual(yaml);
  });
});

/** Those in code read the environment themselves, and the test runner has a BASE_URL of its own in it. */
delete process.env['BASE_URL'];

async function planOf(name: string): Promise<Plan | readonly string[]> {
  const sources = { processEnv: {}, envFiles: [], env: {} };
  const reading = await loadScenario(`scenarios/${name}`, sources);
  if (!reading.ok) return reading.problems.map(({ message }) => message);
  const planning = await planScenario(reading.loaded, readMachine());
  if (!planning.ok) return planning.problems.map(({ message }) => message);
  planning.plan.dispose();
  return planning.plan.plan;
}

/** Without what differs between any two plans of one file. */
function shown(plan: unknown): unknown {
  const told = JSON.stringify(plan, (key, value: unknown) =>
    /^(?:rowsPath|offsetsPath|codePath|boundary)$/.test(key) ? null : value,
  );
  return JSON.parse(told);
}
