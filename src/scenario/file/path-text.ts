import type { ScenarioPath } from './loaded-scenario.ts';

/** A place in a scenario as code would name it: `steps[2].headers["x-id"]`; empty for the whole. */
export function pathText(path: ScenarioPath): string {
  const text = path.map((key) => {
    if (typeof key === 'number') return `[${key}]`;
    return /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  });
  return text.join('').replace(/^\./, '');
}
