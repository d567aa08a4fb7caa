import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { monotonicClock } from '../../src/base/clock.ts';
import { readMachine } from '../../src/machine/read-machine.ts';
import { loadPlannedScenario } from '../../src/modes/planned-file.ts';
import { type PlannedFileOptions, runPlannedFile } from '../../src/modes/run-scenario.ts';
import { engineFor } from '../../src/run/engines.ts';
import { realTimers } from '../../src/run/timers.ts';
import type { Result } from '../../src/summary/result.ts';
import { startTarget, type Target } from '../../src/target/server.ts';
import { InlineTransport } from '../support/inline-transport.ts';

let target: Target;
let folder: string;

beforeAll(async () => {
  target = await startTarget({ host: '127.0.0.1', port: 0 });
  folder = mkdtempSync(join(tmpdir(), 'inrush-hooks-'));
});

afterAll(async () => {
  await target.close();
  rmSync(folder, { recursive: true });
});

const seenPath = (): string => join(folder, 'seen.json');

/** A scenario of two requests; `after` writes down what it sees, and then does what `then` says. */
async function run(then: string, options: PlannedFileOptions = {}): Promise<Result> {
  const path = join(mkdtempSync(join(folder, 'run-')), 'hooks.mjs');
  const source = `import { writeFileSync } from 'node:fs';
    export default {
      target: '${target.url}',
      before: async ({ env }) => ({ path: '/?from=' + env.FROM }),
      after: ({ shared, result }) => {
        writeFileSync('${seenPath()}', JSON.stringify({ shared, ok: result?.accounting.ok ?? null }));
        ${then}
      },
      steps: [{ name: 'data', get: '{{ shared.path }}' }, ({ http, vars }) => http.get(vars.shared.path, { name: 'code' })],
      load: { kind: 'per-vu-iterations', vus: 1, iterations: 1 },
      workers: 1,
    };`;
  writeFileSync(path, source);
  const loading = await loadPlannedScenario(path, { env: { FROM: 'before' } }, readMachine());
  if (!loading.ok) throw new Error(loading.problems.map(({ message }) => message).join('\n'));
  const startWorker = (): InlineTransport =>
    new InlineTransport({ clock: monotonicClock, timers: realTimers, engineFor });
  return runPlannedFile(loading.plan, { startWorker, ...options });
}

it('gives every user what before answered, and after the result', async () => {
  const { requests } = await run('');
  expect(requests.map(({ name, ok }) => [name, ok])).toEqual([
    ['data', 1],
    ['code', 1],
  ]);
  expect(JSON.parse(readFileSync(seenPath(), 'utf8'))).toEqual({ shared: { path: '/?from=before' }, ok: 2 });
});

it('keeps the result when after fails, where somebody wants to know of it', async () => {
  const errors: string[] = [];
  const failing = `throw new Error('no');`;
  const result = await run(failing, { onAfterFailed: ({ message }) => errors.push(message) });
  expect([result.accounting.ok, errors]).toEqual([
    2,
    [expect.stringMatching(/^hooks\.mjs: after failed: no/)],
  ]);
  await expect(run(failing)).rejects.toThrow('after failed: no');
});

it('says why a run failed, not what after made of it', async () => {
  const resolve = (): Promise<never> => Promise.reject(new Error('nothing answers'));
  await expect(run(`throw new Error('no');`, { resolve })).rejects.toThrow('nothing answers');
  expect(JSON.parse(readFileSync(seenPath(), 'utf8'))).toEqual({
    shared: { path: '/?from=before' },
    ok: null,
  });
});
