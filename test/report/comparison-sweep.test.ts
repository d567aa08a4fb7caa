import { describe, expect, it } from 'vitest';
import type { Effect, Sweep } from '../../src/modes/sync-vs-async/comparison-result.ts';
import { intervalText } from '../../src/report/comparison-effect.ts';
import { moreRounds, roundRows } from '../../src/report/comparison-rounds.ts';
import { sweepSentences } from '../../src/report/comparison-sweep.ts';
import { scalingComparison } from '../support/sample-comparison.ts';

const tooFew = { kind: 'too-few-levels', levels: 1, needed: 5 } as const;

describe('what a sweep says', () => {
  it.each<[Sweep['knee'], string]>([
    [
      { kind: 'found', concurrency: 8, above: 4, below: 16 },
      '8 in flight: beyond it latency grows faster than throughput (levels beside it: 4, 16)',
    ],
    [
      { kind: 'found', concurrency: 1, above: null, below: 2 },
      '1 in flight: beyond it latency grows faster than throughput (next level tried: 2)',
    ],
    [{ kind: 'beyond', upTo: 1024 }, 'none up to 1,024 in flight: throughput still grew faster than latency'],
    [{ kind: 'too-few-levels', levels: 2, needed: 3 }, 'needs ≥ 3 levels that can be compared, there are 2'],
  ])('of its knee', (knee, sentence) => {
    expect(sentencesOf({ knee })['knee']).toEqual([sentence]);
  });

  const fitted = {
    kind: 'fitted',
    lambdaPerS: 48.123,
    sigma: 0.012_34,
    kappa: 0.000_104_2,
    largestError: 0.0321,
    peak: null,
    upTo: 64,
  } as const;

  it('of its law is the formula, the coefficients and no peak that was not measured', () => {
    expect(sentencesOf({ law: fitted })['scaling law']).toEqual([
      'X(N) = λN ÷ (1 + σ(N − 1) + κN(N − 1)), off by at most 3.21 %',
      'λ 48.1/s · contention σ 0.0123 · coherency κ 0.000104',
      'no peak up to N = 64',
    ]);
    const peak = { concurrency: 31.4, perS: 1520 };
    expect(sentencesOf({ law: { ...fitted, peak } })['scaling law']?.at(-1)).toBe(
      'peak of 1,520/s near N = 31, then it falls',
    );
  });

  it('of no law has no coefficients', () => {
    expect(sentencesOf({ law: { kind: 'poor-fit', largestError: 0.2 } })['scaling law']).toEqual([
      "the Universal Scalability Law doesn't fit: it is off by up to 20 %",
    ]);
    expect(sentencesOf({ law: tooFew })['scaling law']).toEqual([
      'needs ≥ 5 levels that can be compared, there is 1',
    ]);
  });
});

describe('an interval', () => {
  it.each<[Effect['speedupInterval'], string]>([
    [null, '–'],
    [{ confidence: 0.95, low: 43.06, high: 48.24 }, '43.1–48.2×'],
    [{ confidence: 0.95, low: 1e-10, high: 5e13 }, 'too wide'],
  ])('of %j is told', (speedupInterval, text) => {
    expect(intervalText({ ...scalingComparison.effect, speedupInterval })).toBe(text);
  });
});

it('beyond twelve rounds the rest is counted', () => {
  const [round] = scalingComparison.rounds;
  const rounds = Array.from({ length: 15 }, () => ({
    order: [],
    counted: true,
    speedup: 2,
    threadsSpeedup: null,
    ...round,
  }));
  const many = { ...scalingComparison, rounds };
  expect(roundRows(many)).toHaveLength(13);
  expect(moreRounds(many)).toEqual(['and 3 more']);
  expect(roundRows(scalingComparison)).toEqual([]);
});

function sentencesOf(parts: Partial<Sweep>): Partial<Record<string, readonly string[]>> {
  const sweep: Sweep = { levels: [], leftOut: [], knee: tooFew, law: tooFew, ...parts };
  return Object.fromEntries(sweepSentences(sweep));
}
