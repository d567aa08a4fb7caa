import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bashCompletion } from '../../src/cli/bash-completion.ts';
import { commandNames } from '../../src/cli/command-names.ts';
import { fishCompletion } from '../../src/cli/fish-completion.ts';
import { allManuals } from '../../src/cli/manuals.ts';
import { formatNames } from '../../src/cli/outputs.ts';
import { zshCompletion } from '../../src/cli/zsh-completion.ts';

const manuals = allManuals();
const folder = mkdtempSync(join(tmpdir(), 'inrush-completion-'));
const script = join(folder, 'inrush.bash');

beforeAll(() => {
  writeFileSync(script, bashCompletion(manuals));
  writeFileSync(join(folder, 'result one.json'), '');
  writeFileSync(join(folder, 'result.json'), '');
  mkdirSync(join(folder, 'results'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(!has('bash'))('bash', () => {
  it('loads the script without a word and knows the command by it', () => {
    const { stdout, stderr } = bash('complete -p inrush');
    expect(stderr).toBe('');
    expect(stdout).toBe('complete -F _inrush inrush\n');
  });

  it.each([
    ['inrush ', commandNames],
    ['inrush sy', ['sync-vs-async']],
    ['inrush --dur', ['--duration']],
    ['inrush http://127.0.0.1/ --fail', ['--fail-if']],
    ['inrush http://127.0.0.1/ ', []],
    ['inrush http://127.0.0.1/ --engine ', ['h1', 'undici']],
    ['inrush http://127.0.0.1/ --engine u', ['undici']],
    ['inrush 127.0.0.1 -m P', ['POST', 'PUT', 'PATCH']],
    ['inrush 127.0.0.1 -d ', []],
    ['inrush 127.0.0.1 -o ', formatNames],
    ['inrush 127.0.0.1 -o js', ['json']],
    ['inrush 127.0.0.1 --output=js', ['json']],
    ['inrush 127.0.0.1 -o json=result.', ['result.json']],
    ['inrush 127.0.0.1 -b @results', ['@results']],
    ['inrush 127.0.0.1 -b text', []],
    ['inrush 127.0.0.1 --ca result', ['result one.json', 'result.json', 'results']],
    ['inrush report result', ['result one.json', 'result.json', 'results']],
    ['inrush report --fail', []],
    ['inrush sync-vs-async --dur', []],
    ['inrush sync-vs-async 127.0.0.1 --rou', ['--rounds']],
    ['inrush target --proc', ['--processes']],
    ['inrush target ', []],
    ['inrush completion ', ['bash', 'zsh', 'fish']],
    ['inrush completion f', ['fish']],
  ])('completes %j to %j', (line, words) => {
    const { stdout, stderr } = bash(
      `COMP_LINE='${line}' COMP_POINT=${line.length}; _inrush; ((\${#COMPREPLY[@]})) && printf '%s\\n' "\${COMPREPLY[@]}"`,
    );
    expect(stderr).toBe('');
    expect(
      stdout
        .split('\n')
        .filter((word) => word !== '')
        .toSorted(),
    ).toEqual([...words].toSorted());
  });

  it('offers every flag of every command', () => {
    for (const { name, flags } of manuals) {
      const line = `inrush ${name ?? '127.0.0.1'} -`;
      const { stdout } = bash(
        `COMP_LINE='${line}' COMP_POINT=99; _inrush; printf '%s\\n' "\${COMPREPLY[@]}"`,
      );
      for (const flag of flags) expect(stdout.split('\n')).toContain(`--${flag.name}`);
    }
  });
});

it.skipIf(!has('zsh'))('zsh finds no fault in its script', () => {
  expect(run('zsh', ['-n', written('_inrush', zshCompletion(manuals))])).toMatchObject({
    stderr: '',
    status: 0,
  });
});

it.skipIf(!has('fish'))('fish finds no fault in its script', () => {
  expect(run('fish', ['--no-execute', written('inrush.fish', fishCompletion(manuals))])).toMatchObject({
    stderr: '',
    status: 0,
  });
});

it.each([
  ['zsh', zshCompletion],
  ['fish', fishCompletion],
])('the script for %s has every command and flag', (_shell, made) => {
  const text = made(manuals);
  for (const name of commandNames) expect(text).toContain(name);
  for (const { name } of manuals.flatMap(({ flags }) => flags)) expect(text).toContain(name);
});

function bash(command: string): { stdout: string; stderr: string } {
  return run('bash', ['--noprofile', '--norc', '-c', `source '${script}'; ${command}`]);
}

function run(
  shell: string,
  args: readonly string[],
): { stdout: string; stderr: string; status: number | null } {
  return spawnSync(shell, args, { cwd: folder, encoding: 'utf8' });
}

function written(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

function has(shell: string): boolean {
  return spawnSync(shell, ['--version']).status === 0;
}
