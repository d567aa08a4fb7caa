import type { DataPlan, LanePlan } from '../flows-plan.ts';
import type { ProblemList } from './problem-list.ts';

/** Tells of data that some of the users could not begin with: each of them keeps a row, and no row is given twice. */
export function refuseShortage(
  problems: ProblemList,
  sources: readonly DataPlan[],
  lanes: readonly LanePlan[],
): void {
  for (const { name, from, pick, onEnd, rowCount } of sources) {
    if (pick !== 'unique' || onEnd === 'recycle') continue;
    const users = lanes.filter(({ userData }) => userData.includes(name));
    const vus = users.reduce((sum, lane) => sum + lane.vus, 0);
    if (vus <= rowCount) continue;
    const message = `"${from}" has ${rowCount} rows, and ${vus} users take one each in their session`;
    problems.refuse(['data', name], message, 'add rows, take fewer users, or use onEnd: recycle');
  }
}
