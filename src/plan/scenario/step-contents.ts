import type { CodeStep } from '../../scenario/file/code-scenario.ts';
import { requestName } from './plan-request-step.ts';

/** A name, and the step that gives it a value; null: a loop. */
export type NamedValue = { readonly name: string; readonly step: string | null };

/** Names that have a value in some of the steps or after them. */
export function namedValues(steps: readonly CodeStep[]): readonly NamedValue[] {
  return steps.flatMap((step): readonly NamedValue[] => {
    if (typeof step === 'function' || 'run' in step || 'think' in step) return [];
    if ('steps' in step) {
      const inside = namedValues(step.steps);
      const as = 'as' in step ? step.as : undefined;
      return as === undefined ? inside : [...inside, { name: as, step: null }];
    }
    const names = Object.keys(step.capture ?? {});
    return names.map((name) => ({ name, step: requestName(step) }));
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
