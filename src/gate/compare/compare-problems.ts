import type { Problem } from '../../base/errors.ts';
import { metricProblems } from './chosen-metrics.ts';
import { type CompareShape, shapeProblems } from './compare-design.ts';
import type { ComparedSide } from './compared-side.ts';
import { conditionDifferences } from './condition-differences.ts';

/** Why two sides can't be compared so; all of it at once. */
export function compareProblems(base: ComparedSide, head: ComparedSide, shape: CompareShape): Problem[] {
  const { load, requests } = head.conditions;
  const metrics = metricProblems({ model: load.model, requests }, shape.metrics ?? []);
  return [
    ...shapeProblems(shape),
    ...metrics.map((message) => ({ message: `--metric ${message}` })),
    ...(shape.allowDifferent === true ? [] : differenceProblems(differencesOf(base, head))),
  ];
}

/** What was not the same between the sides, or within one. */
export function differencesOf(base: ComparedSide, head: ComparedSide): string[] {
  return [...base.mixed, ...head.mixed, ...conditionDifferences(base.conditions, head.conditions)];
}

function differenceProblems(differences: readonly string[]): Problem[] {
  const hint = 'measure both sides alike; --allow-different shows them all the same, and gates nothing';
  return differences.map((difference, index) => {
    const message = `not the same on both sides: ${difference}`;
    return index === differences.length - 1 ? { message, hint } : { message };
  });
}
