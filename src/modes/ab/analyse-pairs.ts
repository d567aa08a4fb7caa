import { present } from '../../base/assert.ts';
import type { Change } from '../../gate/change.ts';
import { standingOf } from '../../gate/changes/standing.ts';
import { medianShift } from '../../inference/shift.ts';
import type { AbMetric } from './ab-metrics.ts';
import type { AbDesign, AbLook, AbPair } from './ab-result.ts';
import { looksOf } from './looks.ts';
import { chanceToDecide, type OpenMetric } from './outlook.ts';
import { changesOf, type Seen, weightShare } from './pair-changes.ts';
import { pairDifferences, standardErrorOf } from './pair-differences.ts';

export type AbAnalysis = {
  /** In the order of the metrics. */
  readonly changes: readonly Change[];
  /** More pairs would change no gate, or hardly: one metric is worse for sure, all are not, or neither will be known. */
  readonly isDecided: boolean;
};

/** Of errors and the like beside 1 of a time: where they get worse they do by so much that little alpha shows it. */
const weightOfShares = 0.15;
/** With a chance below that more pairs aren't worth their time. */
const worthwhile = 0.2;

/**
 * What the pairs that count tell at a look; those that are left out are skipped. The metrics that decide share the look's
 * part of alpha, and those that are only shown do so among themselves. Of A against itself there is nothing to decide.
 */
export function analysePairs(
  metrics: readonly AbMetric[],
  pairs: readonly AbPair[],
  { alphaSpent }: Pick<AbLook, 'alphaSpent'>,
  design: Omit<AbDesign, 'kind' | 'blockMs' | 'warmupMs'>,
): AbAnalysis {
  const seen = metrics.map((metric, index) => {
    const weight = metric.effectKind === 'points' ? weightOfShares : 1;
    return { metric, weight, ...pairDifferences(metric, index, pairs, design) };
  });
  const [gated, shown] = [true, false].map((isGated) =>
    seen.filter(({ metric }) => metric.isGated === isGated),
  );
  const changes = new Map([gated, shown].flatMap((family) => changesOf(family ?? [], alphaSpent, design)));
  const changeOf = (metric: AbMetric): Change => present(changes.get(metric));
  return {
    changes: metrics.map(changeOf),
    isDecided:
      design.isSelfTest ||
      isDecided(
        (gated ?? []).map((each) => ({ ...each, change: changeOf(each.metric) })),
        pairs.filter(({ leftOut }) => leftOut === null).length,
        design,
      ),
  };
}

type Decider = Seen & { readonly change: Change };

function isDecided(
  deciders: readonly Decider[],
  count: number,
  design: Pick<AbDesign, 'pairs' | 'mostPairs' | 'alpha' | 'minEffect' | 'minPoints'>,
): boolean {
  const standings = deciders.map(({ change }) => standingOf(change, design));
  if (standings.includes('worse') || !standings.includes('open')) return true;
  const lastAlpha = looksOf(design).at(-1)?.alphaSpent ?? 0;
  const open = deciders
    .filter((_, index) => standings[index] === 'open')
    .map((each) => openMetric(each, lastAlpha * weightShare(each, deciders)));
  const known = open.filter((each) => each !== null);
  if (known.length < open.length) return false;
  return chanceToDecide(known, Math.min(1, count / design.mostPairs)) < worthwhile;
}

/** null where there are too few pairs to tell. */
function openMetric({ metric, differences, least, most }: Seen, lastAlpha: number): OpenMetric | null {
  const standardError = standardErrorOf(differences);
  if (standardError === null) return null;
  const { estimate } = medianShift(differences, 0.5);
  return metric.isHigherBetter
    ? { estimate: -estimate, standardError, limit: -least, lastAlpha }
    : { estimate, standardError, limit: most, lastAlpha };
}
