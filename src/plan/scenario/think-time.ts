import type { FlowPlan, StepPlan } from '../flows-plan.ts';

/** Mean think time of an iteration. Conditions count as met, and a list that only the run knows as of one value. */
export function meanThinkMs(flows: readonly Pick<FlowPlan, 'steps' | 'weight'>[]): number {
  const weights = flows.reduce((sum, { weight }) => sum + weight, 0);
  return flows.reduce((sum, { steps, weight }) => sum + (thinkMs(steps) * weight) / weights, 0);
}

function thinkMs(steps: readonly StepPlan[]): number {
  return steps.reduce((sum, step) => sum + stepThinkMs(step), 0);
}

function stepThinkMs(step: StepPlan): number {
  switch (step.kind) {
    case 'think':
      return (step.minMs + step.maxMs) / 2;
    case 'group':
    case 'for-each':
      return thinkMs(step.steps);
    case 'repeat':
      return thinkMs(step.steps) * (step.times.kind === 'value' ? Number(step.times.value) : 1);
    default:
      return 0;
  }
}
