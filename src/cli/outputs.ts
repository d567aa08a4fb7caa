import { lstatSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describeCause, InrushError, type Problem } from '../base/errors.ts';
import { suggest } from '../base/suggest.ts';
import type { Parsed } from '../base/units.ts';
import { formatAliases, formatsOf, reporters, studyReporters } from '../report/registry.ts';
import type { Report } from '../report/registry.ts';
import { accessFolder } from './access-folder.ts';

/** What `-o` takes, short names aside. */
export const formatNames: readonly string[] = [
  ...new Set([...Object.keys(reporters), ...Object.keys(studyReporters)]),
];

/** Where a report goes; `path` null is stdout. */
export type Output = { readonly format: string; readonly path: string | null };

/** `-o json`, `-o json=result.json`; the file `-` is stdout. */
export function parseOutput(text: string): Parsed<Output> {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const path = equals < 0 ? '-' : text.slice(equals + 1);
  const format = Object.hasOwn(formatAliases, name) ? (formatAliases[name] ?? name) : name;
  if (!formatNames.includes(format)) {
    const near = suggest(name, [...formatNames, ...Object.keys(formatAliases)]);
    const known = `formats are ${formatNames.join(', ')}`;
    return {
      ok: false,
      message: `"${name}" is not a format${near === undefined ? '' : `, did you mean ${near}?`}; ${known}`,
    };
  }
  return path === ''
    ? { ok: false, message: `"${text}" has no file name` }
    : { ok: true, value: { format, path: path === '-' ? null : path } };
}

/**
 * Adds the text report where stdout was left free, and finds what can't be written, or not of a report of this kind,
 * before anything is sent.
 */
export function planOutputs(
  asked: readonly Output[],
  kind: Report['kind'] = 'load-run',
): { outputs: readonly Output[]; problems: Problem[] } {
  const toStdout = asked.filter(({ path }) => path === null);
  const paths = asked.flatMap(({ path }) => (path === null ? [] : [path]));
  const problems = [...formatProblems(asked, kind), ...[...new Set(paths)].flatMap(pathProblems)];
  problems.push(...sharedFiles(paths.filter((path) => pathProblems(path).length === 0)));
  if (toStdout.length > 1) {
    problems.push({
      message: `${toStdout.length} reports want to go to stdout`,
      hint: 'give all but one a file: -o json=result.json',
    });
  }
  const outputs = toStdout.length === 0 ? [{ format: 'text', path: null }, ...asked] : asked;
  return { outputs, problems };
}

function formatProblems(asked: readonly Output[], kind: Report['kind']): Problem[] {
  const known = formatsOf(kind);
  const others = asked.filter(({ format }) => !known.includes(format));
  return others.map(({ format }) => ({
    message: `-o ${format} is not a format of this report`,
    hint: `its formats are ${known.join(', ')}`,
  }));
}

/** Whole or not at all: the text goes to a file beside it, which then takes the name. Throws `cannot-run`. */
export function writeReport(path: string, text: string): void {
  try {
    if (isSpecial(path)) return writeFileSync(path, text);
    const draft = `${path}.${process.pid}.tmp`;
    try {
      writeFileSync(draft, text);
      renameSync(draft, path);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
  } catch (error) {
    const message = `the report can't be written to ${path} (${describeCause(error)})`;
    throw new InrushError('cannot-run', [{ message, hint: 'nothing was left half-written' }], {
      cause: error,
    });
  }
}

/** The second report would take the place of the first. */
function sharedFiles(paths: readonly string[]): Problem[] {
  const files = paths.filter((path) => !isSpecial(path)).map((path) => resolve(path));
  const shared = new Set(files.filter((file, index) => files.indexOf(file) < index));
  return [...shared].map((file) => ({
    message: `-o: several reports want to go to ${file}`,
    hint: 'give each a file of its own',
  }));
}

function pathProblems(path: string): Problem[] {
  try {
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
    if (isFolder) return [{ message: `-o: ${path} is a folder`, hint: 'name a file in it' }];
    if (!isSpecial(path)) accessFolder(dirname(path));
    return [];
  } catch (error) {
    return [
      {
        message: `-o: ${path} can't be written (${describeCause(error)})`,
        hint: 'name a file in a folder that exists',
      },
    ];
  }
}

/** A pipe, a device or a link, as /dev/stdout is: renaming over it would replace it. */
function isSpecial(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats !== undefined && !stats.isFile() && !stats.isDirectory();
}
