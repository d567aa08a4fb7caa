import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folders = [
  fileURLToPath(new URL('../node_modules/.bin', import.meta.url)),
  ...(process.env['PATH'] ?? '').split(delimiter),
  join(homedir(), 'go/bin'),
  join(homedir(), '.cargo/bin'),
];

/**
 * How a generator is started and which version it is; null when it isn't installed.
 *
 * @param {import('../generators/registry.js').Generator} generator
 */
export function findTool(generator) {
  const command = generator.command ?? commandNamed(generator.name);
  if (command === null) return null;
  const { stdout, stderr, error } = spawnSync(
    command[0],
    [...command.slice(1), ...generator.versionArguments],
    {
      encoding: 'utf8',
      timeout: 20_000,
    },
  );
  if (error !== undefined) return null;
  const version = generator.readVersion(`${stdout}${stderr}`) ?? packagedVersion(command[0]);
  return { command, version: version ?? 'unknown' };
}

function commandNamed(name) {
  const path = folders.map((folder) => join(folder, name)).find(isExecutable);
  return path === undefined ? null : [path];
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Programs made by `go install` know no version of their own, but Go does; a package of Debian has one, too. */
function packagedVersion(path) {
  const module = spawnSync('go', ['version', '-m', path], { encoding: 'utf8' }).stdout;
  const [, ofModule] = /^\s+mod\s+\S+\s+v(\d\S*)/m.exec(module ?? '') ?? [];
  if (ofModule !== undefined) return ofModule;
  const [, owner] = /^(\S+?):/.exec(spawnSync('dpkg', ['-S', path], { encoding: 'utf8' }).stdout ?? '') ?? [];
  if (owner === undefined) return undefined;
  return /^Version: (\S+)/m.exec(spawnSync('dpkg', ['-s', owner], { encoding: 'utf8' }).stdout ?? '')?.[1];
}
