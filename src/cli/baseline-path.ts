import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { describeCause, type Problem } from '../base/errors.ts';
import { parseJson } from '../documents/parse-json.ts';
import { accessFolder } from './access-folder.ts';
import { formatNames } from './outputs.ts';

/** Why a baseline can't be written there, before anything is measured; only another baseline may be replaced. */
export function baselinePathProblems(path: string): Problem[] {
  const [format = ''] = path.split('=');
  if (path.includes('=') && formatNames.includes(format)) {
    const hint = `such as -o ${path.slice(format.length + 1)}`;
    return [{ message: `-o/--output: a baseline has no formats, and takes a file; got ${path}`, hint }];
  }
  try {
    accessFolder(dirname(path));
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return [];
    if (!stats.isFile()) return [problem(path, 'is not a file')];
    return isBaseline(readFileSync(path, 'utf8'))
      ? []
      : [problem(path, 'holds something else than a baseline')];
  } catch (error) {
    return [problem(path, `can't be written (${describeCause(error)})`)];
  }
}

function isBaseline(text: string): boolean {
  if (text.trim() === '') return true;
  const parsed = parseJson(text);
  const value = parsed.ok ? parsed.value : null;
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'baseline';
}

function problem(path: string, what: string): Problem {
  return { message: `-o/--output: ${path} ${what}`, hint: 'name another file with -o FILE' };
}
