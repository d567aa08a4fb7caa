import type { Problem } from '../../base/errors.ts';
import type { Planning } from '../../plan/make-plan.ts';
import type { Plan } from '../../plan/plan.ts';
import { isOpenWork } from '../../plan/loads.ts';
import { requestNames } from '../../plan/request-names.ts';
import { abMetricProblems, type AbMetric } from './ab-metrics.ts';
import type { AbDesign } from './ab-result.ts';
import { type AbShape, designOf, designProblems } from './ab-shape.ts';
import { type AskedMetrics, metricsFor } from './asked-metrics.ts';
import { blockPlan } from './block-plan.ts';
import { leastPairs, looksOf } from './looks.ts';

/** Two targets, and how they are compared. */
export type AbPlans = {
  /** The baseline, and the candidate: the plan of one block each. */
  readonly a: AbSidePlan;
  readonly b: AbSidePlan;
  readonly design: AbDesign;
  /** What of a block is compared. */
  readonly metrics: AskedMetrics;
};

export type AbSidePlan = {
  /** What it is called: its URL, `main (3f2a9c1)`. */
  readonly label: string;
  readonly plan: Plan;
};

export type AbSideDraft = { readonly label: string; readonly planning: Planning<Plan> };

/**
 * Makes plans of blocks from the plans of two load runs, whose lengths and warm-ups give way to those of blocks. Both should
 * send the same requests under the same load. Nothing is sent yet; all problems are told, each once.
 */
export function planAb(a: AbSideDraft, b: AbSideDraft, shape: AbShape = {}): Planning<AbPlans> {
  const design = designOf(shape);
  const [sideA, sideB] = [a, b].map((side) => planSide(side, design));
  const metrics = metricsOf(a.planning.ok ? a.planning : b.planning, shape.metrics ?? []);
  const wrongMetrics = metrics === null ? [] : abMetricProblems(metrics.context, metrics.wanted);
  const wrongDesign = designProblems(design);
  const problems = [
    ...[sideA, sideB].flatMap((side) => (side?.ok === false ? side.problems : [])),
    ...wrongDesign,
    ...wrongMetrics.map((message) => ({ message: `--metric ${message}` })),
  ];
  if (wrongDesign.length + wrongMetrics.length === 0 && metrics !== null) {
    problems.push(...powerProblems(metricsFor(metrics), design));
  }
  if (problems.length > 0 || metrics === null || sideA?.ok !== true || sideB?.ok !== true) {
    return { ok: false, problems: distinct(problems) };
  }
  const plan: AbPlans = { a: sideA.plan, b: sideB.plan, design, metrics };
  return { ok: true, plan, notes: [...new Set([...sideA.notes, ...sideB.notes])] };
}

function planSide({ label, planning }: AbSideDraft, design: AbDesign): Planning<AbSidePlan> {
  if (!planning.ok) return planning;
  const block = blockPlan(planning.plan, design);
  if (!block.ok) return block;
  return { ok: true, plan: { label, plan: block.plan }, notes: [...planning.notes, ...block.notes] };
}

/** Where there is no plan, it isn't known which there are. */
function metricsOf(planning: Planning<Plan>, wanted: readonly string[]): AskedMetrics | null {
  if (!planning.ok) return null;
  const { work } = planning.plan;
  const model = isOpenWork(work) ? 'open' : 'closed';
  return { context: { model, requests: requestNames(work) ?? [] }, wanted };
}

/** So few pairs could never show that something is worse, and the gate would always pass. */
function powerProblems(metrics: readonly AbMetric[], design: AbDesign): Problem[] {
  const count = metrics.filter(({ isGated }) => isGated).length;
  const last = looksOf(design).at(-1);
  if (count === 0 || last === undefined || design.isSelfTest) return [];
  const least = leastPairs(count, last);
  if (least <= last.pairs) return [];
  const message = `${last.pairs} pairs can't show a difference of ${count} metrics at --alpha ${design.alpha * 100}%`;
  return [{ message, hint: `--pairs ${least} could, or fewer metrics` }];
}

function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
}
