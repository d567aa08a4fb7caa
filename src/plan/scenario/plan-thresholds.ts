import { needsOpenModel, parseThreshold, type Threshold } from '../../scenario/threshold.ts';
import { stepNames } from '../request-names.ts';
import { isOpen } from '../../scenario/load.ts';
import type { PlannedFlows } from './plan-flows.ts';
import type { ProblemList } from './problem-list.ts';

/** What must hold of the result; what is wrong with one is told. */
export function planThresholds(
  problems: ProblemList,
  texts: readonly string[],
  { lanes, flows }: PlannedFlows,
): readonly Threshold[] {
  const requests = stepNames({ ...flows, lanes });
  const isOpenModel = lanes.some(({ load }) => isOpen(load));
  return texts.flatMap((text, index) => {
    const at = ['thresholds', index];
    const parsed = parseThreshold(text, 'load', { requests, holds: 'passes' });
    if (!parsed.ok) {
      problems.refuse(at, parsed.message);
      return [];
    }
    if (needsOpenModel(parsed.value.metric) && !isOpenModel) {
      const message = `"${text}" needs an open model, which plans its starts`;
      problems.refuse(at, message, 'use a load with a rate, or ask for service time');
    }
    return [parsed.value];
  });
}
