import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describeCause } from '../../base/errors.ts';
import type { Parsed } from '../../base/units.ts';

/** A file of results that a folder has, by its path within it. */
export type FolderFile = {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly changedMs: number;
};

export type FolderFiles = {
  /** The newest first. */
  readonly files: readonly FolderFile[];
  /** How many more there are. */
  readonly omitted: number;
};

const mostFiles = 2000;
/** Of files and folders: a whole disk isn't a folder of results. */
const mostEntries = 50_000;
const mostBytes = 64 * 1024 * 1024;

/**
 * The JSON files in a folder and in those within it. Links are not followed: what they lead to may be anywhere. Throws where the
 * folder itself can't be read.
 */
export async function folderFiles(folder: string): Promise<FolderFiles> {
  const names = await jsonNames(folder);
  const found: FolderFile[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const stats = await lstat(path).catch(() => null);
    // It has gone since it was listed, or something else has taken its place.
    if (stats?.isFile() !== true) continue;
    found.push({ name, path, bytes: stats.size, changedMs: stats.mtimeMs });
  }
  const files = found.toSorted((a, b) => b.changedMs - a.changedMs);
  return { files: files.slice(0, mostFiles), omitted: Math.max(0, files.length - mostFiles) };
}

async function jsonNames(folder: string): Promise<readonly string[]> {
  const names: string[] = [];
  const waiting = [''];
  let entries = 0;
  for (let within = waiting.pop(); within !== undefined; within = waiting.pop()) {
    for (const entry of await entriesOf(folder, within)) {
      if (++entries > mostEntries) return names;
      const name = within === '' ? entry.name : `${within}/${entry.name}`;
      if (entry.isDirectory() && !isOfTools(entry.name)) waiting.push(name);
      else if (name.endsWith('.json')) names.push(name);
    }
  }
  return names;
}

type Entry = { readonly name: string; isDirectory(): boolean };

async function entriesOf(folder: string, within: string): Promise<readonly Entry[]> {
  try {
    return await readdir(join(folder, within), { withFileTypes: true });
  } catch (error) {
    if (within === '') throw error;
    return [];
  }
}

function isOfTools(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

/** Its text, or why it has none. Whatever has taken its place since it was listed is neither followed nor waited for. */
export async function readFolderFile({ path }: FolderFile): Promise<Parsed<string>> {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
  try {
    const handle = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) return { ok: false, message: 'it is no file' };
      if (stats.size > mostBytes) return { ok: false, message: `it is larger than ${mostBytes >> 20} MiB` };
      return { ok: true, value: await handle.readFile('utf8') };
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { ok: false, message: `it can't be read (${describeCause(error)})` };
  }
}
