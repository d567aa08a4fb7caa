import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Commit, readRefs } from '../../../src/modes/ab/git-refs.ts';
import { withWorktrees, type WorktreeSettings } from '../../../src/modes/ab/worktrees.ts';

let repository: string;

beforeAll(() => {
  repository = mkdtempSync(join(tmpdir(), 'inrush-refs-'));
  git('init', '--quiet', '--initial-branch=main');
  commit('one');
  git('branch', 'old');
  commit('two');
});

afterAll(() => {
  rmSync(repository, { recursive: true, force: true });
});

describe('refs', () => {
  it('are looked up, from a folder within the repository, too', async () => {
    const { commits, prefix, hasChanges, problems } = await readRefs(join(repository, 'app'), [
      'old',
      'HEAD',
    ]);
    expect(problems).toEqual([]);
    expect({ prefix, hasChanges }).toEqual({ prefix: 'app/', hasChanges: false });
    expect(commits.map(({ ref }) => ref)).toEqual(['old', 'HEAD']);
    expect(commits[0]?.label).toBe(`old (${commits[0]?.hash.slice(0, 7)})`);
    expect(commits[0]?.hash).not.toBe(commits[1]?.hash);
  });

  it('that are hashes themselves are cut short', async () => {
    const hash = git('rev-parse', 'HEAD').trim();
    const { commits } = await readRefs(repository, [hash, hash.slice(0, 10)]);
    expect(commits.map(({ label }) => label)).toEqual([hash.slice(0, 7), hash.slice(0, 7)]);
  });

  it('that are not there are named', async () => {
    const { problems } = await readRefs(repository, ['olld', '--all']);
    expect(problems.map(({ message }) => message)).toEqual([
      'there is no commit olld in this repository',
      'there is no commit --all in this repository',
    ]);
  });

  it('need a repository', async () => {
    const { problems } = await readRefs(tmpdir(), ['main', 'HEAD']);
    expect(problems[0]?.message).toBe(`${tmpdir()} is in no git repository, so there are no refs to compare`);
  });
});

describe('worktrees', () => {
  it('hold each commit, built in the same folder of it, and are gone afterwards', async () => {
    const steps: string[] = [];
    const build = 'echo built > made.txt';
    const seen = await using({ build, prefix: 'app/', onStep: (text) => steps.push(text) }, (folders) =>
      folders.map((folder) => [
        folder,
        readFileSync(join(folder, 'text.txt'), 'utf8'),
        existsSync(join(folder, 'made.txt')),
      ]),
    );
    expect(seen.map(([, text, isBuilt]) => [text, isBuilt])).toEqual([
      ['one', true],
      ['two', true],
    ]);
    expect(steps).toEqual([
      expect.stringMatching(/^building old \(/),
      expect.stringMatching(/^building main \(/),
    ]);
    for (const [folder] of seen) expect(existsSync(dirname(String(folder)))).toBe(false);
    expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1);
  });

  it('show what a build wrote only when it fails', async () => {
    const build = String.raw`echo fine >&2; printf 'no \033[31mcheese\n' >&2; exit 4`;
    await expect(using({ build }, () => null)).rejects.toThrow(
      /^--build failed in old \([0-9a-f]{7}\) \(exit code 4\):\n {2}fine\n {2}no cheese$/,
    );
    expect(leftovers()).toEqual([]);
  });

  it('are gone when what uses them fails', async () => {
    const use = (): never => {
      throw new Error('no');
    };
    await expect(using({}, use)).rejects.toThrow('no');
    expect(leftovers()).toEqual([]);
  });

  it('are gone when a build is stopped', async () => {
    const controller = new AbortController();
    const onStep = (): void => controller.abort(new Error('enough'));
    const running = using({ build: 'sleep 20', signal: controller.signal, onStep }, () => null);
    await expect(running).rejects.toThrow('enough');
    expect(leftovers()).toEqual([]);
  });
});

async function using<T>(
  settings: Partial<WorktreeSettings>,
  use: (folders: readonly string[]) => T,
): Promise<T> {
  const { commits } = await readRefs(repository, ['old', 'main']);
  const given = { repository, prefix: '', build: null, signal: new AbortController().signal, ...settings };
  return withWorktrees(commits satisfies readonly Commit[], { onStep: () => {}, ...given }, (folders) =>
    Promise.resolve().then(() => use(folders)),
  );
}

/** Of this repository. */
function leftovers(): string[] {
  return readdirSync(join(repository, '.git')).includes('worktrees')
    ? readdirSync(join(repository, '.git', 'worktrees'))
    : [];
}

function commit(text: string): void {
  mkdirSync(join(repository, 'app'), { recursive: true });
  writeFileSync(join(repository, 'app', 'text.txt'), text);
  git('add', '.');
  git('-c', 'user.name=ada', '-c', 'user.email=ada@localhost', 'commit', '--quiet', '-m', text);
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: repository, encoding: 'utf8' });
}
