import { readFileSync } from 'node:fs';
import type { Split } from '../../src/inference/e-divisive.ts';
import type { MeanDifference } from '../../src/inference/mean-difference.ts';
import type { QuantileInterval } from '../../src/inference/quantile-intervals.ts';
import type { Shift } from '../../src/inference/shift.ts';
import type { RankTest } from '../../src/inference/signed-rank.ts';

type Golden = {
  'student-t': { readonly freedom: number; readonly confidence: number; readonly t: number };
  'chi-square': { readonly value: number; readonly freedom: number; readonly tail: number };
  normal: { readonly reach: number; readonly outside: number };
  beta: { readonly x: number; readonly a: number; readonly b: number; readonly cdf: number };
  ranks: { readonly count: number; readonly quantile: number; readonly low: number; readonly high: number };
  autocorrelation: { readonly values: number[]; readonly lags: Readonly<Record<string, number>> };
  mser: {
    readonly name: string;
    readonly values: number[];
    readonly truncation: number;
    readonly isInside: boolean;
  };
  trend: {
    readonly times: number[];
    readonly values: number[];
    readonly slope: number;
    readonly median: number;
    readonly pValue: number;
  };
  bootstrap: { readonly values: number[]; readonly blockLength: number; readonly variance: number };
  intervals: {
    readonly name: string;
    readonly windows: number[][];
    readonly blockLength: number;
    readonly autocorrelation: number;
    readonly intervals: (QuantileInterval & { readonly quantile: number })[];
  };
  'signed-rank': RankTest & { readonly name: string; readonly differences: number[] };
  'rank-sum': RankTest & { readonly name: string; readonly base: number[]; readonly head: number[] };
  'paired-shift': Shift & { readonly confidence: number; readonly differences: number[] };
  'shift-between': Shift & { readonly confidence: number; readonly base: number[]; readonly head: number[] };
  'normal-quantile': { readonly chance: number; readonly quantile: number };
  'binomial-interval': Readonly<Record<'hits' | 'tries' | 'confidence' | 'low' | 'high', number>>;
  'mean-difference': MeanDifference & {
    readonly leftValues: number[];
    readonly rightValues: number[];
    readonly confidence: number;
  };
  'e-divisive': Split & { readonly values: number[]; readonly least: number };
  'outside-t': { readonly distance: number; readonly freedom: number; readonly chance: number };
};

/** What SciPy and NumPy say, written by test/golden/inference/make.py. */
export function golden<Name extends keyof Golden>(name: Name): readonly Golden[Name][] {
  const text = readFileSync(`test/golden/inference/${name}.json`, 'utf8');
  return (JSON.parse(text) as { cases: Golden[Name][] }).cases;
}

/** Relative; chances below a millionth are as good as none. */
export function error(found: number, expected: number): number {
  return found === expected ? 0 : Math.abs(found - expected) / Math.max(Math.abs(expected), 1e-6);
}
