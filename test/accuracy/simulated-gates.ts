import { type Random, seededRandom } from '../../src/base/random.ts';
import { medianOf, sigmaOf } from '../../src/gate/baseline/spread.ts';
import { abMetrics } from '../../src/modes/ab/ab-metrics.ts';
import { gatesOf } from '../../src/modes/ab/ab-gates.ts';
import type { AbDesign, AbPair } from '../../src/modes/ab/ab-result.ts';
import { type AbAnalysis, analysePairs } from '../../src/modes/ab/analyse-pairs.ts';
import { looksOf } from '../../src/modes/ab/looks.ts';
import { interleaved, type Noise, type Quantiles, RunBank, session } from './simulated-sessions.ts';

/** What a gate said of a server that takes `slowdown` times as long as before. */
export type Answer = {
  readonly fails: boolean;
  readonly p50: boolean;
  readonly p99: boolean;
  /** Pairs of blocks, or runs of the candidate. */
  readonly effort: number;
  /** Of p50, where the gate tells. */
  readonly detectable: number | null;
};

export type Gate = (noise: Noise, slowdown: number) => Answer;

/** Pairs in an A/B comparison, and blocks in a run that takes as long as one of its sides. */
const pairs = 10;
/** By which the last run may be exceeded. */
const tolerated = 1.1;

export const design: AbDesign = {
  kind: 'interleaved',
  isSelfTest: false,
  blockMs: 3000,
  warmupMs: 500,
  pairs,
  mostPairs: 30,
  minEffect: 0.03,
  minPoints: 0.1,
  alpha: 0.05,
};
const metrics = abMetrics({ model: 'open', requests: [] });

/** Gates with seeds of their own; a block has so many requests, and `bankSize` different ones are drawn from. */
export function simulatedGates(
  seed: number,
  requestsEach: number,
  bankSize: number,
): Readonly<Record<string, Gate>> {
  const random = seededRandom(seed);
  const blocks = new RunBank(random, bankSize, requestsEach);
  const runs = new RunBank(random, Math.ceil(bankSize / pairs), pairs * requestsEach);
  return {
    'ab, 10 pairs': (noise, slowdown) =>
      abGate(session(blocks, noise, random), { ...design, mostPairs: pairs }, slowdown),
    'ab, 10 to 30 pairs': (noise, slowdown) => abGate(session(blocks, noise, random), design, slowdown),
    'stored baseline of one session': (noise, slowdown) => storedGate(runs, noise, slowdown, random, 1),
    'stored baseline of ten sessions': (noise, slowdown) => storedGate(runs, noise, slowdown, random, 10),
    'p95 against the last run': (noise, slowdown) => lastRunGate(runs, noise, slowdown, random),
  };
}

/** The looks of `inrush ab`, as it takes them. */
function abGate(runs: Iterator<Quantiles, never>, shape: AbDesign, slowdown: number): Answer {
  const measured: AbPair[] = [];
  let analysis: AbAnalysis = { changes: [], isDecided: false };
  for (const look of looksOf(shape)) {
    measured.push(...interleaved(runs, look.pairs - measured.length, slowdown));
    analysis = analysePairs(metrics, measured, look, shape);
    if (analysis.isDecided) break;
  }
  const isWorse = (metric: string): boolean =>
    analysis.changes.find((change) => change.metric === metric)?.verdict === 'worse';
  return {
    fails: gatesOf(metrics, analysis.changes, shape).some(({ verdict }) => verdict === 'failed'),
    p50: isWorse('p50'),
    p99: isWorse('p99'),
    effort: measured.length,
    detectable: analysis.changes[0]?.detectable ?? null,
  };
}

/** `p50 < baseline + max(10%, 3 sigma, 2ms)`, and p99: ten runs recorded in so many sessions, the candidate in another. */
function storedGate(
  bank: RunBank,
  noise: Noise,
  slowdown: number,
  random: Random,
  sessionCount: 1 | 10,
): Answer {
  const sessions = Array.from({ length: sessionCount }, () => session(bank, noise, random));
  const recorded = Array.from({ length: 10 / sessionCount }, () =>
    sessions.map((runs) => runs.next().value),
  ).flat();
  const candidate = session(bank, noise, random).next().value;
  const isAbove = (metric: keyof Quantiles): boolean => {
    const values = recorded.map((run) => run[metric]);
    const base = medianOf(values);
    return slowdown * candidate[metric] >= base + Math.max(0.1 * base, 3 * (sigmaOf(values) ?? 0), 2);
  };
  const [p50, p99] = [isAbove('p50'), isAbove('p99')];
  return { fails: p50 || p99, p50, p99, effort: 1, detectable: null };
}

/** Fails when p95 is more than 10 % above that of the last run, of another session. */
function lastRunGate(bank: RunBank, noise: Noise, slowdown: number, random: Random): Answer {
  const [last, candidate] = [session(bank, noise, random), session(bank, noise, random)].map(
    (runs) => runs.next().value,
  );
  const fails = slowdown * (candidate?.p95 ?? NaN) > tolerated * (last?.p95 ?? NaN);
  return { fails, p50: fails, p99: fails, effort: 1, detectable: null };
}
