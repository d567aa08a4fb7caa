import type { Completion, Trust, TrustLevel, TrustReason } from '../../summary/result.ts';
import type { SyncVsAsyncPlans } from './comparison-plan.ts';
import { contenderLabel, contenderName } from './contender-label.ts';
import type { ContenderRuns } from './contender-runs.ts';

/** A comparison is partial when one of its runs is, or is missing. */
export function jointCompletion(
  plans: SyncVsAsyncPlans,
  sides: readonly ContenderRuns[],
  faults: readonly string[],
): Completion {
  const reasons = sides.flatMap(({ contender, runs }) =>
    runs.flatMap(({ completion }, round) => {
      const label = contenderLabel(contender, plans, round);
      return completion.state === 'partial' ? completion.reasons.map((reason) => `${label}: ${reason}`) : [];
    }),
  );
  reasons.push(...faults, ...missingRuns(plans, sides));
  return reasons.length === 0 ? { state: 'complete' } : { state: 'partial', reasons };
}

function missingRuns({ rounds, ...plans }: SyncVsAsyncPlans, sides: readonly ContenderRuns[]): string[] {
  const complete = Math.min(
    ...sides.map(({ runs }) => runs.filter(({ completion }) => completion.state === 'complete').length),
  );
  const never = sides.filter(({ runs }) => runs.length === 0);
  const names = never.map(({ contender }) => contenderName(contender, { rounds, ...plans }));
  return [
    ...(never.length === 0 ? [] : [`not run: ${names.join(', ')}`]),
    ...(rounds === 1 || complete === rounds ? [] : [`${complete} of ${rounds} rounds are complete`]),
  ];
}

/** The least trust of all runs, with each side's reasons once, however many of its rounds had them; the worst first. */
export function jointTrust(plans: SyncVsAsyncPlans, sides: readonly ContenderRuns[]): Trust {
  const levels: readonly TrustLevel[] = ['ok', 'degraded', 'invalid'];
  const worst = Math.max(
    ...sides.flatMap(({ runs }) => runs.map(({ trust }) => levels.indexOf(trust.level))),
  );
  const reasons = sides.flatMap((side) => reasonsOf(contenderName(side.contender, plans), side));
  return {
    level: levels[worst] ?? 'invalid',
    reasons: reasons.toSorted((a, b) => levels.indexOf(b.level) - levels.indexOf(a.level)),
  };
}

/** The first of a kind speaks for the others: their messages hold figures of other rounds. */
function reasonsOf(name: string, { runs }: ContenderRuns): TrustReason[] {
  const reasons = runs.flatMap(({ trust }) => trust.reasons);
  const kinds = new Map(reasons.map(({ level, signal }) => [`${level} ${signal}`, { level, signal }]));
  return [...kinds.values()].flatMap((kind) => {
    const alike = reasons.filter(({ level, signal }) => level === kind.level && signal === kind.signal);
    const more =
      alike.length === 1 ? '' : ` (and ${alike.length - 1} more of the kind, in ${runs.length} rounds)`;
    return alike.slice(0, 1).map((first) => ({ ...first, message: `${name}: ${first.message}${more}` }));
  });
}
