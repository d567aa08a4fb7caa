import { seededRandom, type Random } from '../../src/base/random.ts';
import type { CodeCoverage } from './code-coverage.ts';
import { Corpus } from './corpus.ts';
import { shrink, type Finding } from './finding.ts';
import type { FuzzCase } from './fuzz-case.ts';
import { mutate } from './mutate.ts';
import type { Target } from './target.ts';

/** Asking for the coverage takes as long as many cases: it is asked for only after so many. */
const batchSize = 256;
/** Of a target's `oneIn`. */
const rare = 16;
const maxFindings = 20;

export type FuzzerOptions = {
  readonly targets: readonly Target[];
  readonly coverage: CodeCoverage;
  /** The same seed, cases and code make the same executions. */
  readonly seed: number;
};

/** Makes new cases of those that led to something new before, and runs the targets on them. */
export class Fuzzer {
  executions: number = 0;
  readonly corpus: Corpus = new Corpus();
  readonly findings: Finding[] = [];
  readonly #targets: readonly Target[];
  readonly #coverage: CodeCoverage;
  readonly #random: Random;

  constructor({ targets, coverage, seed }: FuzzerOptions) {
    this.#targets = targets;
    this.#coverage = coverage;
    this.#random = seededRandom(seed);
  }

  /** Runs every target on each, and keeps them all. */
  async begin(cases: readonly FuzzCase[]): Promise<void> {
    for (const fuzzCase of cases) {
      await this.#execute(fuzzCase, () => true);
      this.corpus.keep(fuzzCase);
    }
    this.#coverage.add(this.#coverage.take());
  }

  /** Until told to stop, or until there are too many findings. */
  async run(isOver: () => boolean): Promise<void> {
    while (!isOver() && this.findings.length < maxFindings) await this.#runBatch();
  }

  async #runBatch(): Promise<void> {
    const cases = Array.from({ length: batchSize }, () =>
      mutate(this.corpus.pick(this.#random), this.corpus.pick(this.#random), this.#random),
    );
    const promising: FuzzCase[] = [];
    for (const fuzzCase of cases) {
      const isNew = await this.#execute(fuzzCase, ({ oneIn }) => this.#random() < 1 / oneIn);
      if (isNew) promising.push(fuzzCase);
    }
    if (this.#coverage.isNews(this.#coverage.take())) await this.#findNews(cases);
    for (const fuzzCase of promising) await this.#execute(fuzzCase, ({ oneIn }) => oneIn > 1);
  }

  /** Some of these ran code that never ran before: which ones, by halves. */
  async #findNews(cases: readonly FuzzCase[]): Promise<void> {
    const middle = Math.ceil(cases.length / 2);
    for (const half of [cases.slice(0, middle), cases.slice(middle)]) {
      // What the rare targets run, the others do too, and faster.
      for (const fuzzCase of half) await this.#execute(fuzzCase, ({ oneIn }) => oneIn < rare);
      const taken = this.#coverage.take();
      if (!this.#coverage.isNews(taken)) continue;
      if (half.length > 1) {
        await this.#findNews(half);
      } else {
        for (const fuzzCase of half) this.corpus.keep(fuzzCase);
        this.#coverage.add(taken);
      }
    }
  }

  /** Whether a target was led to something new. */
  async #execute(fuzzCase: FuzzCase, isDue: (target: Target) => boolean): Promise<boolean> {
    let isNew = false;
    this.executions++;
    for (const target of this.#targets) {
      if (!isDue(target)) continue;
      try {
        const answer = target.run(fuzzCase);
        // Waiting for what is there already would take longer than most cases.
        const signature = typeof answer === 'string' ? answer : await answer;
        if (this.corpus.offer(`${target.name}: ${signature}`, fuzzCase)) isNew = true;
      } catch (error) {
        await this.#report(target, fuzzCase, error);
      }
    }
    return isNew;
  }

  async #report(target: Target, fuzzCase: FuzzCase, error: unknown): Promise<void> {
    const smallest = await shrink(fuzzCase, async (smaller) => !(await passes(target, smaller)));
    const isKnown = this.findings.some(
      (known) => known.target === target.name && known.fuzzCase.text === smallest.text,
    );
    if (isKnown) return;
    const message = error instanceof Error ? error.message : String(error);
    this.findings.push({ target: target.name, message, fuzzCase: smallest });
  }
}

async function passes(target: Target, fuzzCase: FuzzCase): Promise<boolean> {
  try {
    await target.run(fuzzCase);
    return true;
  } catch {
    return false;
  }
}
