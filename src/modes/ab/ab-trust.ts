import type { Trust, TrustReason } from '../../summary/result.ts';
import { jointReasons } from '../joint-reasons.ts';
import type { MeasuredPair, PairLedger } from './pair-ledger.ts';

/**
 * Of the pairs that count: those that can't be trusted are left out, which costs time and no truth. `invalid` only where they
 * were so many that it was given up.
 */
export function abTrust({ pairs, counted, ending }: Pick<PairLedger, 'pairs' | 'counted' | 'ending'>): Trust {
  if (ending === 'too-many-left-out') {
    const leftOut = pairs.filter((pair) => pair.leftOut !== null);
    return { level: 'invalid', reasons: worstFirst(reasonsOf(leftOut)) };
  }
  const reasons = worstFirst(reasonsOf(counted));
  return { level: reasons.length === 0 ? 'ok' : 'degraded', reasons };
}

function reasonsOf(pairs: readonly MeasuredPair[]): TrustReason[] {
  return (['a', 'b'] as const).flatMap((side) =>
    jointReasons(
      side.toUpperCase(),
      pairs.map(({ runs }) => runs[side].trust),
      'blocks',
    ),
  );
}

function worstFirst(reasons: readonly TrustReason[]): TrustReason[] {
  return reasons.toSorted(
    (left, right) => Number(right.level === 'invalid') - Number(left.level === 'invalid'),
  );
}
