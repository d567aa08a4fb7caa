import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Compiles a C file, named from the benchmark's folder, and returns the path of the program. Throws what cc says. */
export function compile(source, { folder, name, flags = [], libraries = [] }) {
  const program = join(folder, name);
  const path = fileURLToPath(new URL(`../${source}`, import.meta.url));
  const { status, stderr } = spawnSync('cc', ['-O2', ...flags, '-o', program, path, ...libraries], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${name} can't be compiled: ${stderr.trim().split('\n')[0]}`);
  return program;
}
