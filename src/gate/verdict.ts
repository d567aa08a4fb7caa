import type { GateOutcome, TrustLevel } from '../summary/result.ts';

/** What all gates of a run say together; each has its own exit code. */
export type GateVerdict = 'passed' | 'failed' | 'inconclusive' | 'invalid';

/** What gates that are inconclusive come to in the exit code. */
export type InconclusivePolicy = (typeof inconclusivePolicies)[number];

export const inconclusivePolicies = ['pass', 'fail'] as const;

/**
 * The worst outcome. Without trust in the numbers a gate that they would decide is `invalid` either way; without
 * gates nothing depended on them.
 */
export function foldVerdict(outcomes: readonly GateOutcome[], trust: TrustLevel): GateVerdict {
  if (outcomes.length === 0) return 'passed';
  if (trust === 'invalid') return 'invalid';
  const verdicts = new Set(outcomes.map(({ verdict }) => verdict));
  if (verdicts.has('failed') || verdicts.has('no-data')) return 'failed';
  return verdicts.has('inconclusive') ? 'inconclusive' : 'passed';
}
