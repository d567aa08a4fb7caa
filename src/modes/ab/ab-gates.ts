import type { Change } from '../../gate/change.ts';
import { gateOf } from '../../gate/changes/change-gates.ts';
import type { Limits, Standing } from '../../gate/changes/standing.ts';
import type { GateOutcome } from '../../summary/result.ts';
import type { AbMetric } from './ab-metrics.ts';
import type { AbDesign } from './ab-result.ts';

/**
 * `p99 at most 3 % slower` for each metric that decides, with the effect in percent, above 0 for worse; none of A against
 * itself. `changes` are those of `metrics`, in their order.
 */
export function gatesOf(
  metrics: readonly AbMetric[],
  changes: readonly Change[],
  design: Limits & Pick<AbDesign, 'isSelfTest'>,
): GateOutcome[] {
  if (design.isSelfTest) return [];
  return changes
    .filter((_, index) => metrics[index]?.isGated === true)
    .map((change) => gateOf(change, design, (standing) => noteOn(standing, change)));
}

function noteOn(standing: Standing, { base, head }: Change): string | null {
  if (standing === 'open') return 'more pairs or longer blocks would tell';
  if (standing !== 'no-data') return null;
  if (base !== null && head !== null) return 'no pair of blocks has this number on both sides';
  if (base === null && head === null) return 'no block has this number: were there too few requests in it?';
  return `no block of ${base === null ? 'A' : 'B'} has this number`;
}
