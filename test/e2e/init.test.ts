import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startTarget } from '../../src/target/server.ts';
import { inrushWith } from '../support/built-cli.ts';

it('init writes a scenario that runs, and never writes over one', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'inrush-init-'));
  const target = await startTarget({ host: '127.0.0.1', port: 0 });
  onTestFinished(async () => {
    await target.close();
    rmSync(cwd, { recursive: true });
  });
  const written = await inrushWith({ cwd }, 'init', 'my.ts');
  expect([written.exitCode, written.stderr]).toEqual([0, '']);
  expect(written.stdout).toMatch(
    /^wrote my\.ts; next:\n {2}inrush target .*\n {2}inrush run my\.ts --once .*\n/,
  );
  const once = await inrushWith({ cwd }, 'run', 'my.ts', '--once', '-e', `BASE_URL=${target.url}`);
  expect([once.exitCode, once.stderr]).toEqual([0, '']);
  expect(once.stdout).toMatch(/^session of starter\n[^]*✓ it is the order\n$/);
  const again = await inrushWith({ cwd }, 'init', 'my.ts');
  expect([again.exitCode, again.stdout]).toEqual([2, '']);
  expect(again.stderr).toBe('error: my.ts is there already\n       nothing was changed; give another name\n');
});
