import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import type { ProblemList } from './problem-list.ts';

/** Of names and tags, which tell requests apart in results: one that changes would be another row each time. */
export function refuseTemplate(problems: ProblemList, at: ScenarioPath, text: string): void {
  if (!text.includes('{{')) return;
  problems.refuse(at, `"${text}" takes no expressions: it is the same in all iterations`, 'leave them out');
}
