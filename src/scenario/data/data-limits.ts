import { BrokenData, type DataPlace } from './broken-data.ts';
import type { DataProblems } from './data-problems.ts';

/** Of a row or line, in bytes or characters. What is longer is rather a quote that was never closed. */
export const mostRowLength: number = 1024 * 1024;

/** Lists and objects inside each other, the row itself counted. */
export const mostDepth: number = 64;
export const tooDeep: string = `a row is nested deeper than ${mostDepth} levels`;

const message = 'this row is longer than 1 MiB';

export function isWithinLimits(length: number, place: DataPlace, problems: DataProblems): boolean {
  if (length <= mostRowLength) return true;
  problems.add(place, message, 'rows go into requests');
  return false;
}

/** Of a row that goes on so long that its end isn't looked for. */
export function endlessRow(place: DataPlace, hint: string): BrokenData {
  return new BrokenData(place, message, hint);
}
