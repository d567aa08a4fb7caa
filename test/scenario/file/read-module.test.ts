import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { InrushError } from '../../../src/base/errors.ts';
import { loadModule } from '../../../src/scenario/file/read-module.ts';

const folder = mkdtempSync(join(tmpdir(), 'inrush-module-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const other = 'export const other: string = "beside";';
const typed =
  'import { basename } from "node:path";\nimport { other } from "./other";\nimport type { CodeScenario } from "inrush";\nenum Kind { a = 3 }\nconst later: number = await Promise.resolve(2);\nexport default { name: basename("/x/y"), other, kind: Kind.a, later } satisfies object;\n';

it.each([
  ['typed.ts', typed, { name: 'y', other: 'beside', kind: 3, later: 2 }],
  ['typed.mts', 'export default { name: "mts" as const };', { name: 'mts' }],
  ['plain.js', 'export default { name: "js" };', { name: 'js' }],
  ['plain.mjs', 'export default { name: "mjs" };', { name: 'mjs' }],
  ['common.js', 'module.exports = { name: "common" };', { name: 'common' }],
])('%s', async (name, source, value) => {
  write('other.ts', other);
  expect(await loadModule(write(name, source))).toEqual(value);
});

it('functions of a module can be called', async () => {
  const path = write(
    'function.ts',
    'let calls: number = 0;\nexport default { next: (): number => ++calls };',
  );
  const first = (await loadModule(path)) as { next: () => number };
  expect([first.next(), first.next()]).toEqual([1, 2]);
});

it('a module that was changed is read anew, and nothing is left on disk', async () => {
  const path = write('changing.ts', 'export default { version: 1 };');
  expect(await loadModule(path)).toEqual({ version: 1 });
  const before = readdirSync(folder);
  write('changing.ts', 'export default { version: 2 };');
  expect(await loadModule(path)).toEqual({ version: 2 });
  expect(readdirSync(folder)).toEqual(before);
});

it('what an imported file throws is told with its place', async () => {
  const inner = write('inner.ts', 'export const a: number = 1;\nthrow new Error("inside");');
  const [problem] = await problemsOf(write('outer.ts', 'import "./inner.ts";\nexport default {};'));
  expect(problem?.message).toBe(`${inner}:2: it threw when it was loaded: inside`);
});

it.each([
  ['no-default.ts', 'export const a = 1;', 'no-default.ts: it has no default export'],
  ['empty.ts', '', 'empty.ts: it has no default export'],
  [
    'throws.ts',
    '\n\nthrow new TypeError("no luck");',
    'throws.ts:3: it threw when it was loaded: TypeError: no luck',
  ],
  ['throws-text.ts', 'throw "a text";', 'throws-text.ts: it threw a text'],
  ['syntax.ts', 'const a = 1;\nconst b = {,};', "syntax.ts:2:12: it can't be read: Unexpected token"],
  ['imports.ts', 'import "./nowhere.ts";', 'imports.ts: it imports ./nowhere.ts, which is not there'],
  [
    'package.ts',
    'import x from "no-such-package";\nexport default x;',
    'package.ts: it imports no-such-package, which is not there',
  ],
])('%s is refused with its place', async (name, source, message) => {
  const problems = await problemsOf(write(name, source));
  expect(problems.map((problem) => problem.message)).toEqual([message]);
});

it('a module that waits for ever is given up', async () => {
  const path = write('waits.ts', 'await new Promise(() => {});\nexport default {};');
  await expect(loadModule(path, 'waits.ts', 1)).rejects.toThrow('waits.ts: it is still loading');
});

function write(name: string, source: string): string {
  const path = join(folder, name);
  writeFileSync(path, source);
  return path;
}

async function problemsOf(path: string): Promise<InrushError['problems']> {
  try {
    await loadModule(path);
  } catch (error) {
    if (error instanceof InrushError) return error.problems;
    throw error;
  }
  return [];
}
