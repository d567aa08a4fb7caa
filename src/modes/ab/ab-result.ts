import type { Change } from '../../gate/change.ts';
import type {
  Completion,
  Distribution,
  GateOutcome,
  LoadInfo,
  TargetInfo,
  Trust,
} from '../../summary/result.ts';
import type { ServerUsage } from '../../summary/server-usage.ts';

/** Two targets under the same load by turns: what `inrush ab -o json` writes. */
export type AbResult = {
  readonly schemaVersion: 1;
  readonly kind: 'ab';
  readonly inrush: string;
  /** Wall-clock start, ISO 8601. */
  readonly startedAt: string;
  /** Name of the scenario file; null without one. */
  readonly scenario: string | null;
  /** The baseline, and the candidate. */
  readonly a: AbSide;
  readonly b: AbSide;
  /** Of one block. */
  readonly load: LoadInfo;
  readonly design: AbDesign;
  readonly changes: readonly Change[];
  /** In the order in which they ran. */
  readonly pairs: readonly AbPair[];
  /** Each time that it was asked whether enough pairs had been measured. */
  readonly looks: readonly AbLook[];
  /** A plain sentence for people. */
  readonly finding: string;
  readonly completion: Completion;
  readonly trust: Trust;
  readonly gates: readonly GateOutcome[];
};

export type AbSide = {
  /** `http://127.0.0.1:8080`, `main (3f2a9c1)` */
  readonly label: string;
  readonly target: TargetInfo;
  readonly started: number;
  /** Started requests that did not end ok. */
  readonly failed: number;
  /** Headline latency of all requests of all pairs that count. */
  readonly time: Distribution;
  /** null unless inrush started it. */
  readonly server: ServerUsage | null;
};

export type AbDesign = {
  /** `interleaved`: blocks in the order A B, B A, A B …; `duet`: both at once, each with half of the load. */
  readonly kind: 'interleaved' | 'duet';
  /** A against itself (`--aa`): what this machine can tell apart. */
  readonly isSelfTest: boolean;
  /** Measured part of a block, and what comes before it. */
  readonly blockMs: number;
  readonly warmupMs: number;
  /** How many were to be measured first, and at most. */
  readonly pairs: number;
  readonly mostPairs: number;
  /** The smallest effect that matters, as a share: 0.03 is 3 %. */
  readonly minEffect: number;
  /** The same of shares such as errors, in percentage points. */
  readonly minPoints: number;
  /** Chance of a false alarm over all metrics and looks. */
  readonly alpha: number;
};

export type AbPair = {
  readonly order: 'ab' | 'ba' | 'duet';
  /** Why it doesn't count; null when it does. */
  readonly leftOut: string | null;
  /** In the order of `changes`, in their units; null where a block has no such number. */
  readonly a: readonly (number | null)[];
  readonly b: readonly (number | null)[];
};

export type AbLook = {
  /** That counted by then. */
  readonly pairs: number;
  /** Of `alpha`, by this look alone. */
  readonly alphaSpent: number;
  readonly isLast: boolean;
};
