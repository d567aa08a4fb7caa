import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { describeCause } from '../../base/errors.ts';
import { suggest } from '../../base/suggest.ts';
import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import type { ProblemList } from './problem-list.ts';

/** What is asked of the file system, by absolute paths; each throws as Node does. */
export type ReadFiles = {
  /** Symbolic links followed. */
  readonly realPath: (path: string) => string;
  readonly stat: (path: string) => { readonly isFile: boolean; readonly sizeBytes: number };
  readonly read: (path: string) => Uint8Array;
  readonly list: (folder: string) => readonly string[];
};

export const realFiles: ReadFiles = {
  realPath: (path) => realpathSync(path),
  stat: (path) => {
    const stats = statSync(path);
    return { isFile: stats.isFile(), sizeBytes: stats.size };
  },
  read: (path) => readFileSync(path),
  list: (folder) => readdirSync(folder),
};

const mostBytes = 64 * 1024 * 1024;

/** The files that a scenario names: each is read once, and lies in the scenario's folder. */
export class NamedFiles {
  readonly #folder: string;
  readonly #problems: ProblemList;
  readonly #files: ReadFiles;
  readonly #contents = new Map<string, Uint8Array>();

  constructor(folder: string, problems: ProblemList, files: ReadFiles) {
    this.#folder = folder;
    this.#problems = problems;
    this.#files = files;
  }

  /** Absolute, links followed; null where there is no such file that may be read. */
  pathOf(at: ScenarioPath, name: string): string | null {
    const path = resolve(this.#folder, name);
    const hint = 'a scenario reads files of its own folder only: put it there';
    if (!isInside(resolve(this.#folder), path)) {
      return this.#problems.refuse(at, `"${name}" leaves the scenario's folder`, hint);
    }
    try {
      const realPath = this.#files.realPath(path);
      if (!isInside(this.#files.realPath(this.#folder), realPath)) {
        return this.#problems.refuse(at, `"${name}" is a link that leaves the scenario's folder`, hint);
      }
      if (this.#files.stat(realPath).isFile) return realPath;
      return this.#problems.refuse(at, `"${name}" is not a file`);
    } catch (error) {
      return this.#unreadable(at, name, error);
    }
  }

  bytes(at: ScenarioPath, name: string): Uint8Array | null {
    const path = this.pathOf(at, name);
    if (path === null) return null;
    const known = this.#contents.get(path);
    if (known !== undefined) return known;
    try {
      const { sizeBytes } = this.#files.stat(path);
      if (sizeBytes > mostBytes) {
        const message = `"${name}" has ${sizeBytes} bytes; a file in a request may have ${mostBytes}`;
        return this.#problems.refuse(at, message);
      }
      // Of its own memory: what is sent to a worker is the whole of the memory that a view belongs to.
      const contents = new Uint8Array(this.#files.read(path));
      this.#contents.set(path, contents);
      return contents;
    } catch (error) {
      return this.#unreadable(at, name, error);
    }
  }

  text(at: ScenarioPath, name: string): string | null {
    const bytes = this.bytes(at, name);
    return bytes === null ? null : new TextDecoder().decode(bytes);
  }

  #unreadable(at: ScenarioPath, name: string, error: unknown): null {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isMissing) return this.#problems.refuse(at, `"${name}" can't be read: ${describeCause(error)}`);
    const near = suggest(basename(name), this.#neighbours(name));
    const hint = near === undefined ? `it would be in ${this.#folder}` : `did you mean "${near}"?`;
    return this.#problems.refuse(at, `there is no file "${name}"`, hint);
  }

  #neighbours(name: string): readonly string[] {
    try {
      return this.#files.list(dirname(resolve(this.#folder, name)));
    } catch {
      return [];
    }
  }
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
