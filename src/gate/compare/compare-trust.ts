import type { Trust, TrustLevel, TrustReason } from '../../summary/result.ts';
import { type ComparedSide, runCount } from './compared-side.ts';

const levels: readonly TrustLevel[] = ['ok', 'degraded', 'invalid'];

/** The least trust of the runs that count, each reason once for a side; `invalid` where a side has none that counts. */
export function compareTrust(sides: readonly ComparedSide[]): Trust {
  if (sides.some((side) => runCount(side) === 0)) return { level: 'invalid', reasons: [] };
  const found = sides.flatMap(({ measured }) => (measured.kind === 'runs' ? measured.results : []));
  const worst = Math.max(0, ...found.map(({ trust }) => levels.indexOf(trust.level)));
  return { level: levels[worst] ?? 'invalid', reasons: sides.flatMap(reasonsOf) };
}

/** The first of a kind speaks for the others: their messages hold figures of other runs. */
function reasonsOf({ label, measured }: ComparedSide): TrustReason[] {
  const runs = measured.kind === 'runs' ? measured.results : [];
  const reasons = runs.flatMap(({ trust }) => trust.reasons);
  const signals = new Set(reasons.map(({ signal }) => signal));
  return [...signals].flatMap((signal) => {
    const alike = reasons.filter((reason) => reason.signal === signal);
    const concerned = runs.filter(({ trust }) => trust.reasons.some((reason) => reason.signal === signal));
    const often = runs.length === 1 ? '' : `in ${concerned.length} of ${runs.length} runs, `;
    return alike.slice(0, 1).map((first) => ({ ...first, message: `${label}: ${often}${first.message}` }));
  });
}
