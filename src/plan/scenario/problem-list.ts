import type { Problem } from '../../base/errors.ts';
import type { LoadedScenario, ScenarioPath } from '../../scenario/file/loaded-scenario.ts';

/** Takes secrets out of text. */
export type Redact = (text: string) => string;

/** A file that is wrong throughout shouldn't fill the screen. */
const mostProblems = 50;

/** What is wrong with a scenario, each at its place in the file; what is said twice of one place is kept once. */
export class ProblemList {
  readonly #placeOf: LoadedScenario['placeOf'];
  readonly #redact: Redact;
  readonly #found = new Map<string, { readonly place: string; readonly problem: Problem }>();

  constructor(placeOf: LoadedScenario['placeOf'], redact: Redact = (text) => text) {
    this.#placeOf = placeOf;
    this.#redact = redact;
  }

  /** Answers null, for what can't be planned. */
  refuse(path: ScenarioPath, message: string, hint?: string): null {
    const place = this.#placeOf(path);
    const whole = this.#redact(`${place}: ${message}`);
    const problem: Problem =
      hint === undefined ? { message: whole } : { message: whole, hint: this.#redact(hint) };
    if (!this.#found.has(whole)) this.#found.set(whole, { place, problem });
    return null;
  }

  /** What says its own place, such as a line of a data file that the scenario names at `path`. */
  add(path: ScenarioPath, problem: Problem): void {
    if (!this.#found.has(problem.message)) {
      this.#found.set(problem.message, { place: this.#placeOf(path), problem });
    }
  }

  get isEmpty(): boolean {
    return this.#found.size === 0;
  }

  /** From the top of the file to its end, as far as places are lines and columns; of very many the first. */
  inOrder(): readonly Problem[] {
    const all = [...this.#found.values()]
      .map(({ place, problem }) => ({ position: positionOf(place), problem }))
      .toSorted((a, b) => a.position - b.position)
      .map(({ problem }) => problem);
    const more = all.length - mostProblems;
    return more > 0 ? [...all.slice(0, mostProblems), { message: `and ${more} more` }] : all;
  }
}

/** Grows with the line, then with the column. */
function positionOf(place: string): number {
  const [, line, column] = /:(\d+):(\d+)$/.exec(place) ?? [];
  return Number(line ?? 0) * 1e6 + Number(column ?? 0);
}

/** The key that a path ends with, for messages: `rate` of `load[0].rate`. */
export function keyOf(path: ScenarioPath): string {
  return path.findLast((step) => typeof step === 'string') ?? 'the scenario';
}
