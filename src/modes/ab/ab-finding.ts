import type { Change } from '../../gate/change.ts';
import { amountText, listText } from '../../gate/changes/effect-words.ts';
import { changesFinding } from '../../gate/changes/finding.ts';
import { type Limits, nameOf } from '../../gate/changes/standing.ts';
import type { AbMetric } from './ab-metrics.ts';
import type { AbDesign } from './ab-result.ts';

/**
 * What it comes to, in one plain sentence: `B is slower: p99 by 12 % (5 to 19 %); p50 the same.` Of A against itself what
 * can be told apart. Speaks of the metrics that decide; `changes` are those of `metrics`, in their order.
 */
export function findingOf(
  metrics: readonly AbMetric[],
  changes: readonly Change[],
  design: Limits & Pick<AbDesign, 'isSelfTest'>,
): string {
  const gated = changes.filter((_, index) => metrics[index]?.isGated === true);
  if (gated.length === 0) return 'No pair of blocks counts, so there is nothing to compare.';
  if (design.isSelfTest) return selfTestFinding(gated);
  const isBounded = ({ interval, verdict }: Change): boolean =>
    verdict === 'no-data' || (interval?.low ?? interval?.high ?? null) !== null;
  if (!gated.some(isBounded)) return 'Too few pairs count to tell anything: take more of them.';
  return changesFinding(gated, design, { base: 'A', head: 'B' });
}

function selfTestFinding(changes: readonly Change[]): string {
  const told = changes.filter(({ detectable }) => detectable !== null);
  if (told.length === 0) return 'Too few pairs to say what this machine can tell apart.';
  const parts = told.map(
    (change) => `${nameOf(change)} from ${amountText(change.detectable ?? NaN, change.effectKind)}`,
  );
  const differing = changes.filter(({ verdict }) => verdict === 'worse' || verdict === 'better').map(nameOf);
  const alarm =
    differing.length === 0
      ? ''
      : ` But A seems to differ from itself in ${listText(differing)}: don't rely on it.`;
  return `This machine can tell apart ${parts.join(', ')} on.${alarm}`;
}
