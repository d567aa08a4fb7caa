import { isOpen } from '../../scenario/load.ts';
import { needsOpenModel, parseThreshold, type Threshold } from '../../scenario/threshold.ts';
import type { FlowRequest } from '../flows-plan.ts';
import { measuredRequests } from './measured-requests.ts';
import type { PlannedFlows } from './plan-flows.ts';
import type { ProblemList } from './problem-list.ts';

/** What must hold of the result; what is wrong with one is told. */
export function planThresholds(
  problems: ProblemList,
  texts: readonly string[],
  { lanes, flows, hasFunctions }: PlannedFlows,
): readonly Threshold[] {
  const isOpenModel = lanes.some(({ load }) => isOpen(load));
  const measured = measuredRequests(lanes, flows.requests);
  const requests = hasFunctions ? null : measured.map(({ name }) => name);
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
    if (!hasFunctions && lacksChecks(parsed.value, measured)) {
      problems.refuse(
        at,
        `"${text}" asks for checks, and there are none`,
        'add some: check: { status: 200 }',
      );
    }
    return [parsed.value];
  });
}

function lacksChecks({ metric, request }: Threshold, measured: readonly FlowRequest[]): boolean {
  if (metric.kind !== 'checks') return false;
  return !measured.some(({ name, checks }) => checks.length > 0 && (request === null || name === request));
}
