import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Problem } from '../../../src/base/errors.ts';
import type { Machine } from '../../../src/plan/machine.ts';
import { planScenario } from '../../../src/plan/scenario/plan-scenario.ts';
import { loadScenario } from '../../../src/scenario/file/load-scenario-file.ts';

const machine: Machine = {
  cores: 4,
  openFilesPerProcess: 1_000_000,
  openFilesFree: 1_000_000,
  ephemeralPorts: 28_000,
};

// Each file here is wrong, and the text beside it says all that is told about it. UPDATE_GOLDEN=1 writes these texts.
const folder = fileURLToPath(new URL('broken/', import.meta.url));
const names = readdirSync(folder).filter((name) => /\.(yaml|json|[mt]s|mjs)$/.test(name));

it.each(names)('%s', async (name) => {
  const golden = `${folder}${name}.txt`;
  const text = (await problemsOf(folder + name)).map(shown).join('');
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, text);
  expect(text).toBe(readFileSync(golden, 'utf8'));
  expect(text).not.toBe('');
});

it('there are no texts without a file', () => {
  const texts = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  expect(texts.filter((name) => !existsSync(folder + name.slice(0, -4)))).toEqual([]);
});

async function problemsOf(path: string): Promise<readonly Problem[]> {
  const reading = await loadScenario(relative('', path), { envFiles: [], env: {}, processEnv: {} });
  if (!reading.ok) return reading.problems;
  const planning = await planScenario(reading.loaded, machine);
  if (planning.ok) planning.plan.dispose();
  return planning.ok ? [] : planning.problems;
}

/** As the command line prints it, but for the folder. */
function shown({ message, hint }: Problem): string {
  const lines = `error: ${message}\n${hint === undefined ? '' : `       ${hint}\n`}`;
  return lines.replaceAll(`${relative('', folder)}/`, '').replaceAll(folder.slice(0, -1), '.');
}
