import type { Completion, Trust, TrustLevel } from '../../summary/result.ts';
import { jointReasons } from '../joint-reasons.ts';
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
  const reasons = sides.flatMap(({ contender, runs }) =>
    jointReasons(
      contenderName(contender, plans),
      runs.map(({ trust }) => trust),
      'rounds',
    ),
  );
  return {
    level: levels[worst] ?? 'invalid',
    reasons: reasons.toSorted((a, b) => levels.indexOf(b.level) - levels.indexOf(a.level)),
  };
}
