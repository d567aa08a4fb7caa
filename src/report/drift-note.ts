import type { Result } from '../summary/result.ts';
import { formatCount, formatPercent } from './format.ts';

/** That latency moved while it was measured; null when it didn't, or when that isn't sure. */
export function driftNote({ drift }: Result): string | null {
  if (drift === null || !drift.isSignificant) return null;
  const { series, perMinute, pValue, intervals } = drift;
  const name = series === 'response' ? 'response time' : 'service time';
  const moves = `${name} ${perMinute > 0 ? 'rises' : 'falls'} ${formatPercent(Math.abs(perMinute))} a minute`;
  const chance = pValue < 0.001 ? 'p < 0.001' : `p = ${pValue.toFixed(3)}`;
  return `drift: ${moves} (medians of ${formatCount(intervals)} seconds, ${chance})`;
}
