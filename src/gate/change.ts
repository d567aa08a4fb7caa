/** How one metric of a candidate stands to that of a baseline: what `inrush compare` and `inrush ab` answer. */
export type Change = {
  /** As a threshold names it: `p99`, `rate`, `errors`. */
  readonly metric: string;
  /** null: all requests. */
  readonly request: string | null;
  readonly unit: 'ms' | '/s' | '%';
  readonly isHigherBetter: boolean;
  /** Typical values of both sides in `unit`; null where a side has none. */
  readonly base: number | null;
  readonly head: number | null;
  /**
   * By how much the candidate's is larger: of times and rates a share (0.1 is 10 % more), of shares the difference in
   * percentage points. null where a side has no value.
   */
  readonly effect: number | null;
  readonly effectKind: 'ratio' | 'points';
  /** Of the effect, on its own scale; an end that the data don't bound is null. */
  readonly interval: EffectInterval | null;
  /** That the candidate differs by no more than the smallest effect that matters; all metrics taken into account. */
  readonly pValue: number | null;
  /** The smallest effect that these data would have shown in four of five cases, on the effect's scale. */
  readonly detectable: number | null;
  readonly verdict: ChangeVerdict;
};

/** `confidence` from 0 to 1. */
export type EffectInterval = {
  readonly confidence: number;
  readonly low: number | null;
  readonly high: number | null;
};

/**
 * `better` and `worse`: the whole interval lies beyond the smallest effect that matters. `same`: all of it lies within.
 * `inconclusive`: neither can be told. `no-data`: a side has no such number, which fails a gate.
 */
export type ChangeVerdict = 'better' | 'worse' | 'same' | 'inconclusive' | 'no-data';
