import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatCase, parseCase, type FuzzCase } from './fuzz-case.ts';

const extension = '.txt';

/** The cases in a folder by the names of their files; none when there is no such folder. */
export function readCases(folder: string): [name: string, fuzzCase: FuzzCase][] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(extension))
    .toSorted()
    .map((name) => [name, parseCase(readFileSync(join(folder, name), 'latin1'))]);
}

/** Named for what is in it. Answers the path. */
export function writeCase(folder: string, fuzzCase: FuzzCase): string {
  const file = formatCase(fuzzCase);
  const path = join(
    folder,
    createHash('sha256').update(file, 'latin1').digest('hex').slice(0, 10) + extension,
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, file, 'latin1');
  return path;
}
