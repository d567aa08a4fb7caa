import { suggest } from '../../base/suggest.ts';
import type { VariableRead } from '../../scenario/expression/reading.ts';
import { variableNameProblem } from '../../scenario/expression/variable-name.ts';
import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import type { ProblemList } from './problem-list.ts';

/** Data sources by name, with the columns of their rows; null where these aren't known before the run. */
export type Columns = ReadonlyMap<string, readonly string[] | null>;

/** A name that some step gives a value, and what to say of it where it has none. */
export type Captured = {
  readonly name: string;
  readonly where: string;
  /** By a step that the same user comes to. */
  readonly isAhead: boolean;
};

/** What a name is to an expression: `later` is captured by a step that is still ahead. */
type Knowledge = 'known' | 'later' | 'unknown';

/**
 * The variables that expressions may read, as one goes down the steps. A capture in a branch that may be left out is
 * known after it all the same: its value may be missing then, which `??` deals with.
 */
export class KnownNames {
  /** Data sources that were read so far. */
  readonly usedData: Set<string> = new Set();
  readonly #problems: ProblemList;
  readonly #columns: Columns;
  readonly #captured: Set<string>;
  readonly #loops: string[] = [];
  readonly #elsewhere: readonly Captured[];
  /** A function may have set any variable. */
  #isOpen: boolean;

  /** `elsewhere` are the captures of all steps; `captured` is known from the start. */
  constructor(problems: ProblemList, columns: Columns, elsewhere: readonly Captured[], captured: Start = {}) {
    this.#problems = problems;
    this.#columns = columns;
    this.#elsewhere = elsewhere;
    this.#captured = new Set(captured.names);
    this.#isOpen = captured.isOpen ?? false;
  }

  /** For steps that come after these, of which there may be several. */
  branch(elsewhere: readonly Captured[]): KnownNames {
    const start = { names: [...this.#captured], isOpen: this.#isOpen };
    return new KnownNames(this.#problems, this.#columns, elsewhere, start);
  }

  knowledgeOf(name: string): Knowledge {
    const isKnown = this.#captured.has(name) || this.#loops.includes(name) || this.#columns.has(name);
    if (isKnown || this.#isOpen) return 'known';
    const isLater = this.#elsewhere.some((captured) => captured.name === name && captured.isAhead);
    return isLater ? 'later' : 'unknown';
  }

  /** Notes what is read, and refuses what isn't there. */
  read(path: ScenarioPath, text: string, reads: readonly VariableRead[]): void {
    for (const { name, key } of reads) {
      if (this.#columns.has(name)) {
        this.usedData.add(name);
        if (key !== null) this.#checkColumn(path, name, key.name);
      } else if (this.knowledgeOf(name) !== 'known') {
        this.#refuseName(path, text, name);
      }
    }
  }

  /** A step has captured them. */
  capture(path: ScenarioPath, name: string): void {
    if (this.#isFree(path, name, 'capture')) this.#captured.add(name);
  }

  /** A function was called: it may have set any variable, and read the data sources that its text names. */
  call(source: string): void {
    this.#isOpen = true;
    for (const name of this.#columns.keys()) {
      if (new RegExp(`(?<![\\w$])${escaped(name)}(?![\\w$])`).test(source)) {
        this.usedData.add(name);
      }
    }
  }

  /** Runs `plan` with the variable of a loop, which only its steps know. */
  inLoop<T>(path: ScenarioPath, name: string | null, plan: () => T): T {
    if (name === null || !this.#isFree(path, name, 'loop variable')) return plan();
    if (this.#loops.includes(name) || this.#captured.has(name)) {
      this.#problems.refuse(
        path,
        `the loop variable "${name}" has the name of another variable`,
        'rename it',
      );
    }
    this.#loops.push(name);
    const planned = plan();
    this.#loops.pop();
    return planned;
  }

  #isFree(path: ScenarioPath, name: string, what: string): boolean {
    const problem = variableNameProblem(name);
    if (problem !== null) {
      this.#problems.refuse(path, problem.message, problem.hint);
      return false;
    }
    if (!this.#columns.has(name)) return true;
    this.#problems.refuse(path, `the ${what} "${name}" has the name of a data source`, 'rename one of them');
    return false;
  }

  #checkColumn(path: ScenarioPath, name: string, column: string): void {
    const columns = this.#columns.get(name) ?? null;
    if (columns === null || columns.includes(column)) return;
    this.#problems.refuse(path, `"${name}" has no column "${column}"`, nearOr(column, columns, 'it has'));
  }

  #refuseName(path: ScenarioPath, text: string, name: string): void {
    const elsewhere = this.#elsewhere.find((captured) => captured.name === name);
    if (elsewhere !== undefined) {
      this.#problems.refuse(path, `"${name}" is ${elsewhere.where}`, 'capture it in an earlier step');
      return;
    }
    const known = [...this.#columns.keys(), ...this.#captured, ...this.#loops, 'iteration', 'user'];
    const hint = nearOr(name, known, 'known here are');
    this.#problems.refuse(path, `there is no variable "${name}", in ${JSON.stringify(text)}`, hint);
  }
}

type Start = { readonly names?: readonly string[]; readonly isOpen?: boolean };

function nearOr(word: string, known: readonly string[], otherwise: string): string {
  const near = suggest(word, known);
  return near === undefined ? `${otherwise} ${known.join(', ')}` : `did you mean "${near}"?`;
}

function escaped(text: string): string {
  return text.replaceAll('$', String.raw`\$`);
}
