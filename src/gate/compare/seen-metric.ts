import type { ComparedMetric } from './compared-metric.ts';
import { kindOfChange } from './compared-metric.ts';
import { type ComparedSide, readingsOf } from './compared-side.ts';
import type { CompareDesign } from './compare-result.ts';
import type { Evidence } from './evidence.ts';
import { type EvidenceDesign, evidenceOf } from './evidence-of.ts';

/** What both sides say of one metric. */
export type SeenMetric = {
  readonly kind: ReturnType<typeof kindOfChange>;
  readonly request: string | null;
  /** In the unit of the metric, of each run that has it. */
  readonly base: readonly number[];
  readonly head: readonly number[];
  /** Whether some of the side's runs know only a lower bound of it. */
  readonly isBaseOpen: boolean;
  readonly isHeadOpen: boolean;
  readonly evidence: Evidence | null;
  /** On the scale of the evidence: between them a shift doesn't matter. */
  readonly least: number;
  readonly most: number;
  /** From the scale of the evidence to that of effects. */
  readonly effectOf: (shift: number) => number;
};

export function seeMetric(
  { request, metric }: ComparedMetric,
  base: ComparedSide,
  head: ComparedSide,
  design: EvidenceDesign & Pick<CompareDesign, 'minEffect' | 'minPoints'>,
): SeenMetric {
  const [ofBase, ofHead] = [readingsOf(base, request, metric), readingsOf(head, request, metric)];
  const kind = kindOfChange(metric);
  const isRatio = kind.effectKind === 'ratio';
  return {
    kind,
    request,
    base: ofBase.map(({ value }) => value),
    head: ofHead.map(({ value }) => value),
    isBaseOpen: ofBase.some(({ value, highest }) => highest > value),
    isHeadOpen: ofHead.some(({ value, highest }) => highest > value),
    evidence: evidenceOf({ request, metric }, base, head, design),
    least: isRatio ? Math.log1p(-design.minEffect) : -design.minPoints,
    most: isRatio ? Math.log1p(design.minEffect) : design.minPoints,
    effectOf: isRatio ? Math.expm1 : (shift) => shift,
  };
}
