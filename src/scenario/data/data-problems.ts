import type { Problem } from '../../base/errors.ts';
import type { DataPlace } from './broken-data.ts';
import { placeInFile } from './place-in-file.ts';

type DataProblem = { readonly place: DataPlace; readonly message: string; readonly hint: string };

/** A wrong file shouldn't fill the screen, */
const mostShown = 10;
/** nor take long: so many are enough to see that it is wrong throughout. */
const mostCounted = 10_000;

/** There are so many problems that the file isn't read on. */
export class TooManyProblems extends Error {}

/** What is wrong in one data file; of a file that is wrong throughout, the first problems and how many more there are. */
export class DataProblems {
  readonly #path: string;
  readonly #name: string;
  readonly #first: DataProblem[] = [];
  #count = 0;

  /** `name` is the file's, as it may be shown. */
  constructor(path: string, name: string) {
    this.#path = path;
    this.#name = name;
  }

  get count(): number {
    return this.#count;
  }

  /** Throws {@link TooManyProblems} when this is more than enough. */
  add(place: DataPlace, message: string, hint: string): void {
    this.addLast(place, message, hint);
    if (this.#count === mostCounted) throw new TooManyProblems();
  }

  /** After which nothing is read any more. */
  addLast(place: DataPlace, message: string, hint: string): void {
    this.#count++;
    if (this.#first.length < mostShown) this.#first.push({ place, message, hint });
  }

  async all(): Promise<readonly Problem[]> {
    const problems: Problem[] = [];
    for (const { place, message, hint } of this.#first) {
      const shown = 'line' in place ? place.line : await placeInFile(this.#path, place.offset);
      problems.push({ message: `${this.#name}:${shown}: ${message}`, hint });
    }
    const more = this.#count - this.#first.length;
    if (more > 0) {
      const number = `${this.#count >= mostCounted ? 'at least ' : ''}${more.toLocaleString('en-US')}`;
      problems.push({ message: `and ${number} more problem${more === 1 ? '' : 's'} in ${this.#name}` });
    }
    return problems;
  }
}
