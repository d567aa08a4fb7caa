import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CliOutcome, type CliOptions, startProcess, temporaryFolder } from './built-cli.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A folder of someone else's project that has inrush, as it was built, and other packages of ours installed. */
export async function projectFolder(...packages: readonly string[]): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'node_modules'));
  await symlink(root, join(folder, 'node_modules/inrush'));
  for (const name of packages) {
    await symlink(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  }
  return folder;
}

/** Runs a program that imports inrush to its end; `flags` are Node's own. */
export async function runProgram(
  source: string,
  { name = 'program.mjs', flags = [], ...options }: ProgramOptions = {},
): Promise<CliOutcome> {
  const folder = await projectFolder();
  await writeFile(join(folder, name), source);
  return startProcess(process.execPath, [...flags, name], { cwd: folder, ...options }).outcome();
}

export type ProgramOptions = CliOptions & { readonly name?: string; readonly flags?: readonly string[] };
