import { readFileSync } from 'node:fs';
import { Session, type Profiler } from 'node:inspector';
import { fileURLToPath } from 'node:url';

const missed = 1;
const covered = 2;

/** By file, a mark for each character: 0 where nothing is known. */
export type CoverageMarks = ReadonlyMap<string, Uint8Array>;

/**
 * Which code of some files has run, by V8's own block counters. It sees only modules that are loaded after
 * `start`: their code is compiled with the counters in it.
 */
export class CodeCoverage {
  readonly #session = new Session();
  readonly #isWatched: (url: string) => boolean;
  readonly #marks = new Map<string, Uint8Array>();

  constructor(isWatched: (url: string) => boolean) {
    this.#isWatched = isWatched;
  }

  start(): void {
    this.#session.connect();
    this.#session.post('Profiler.enable');
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  stop(): void {
    this.#session.disconnect();
  }

  /** What ran since the last call. Takes about 0.6 ms. */
  take(): CoverageMarks {
    let scripts: readonly Profiler.ScriptCoverage[] = [];
    // A session with its own thread is answered before `post` returns.
    this.#session.post('Profiler.takePreciseCoverage', (error, answer) => {
      if (error !== null) throw error;
      scripts = answer.result;
    });
    const watched = scripts.filter(({ url }) => this.#isWatched(url));
    return new Map(watched.map(({ url, functions }) => [url, marksOf(functions)]));
  }

  /** Whether any of it had never run before. */
  isNews(taken: CoverageMarks): boolean {
    return [...taken].some(([url, now]) => {
      const known = this.#marks.get(url);
      return now.some((mark, at) => mark === covered && known?.[at] !== covered);
    });
  }

  add(taken: CoverageMarks): void {
    for (const [url, now] of taken) {
      // The first time the whole file is there: the module itself has run.
      const marks = this.#marks.get(url) ?? new Uint8Array(now.length);
      this.#marks.set(url, marks);
      for (const [at, mark] of now.entries()) if (mark > (marks[at] ?? covered)) marks[at] = mark;
    }
  }

  /** As if nothing had run yet. */
  forget(): void {
    for (const marks of this.#marks.values()) marks.fill(missed);
  }

  /** The share of the watched code that has run, from 0 to 1. */
  get share(): number {
    const marks = [...this.#marks.values()];
    const count = (wanted: number): number =>
      marks.reduce((sum, each) => sum + each.filter((mark) => mark === wanted).length, 0);
    return count(covered) / Math.max(1, count(covered) + count(missed));
  }

  /** `file:line: code` of each line with code that has never run. */
  missedLines(): string[] {
    return [...this.#marks].flatMap(([url, marks]) => {
      let at = 0;
      return readFileSync(fileURLToPath(url), 'utf8')
        .split('\n')
        .map((line, index) => {
          const isMissed = Array.from(line).some(
            (character, column) => character !== ' ' && marks[at + column] === missed,
          );
          at += line.length + 1;
          return isMissed ? `${url.split('/').pop()}:${index + 1}: ${line.trim()}` : '';
        })
        .filter((line) => line !== '');
    });
  }
}

function marksOf(functions: readonly Profiler.FunctionCoverage[]): Uint8Array {
  const length = Math.max(0, ...functions.flatMap(({ ranges }) => ranges.map(({ endOffset }) => endOffset)));
  const marks = new Uint8Array(length);
  // Outer functions and blocks come before those inside them.
  for (const { ranges } of functions) {
    for (const { startOffset, endOffset, count } of ranges) {
      marks.fill(count > 0 ? covered : missed, startOffset, endOffset);
    }
  }
  return marks;
}
