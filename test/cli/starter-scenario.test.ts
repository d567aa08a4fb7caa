import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runOnce } from '../../src/cli/once.ts';
import { starterScenario } from '../../src/cli/starter-scenario.ts';
import { readMachine } from '../../src/machine/read-machine.ts';
import { loadPlannedScenario } from '../../src/modes/planned-file.ts';
import { startTarget, type Target } from '../../src/target/server.ts';

let target: Target;
let folder: string;

beforeAll(async () => {
  // Vite sets it, to something else than a server's URL.
  delete process.env['BASE_URL'];
  target = await startTarget({ host: '127.0.0.1', port: 0 });
  folder = mkdtempSync(join(tmpdir(), 'inrush-starter-'));
});

afterAll(async () => {
  await target.close();
  rmSync(folder, { recursive: true });
});

it.each([
  ['scenario.yaml', 'yaml'],
  ['scenario.ts', 'code'],
  ['scenario.mjs', 'code'],
] as const)('%s to begin with is right, and runs against the built-in server', async (name, form) => {
  const path = join(folder, name);
  writeFileSync(path, starterScenario(name, form));
  const loading = await loadPlannedScenario(path, {}, readMachine());
  if (!loading.ok) throw new Error(loading.problems.map(({ message }) => message).join('\n'));
  const { plan } = loading;
  expect([plan.thresholds.length, plan.plan.targets.map(({ origin }) => origin)]).toEqual([
    3,
    ['http://127.0.0.1:8080'],
  ]);
  const [first] = plan.plan.targets;
  const { port } = new URL(target.url);
  const here = { ...first, reach: { kind: 'tcp', host: '127.0.0.1', port: Number(port) } } as const;
  let text = '';
  const code = await runOnce({ ...plan, plan: { ...plan.plan, targets: [here] } }, (more) => {
    text += more;
    return Promise.resolve();
  });
  plan.dispose();
  expect(text).toMatch(
    /→ POST .*\/login\n[^]*→ GET .*\/orders\?page=\d+ {2}orders\n[^]*→ GET .*\/orders\/\d+/,
  );
  expect(text).toContain('authorization: Bearer ***');
  expect([code, text.includes('✗')]).toEqual([0, false]);
});
