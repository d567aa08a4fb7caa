import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeCause, InrushError } from '../../base/errors.ts';
import { printable } from '../../base/fit.ts';
import { serverOfLine } from '../../scenario/server-command.ts';
import { OutputTail } from '../../server/output-tail.ts';
import { type ProcessEnd, ServerProcess, startProcess } from '../../server/server-process.ts';
import type { Commit } from './git-refs.ts';

export type WorktreeSettings = {
  /** Somewhere in the repository. */
  readonly repository: string;
  /** Of the folder in the repository that is built, and in which servers start. */
  readonly prefix: string;
  /** Line for the shell; null: there is nothing to build. */
  readonly build: string | null;
  readonly signal: AbortSignal;
  /** Called before each step that takes its time: `building main (3f2a9c1)`. */
  readonly onStep: (text: string) => void;
};

const run = promisify(execFile);

/**
 * Checks commits out side by side in a temporary folder, builds one after another and calls `use` with the folder of each.
 * All of it is taken away again, however it ends. Throws `cannot-run` when a commit can't be checked out or its build fails,
 * with the last lines of that, and the signal's reason.
 */
export async function withWorktrees<T>(
  commits: readonly Commit[],
  settings: WorktreeSettings,
  use: (folders: readonly string[]) => Promise<T>,
): Promise<T> {
  const parent = mkdtempSync(join(tmpdir(), 'inrush-ab-'));
  const roots = commits.map((_, index) => join(parent, `side-${index + 1}`));
  const remove = (): void => removeAll(settings.repository, parent, roots);
  // A person who wants out at once leaves nothing behind either.
  process.on('exit', remove);
  try {
    const folders: string[] = [];
    for (const [index, commit] of commits.entries()) {
      const root = roots[index] ?? parent;
      await checkOut(settings.repository, commit, root);
      const folder = join(root, settings.prefix);
      if (settings.build !== null) await build(settings.build, folder, commit, settings);
      folders.push(folder);
    }
    return await use(folders);
  } finally {
    process.off('exit', remove);
    remove();
  }
}

async function checkOut(repository: string, { label, hash }: Commit, root: string): Promise<void> {
  try {
    // Hooks of the repository are meant for its user's own work.
    const quiet = ['-c', 'core.hooksPath=/dev/null', 'worktree', 'add', '--detach', '--quiet'];
    await run('git', [...quiet, root, hash], { cwd: repository });
  } catch (error) {
    const hint = 'git worktree add must work in this repository';
    throw cannotRun(`${label} can't be checked out (${printable(describeCause(error))})`, hint);
  }
}

async function build(
  line: string,
  folder: string,
  { label }: Commit,
  { signal, onStep }: WorktreeSettings,
): Promise<void> {
  signal.throwIfAborted();
  onStep(`building ${label}`);
  const output = new OutputTail();
  const started = await startProcess({ ...serverOfLine(line), cwd: folder }, output);
  if (!(started instanceof ServerProcess)) {
    throw cannotRun(`--build of ${label} can't be started: ${started.refusal}`, 'check --build');
  }
  const stop = (): void => void started.stop();
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    const end = await new Promise<ProcessEnd>((resolve) => started.onEnded(resolve));
    signal.throwIfAborted();
    if (end.exitCode === 0) return;
    const how = end.exitCode === null ? `signal ${end.signal}` : `exit code ${end.exitCode}`;
    const said = output.lines().map((text) => `\n  ${text}`);
    throw cannotRun(
      `--build failed in ${label} (${how})${said.length === 0 ? '' : `:${said.join('')}`}`,
      `it ran: ${line}`,
    );
  } finally {
    signal.removeEventListener('abort', stop);
    await started.stop();
  }
}

function removeAll(repository: string, parent: string, roots: readonly string[]): void {
  for (const root of roots) {
    spawnSync('git', ['worktree', 'remove', '--force', root], { cwd: repository, stdio: 'ignore' });
  }
  rmSync(parent, { recursive: true, force: true });
}

function cannotRun(message: string, hint: string): InrushError {
  return new InrushError('cannot-run', [{ message, hint }]);
}
