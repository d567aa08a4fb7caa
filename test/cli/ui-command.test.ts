import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runScenarioCommand } from '../../src/cli/run-scenario-command.ts';
import { uiCommand } from '../../src/cli/ui-command.ts';

describe('inrush ui says what is wrong', () => {
  it.each([
    [[], 'there is no folder of results'],
    [['a', 'b'], 'one folder of results, got a b'],
    [['package.json'], 'package.json is no folder'],
    [['no-such-folder'], "can't read no-such-folder (ENOENT"],
    [['src', '--prot', '1'], 'unknown flag --prot'],
  ])('%j', async (args, message) => {
    await expect(uiCommand(args)).rejects.toThrow(message);
  });
});

it('--ui does not go with --once, which sends no load', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'inrush-ui-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'one.yaml');
  const load = '{ kind: constant-vus, vus: 1, for: 1s }';
  writeFileSync(file, `target: http://127.0.0.1:1\nsteps:\n  - get: /\nload: ${load}\n`);
  await expect(runScenarioCommand([file, '--once', '--ui'])).rejects.toThrow(
    '--ui shows a load, and --once sends none',
  );
});
