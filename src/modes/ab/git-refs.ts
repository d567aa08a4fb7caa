import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { InrushError, type Problem } from '../../base/errors.ts';

/** What a ref stands for now. */
export type Commit = {
  readonly ref: string;
  readonly hash: string;
  /** `main (3f2a9c1)` */
  readonly label: string;
};

export type RefReading = {
  readonly commits: readonly Commit[];
  /** Of the folder in its repository: '' at the top, else with a slash at its end. */
  readonly prefix: string;
  /** Changes that are in no commit are measured on neither side. */
  readonly hasChanges: boolean;
  readonly problems: readonly Problem[];
};

export const noRefs: RefReading = { commits: [], prefix: '', hasChanges: false, problems: [] };

const run = promisify(execFile);

/** Looks refs up in the repository of a folder. Throws `cannot-run` without git. */
export async function readRefs(folder: string, refs: readonly string[]): Promise<RefReading> {
  const prefix = await git(folder, 'rev-parse', '--show-prefix');
  if (prefix === null) {
    const message = `${folder} is in no git repository, so there are no refs to compare`;
    return {
      ...noRefs,
      problems: [{ message, hint: 'run it in the repository, or give --a-serve and --b-serve' }],
    };
  }
  const read = await Promise.all(refs.map((ref) => readRef(folder, ref)));
  const hasChanges = (await git(folder, 'status', '--porcelain', '--untracked-files=no')) !== '';
  return {
    prefix: prefix.trim(),
    hasChanges,
    commits: read.flatMap((each) => ('commit' in each ? [each.commit] : [])),
    problems: read.flatMap((each) => ('problem' in each ? [each.problem] : [])),
  };
}

async function readRef(
  folder: string,
  ref: string,
): Promise<{ readonly commit: Commit } | { readonly problem: Problem }> {
  // Git would take it for a flag.
  const hash = ref.startsWith('-')
    ? null
    : await git(folder, 'rev-parse', '--verify', '--quiet', `${ref}^{commit}`);
  if (hash !== null) {
    const trimmed = hash.trim();
    return { commit: { ref, hash: trimmed, label: labelOf(ref, trimmed) } };
  }
  const message = `there is no commit ${ref} in this repository`;
  const isShallow = (await git(folder, 'rev-parse', '--is-shallow-repository'))?.trim() === 'true';
  const hint = isShallow
    ? 'this clone is shallow: fetch it first, as with fetch-depth: 0 of actions/checkout'
    : 'git branch -a lists the branches; one of a remote is origin/NAME';
  return { problem: { message, hint } };
}

function labelOf(ref: string, hash: string): string {
  const short = hash.slice(0, 7);
  return ref.length >= short.length && hash.startsWith(ref) ? short : `${ref} (${short})`;
}

/** What git printed, or null where it refused. */
async function git(folder: string, ...args: readonly string[]): Promise<string | null> {
  try {
    const { stdout } = await run('git', args, { cwd: folder });
    return stdout;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ENOENT') return null;
    throw new InrushError(
      'cannot-run',
      [{ message: 'git is not installed', hint: 'install it to compare refs' }],
      {
        cause: error,
      },
    );
  }
}
