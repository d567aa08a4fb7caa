import type { CodeStep } from '../../scenario/file/code-scenario.ts';
import type { Captured } from './known-names.ts';
import { requestName } from './plan-request-step.ts';

/** Names to which steps give a value, each with what to say of it where it has none. */
export function stepCaptures(
  steps: readonly CodeStep[],
  where: (step: string) => string,
): readonly Captured[] {
  return steps.flatMap((step): readonly Captured[] => {
    if (typeof step === 'function' || 'run' in step || 'think' in step) return [];
    if ('steps' in step) {
      const inside = stepCaptures(step.steps, where);
      const as = 'as' in step ? step.as : undefined;
      return as === undefined ? inside : [...inside, { name: as, where: 'known only inside its loop' }];
    }
    const names = Object.keys(step.capture ?? {});
    return names.map((name) => ({ name, where: where(requestName(step)) }));
  });
}

/** Whether requests or functions are among them. */
export function sendsAnything(steps: readonly CodeStep[]): boolean {
  return steps.some((step) => {
    if (typeof step === 'function') return true;
    return 'steps' in step ? sendsAnything(step.steps) : !('think' in step);
  });
}

/** Whether functions are among them. */
export function hasFunctions(steps: readonly CodeStep[]): boolean {
  return steps.some((step) => {
    if (typeof step === 'function' || 'run' in step) return true;
    return 'steps' in step && hasFunctions(step.steps);
  });
}
