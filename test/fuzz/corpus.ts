import type { Random } from '../../src/base/random.ts';
import type { FuzzCase } from './fuzz-case.ts';

/** The cases worth changing further: for each thing that a case led to, the shortest that did. */
export class Corpus {
  readonly #cases: FuzzCase[] = [];
  readonly #places = new Map<string, number>();

  get size(): number {
    return this.#cases.length;
  }

  get cases(): readonly FuzzCase[] {
    return this.#cases;
  }

  keep(fuzzCase: FuzzCase): void {
    this.#cases.push(fuzzCase);
  }

  /** Keeps the case if it is the first that led to this, and answers whether it was, or else if it is shorter. */
  offer(signature: string, fuzzCase: FuzzCase): boolean {
    const place = this.#places.get(signature);
    if (place === undefined) {
      this.#places.set(signature, this.#cases.push(fuzzCase) - 1);
      return true;
    }
    const known = this.#cases[place];
    if (known !== undefined && fuzzCase.text.length < known.text.length) this.#cases[place] = fuzzCase;
    return false;
  }

  /** Half of the time one of the youngest. */
  pick(random: Random): FuzzCase {
    const { length } = this.#cases;
    const reach = random() < 0.5 ? Math.min(length, 100) : length;
    const picked = this.#cases[length - 1 - Math.floor(random() * reach)];
    if (picked === undefined) throw new Error('the corpus is empty');
    return picked;
  }
}
