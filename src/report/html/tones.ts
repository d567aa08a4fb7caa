import type { GateVerdict } from '../../gate/verdict.ts';
import type { GateOutcome, TrustLevel } from '../../summary/result.ts';
import type { Tone } from './page.ts';

export function verdictTone(verdict: GateVerdict | GateOutcome['verdict']): Tone {
  if (verdict === 'passed') return 'good';
  return verdict === 'inconclusive' ? 'warn' : 'bad';
}

export const trustTones: Readonly<Record<TrustLevel, Tone>> = {
  ok: 'good',
  degraded: 'warn',
  invalid: 'bad',
};

/** Something that should not have happened at all. */
export function toneOfErrors(count: number): Tone {
  return count > 0 ? 'bad' : 'neutral';
}
