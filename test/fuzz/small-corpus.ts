import type { CodeCoverage } from './code-coverage.ts';
import type { FuzzCase } from './fuzz-case.ts';
import type { Target } from './target.ts';

/**
 * The few cases, the shortest, that together run all the code and lead to every single outcome that `cases` do and
 * `known` don't. Combinations of outcomes are left for the next run to find again.
 */
export async function smallCorpus(
  cases: readonly FuzzCase[],
  known: readonly FuzzCase[],
  targets: readonly Target[],
  coverage: CodeCoverage,
): Promise<FuzzCase[]> {
  const outcomes = new Set<string>();
  const isNews = async (fuzzCase: FuzzCase): Promise<boolean> => {
    const before = outcomes.size;
    for (const { name, run } of targets) {
      try {
        const signature = await run(fuzzCase);
        for (const outcome of signature.split(',')) outcomes.add(`${name}: ${outcome}`);
      } catch {
        // A finding is kept as one.
        return false;
      }
    }
    const taken = coverage.take();
    const isNew = coverage.isNews(taken) || outcomes.size > before;
    coverage.add(taken);
    return isNew;
  };
  coverage.forget();
  for (const fuzzCase of known) await isNews(fuzzCase);
  const kept: FuzzCase[] = [];
  for (const fuzzCase of cases.toSorted((a, b) => a.text.length - b.text.length)) {
    if (await isNews(fuzzCase)) kept.push(fuzzCase);
  }
  return kept;
}
