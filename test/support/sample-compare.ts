import { makeBaseline } from '../../src/gate/baseline/make-baseline.ts';
import { compareResults } from '../../src/gate/compare/compare-results.ts';
import type { CompareResult } from '../../src/gate/compare/compare-result.ts';
import { sideOfBaseline } from '../../src/gate/compare/make-side.ts';
import type { Baseline } from '../../src/gate/baseline/baseline.ts';
import { partialRun } from './sample-result.ts';
import { noisyRuns, sideOf, storedRun } from './stored-run.ts';

const main = sideOf('main', noisyRuns(10, { noise: 0.02, seed: 1 }));

/** Ten runs a side, of which the candidate's are slower. */
export const slowerCandidate: CompareResult = compareResults(
  main,
  sideOf('candidate', noisyRuns(10, { noise: 0.02, seed: 2, slower: 1.2, minute: 60 })),
);

/** The same, a day apart: the machine may have changed as well. */
export const anotherDay: CompareResult = compareResults(
  main,
  sideOf('candidate', noisyRuns(10, { noise: 0.02, seed: 2, slower: 1.2, minute: 1440 })),
);

/** Alike, and one run that broke off. */
export const sameCandidate: CompareResult = compareResults(
  sideOf('main', noisyRuns(10, { noise: 0.003, seed: 1 })),
  sideOf('candidate', [...noisyRuns(10, { noise: 0.003, seed: 2, minute: 60 }), partialRun]),
);

/** One run a side: nothing to be told. */
export const singleRuns: CompareResult = compareResults(
  sideOf('main.json', [storedRun()]),
  sideOf('candidate.json', [storedRun({ p50Ms: 13, p99Ms: null, minute: 60 })]),
);

export const recorded: Baseline = makeBaseline(noisyRuns(10, { noise: 0.02, seed: 1 }));

/** A faster run against a recorded baseline. */
export const fasterThanBaseline: CompareResult = compareResults(
  sideOfBaseline('baseline.json', recorded),
  sideOf('candidate.json', noisyRuns(1, { noise: 0.02, seed: 2, slower: 0.7, minute: 60 })),
);

const rows = (ordersMs: number) => ({ cart: {}, orders: { p50Ms: ordersMs, p95Ms: 2 * ordersMs } });
const requestRuns = (ordersMs: number) =>
  Array.from({ length: 10 }, (_, minute) => storedRun({ minute }, rows(ordersMs * (1 + minute / 1000))));

/** All requests are the same, and one of two is slower. */
export const slowerRequest: CompareResult = compareResults(
  sideOf('main', requestRuns(10)),
  sideOf('candidate', requestRuns(15)),
);

const other = storedRun({ p50Ms: 100 });

/** Another load, shown all the same. */
export const differentLoads: CompareResult = compareResults(
  sideOf('main.json', [storedRun()]),
  sideOf('candidate.json', [{ ...other, load: { ...other.load, connections: 80 } }]),
  { allowDifferent: true },
);

/** No run of a side counts. */
export const nothingToCompare: CompareResult = compareResults(
  sideOf('main', [partialRun]),
  sideOf('candidate', [storedRun()]),
);
