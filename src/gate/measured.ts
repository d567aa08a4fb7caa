import type { Distribution, GateInterval, Result } from '../summary/result.ts';

/** What thresholds can ask: a load run, or the figures of two runs side by side. */
export type Measured = Result | MeasuredPair;

/** The part of a sync-vs-async result that thresholds read. */
export type MeasuredPair = {
  readonly kind: 'sync-vs-async';
  readonly sync: MeasuredSide;
  readonly async: MeasuredSide;
  readonly threads: (MeasuredSide & { readonly effect: MeasuredEffect }) | null;
  readonly effect: MeasuredEffect;
  readonly sweep: { readonly knee: MeasuredKnee } | null;
};

export type MeasuredSide = {
  readonly p50Us: number | null;
  readonly serviceTime: Distribution;
  readonly started: number;
  readonly failed: number;
};

export type MeasuredEffect = {
  readonly speedup: number | null;
  readonly speedupInterval: GateInterval | null;
  readonly scalingEfficiency: number | null;
  readonly latencyInflation: number | null;
};

export type MeasuredKnee =
  | { readonly kind: 'found'; readonly concurrency: number }
  | { readonly kind: 'beyond'; readonly upTo: number }
  | { readonly kind: 'too-few-levels' };
