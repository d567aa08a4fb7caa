import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import type { StatusFile } from '../../scenario/file/scenario-file.ts';
import type { StatusRange } from '../flows-plan.ts';
import type { ProblemList } from './problem-list.ts';

/** `404`, `2xx`, or a list of both; null where one of them is no status, and told. */
export function statusRanges(
  problems: ProblemList,
  path: ScenarioPath,
  given: StatusFile | readonly StatusFile[],
): readonly StatusRange[] | null {
  if (typeof given === 'string' || typeof given === 'number') {
    const range = statusRange(problems, path, given);
    return range === null ? null : [range];
  }
  if (given.length === 0) return problems.refuse(path, 'a list of no statuses', 'such as [200, 404]');
  const ranges = given.map((status, index) => statusRange(problems, [...path, index], status));
  return ranges.some((range) => range === null) ? null : ranges.filter((range) => range !== null);
}

/** `200`, `2xx`, `200 or 404`. */
export function statusText(given: StatusFile | readonly StatusFile[]): string {
  const statuses = typeof given === 'string' || typeof given === 'number' ? [given] : given;
  return statuses.map((status) => String(status).trim().toLowerCase()).join(' or ');
}

function statusRange(problems: ProblemList, path: ScenarioPath, given: StatusFile): StatusRange | null {
  const text = String(given).trim();
  const hundreds = /^([1-5])xx$/i.exec(text)?.[1];
  if (hundreds !== undefined) return [Number(hundreds) * 100, Number(hundreds) * 100 + 99];
  if (/^[1-5]\d\d$/.test(text)) return [Number(text), Number(text)];
  return problems.refuse(path, `"${text}" is not a status such as 200 or 2xx`);
}
