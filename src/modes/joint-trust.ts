import type { Completion, Trust, TrustLevel, TrustReason } from '../summary/result.ts';
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

/** The least trust of all runs, with each side's reasons once, however many of its rounds had them. */
export function jointTrust(plans: SyncVsAsyncPlans, sides: readonly ContenderRuns[]): Trust {
  const levels: readonly TrustLevel[] = ['ok', 'degraded', 'invalid'];
  const worst = Math.max(
    ...sides.flatMap(({ runs }) => runs.map(({ trust }) => levels.indexOf(trust.level))),
  );
  return {
    level: levels[worst] ?? 'invalid',
    reasons: sides.flatMap((side) => reasonsOf(contenderName(side.contender, plans), side)),
  };
}

/** A reason's hint tells what kind it is; its message holds figures of a round. */
function reasonsOf(name: string, { runs }: ContenderRuns): TrustReason[] {
  const reasons = runs.flatMap(({ trust }) => trust.reasons);
  const kinds = new Map(reasons.map(({ level, hint }) => [`${level} ${hint}`, { level, hint }]));
  return [...kinds.values()].flatMap((kind) => {
    const alike = reasons.filter(({ level, hint }) => level === kind.level && hint === kind.hint);
    const more =
      alike.length === 1 ? '' : ` (and ${alike.length - 1} more of the kind, in ${runs.length} rounds)`;
    return alike.slice(0, 1).map((first) => ({ ...first, message: `${name}: ${first.message}${more}` }));
  });
}
