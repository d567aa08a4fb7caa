import { present } from '../../base/assert.ts';
import { fewestOfPart } from '../../inference/change-points.ts';
import { conditionDifferences } from '../compare/condition-differences.ts';
import { type Conditions, conditionsOf } from '../compare/conditions.ts';
import type { StoredRun } from '../compare/make-side.ts';

const mostPlaces = 3;
const mostDifferences = 3;

/** For each run the number of its conditions, from 0 up: the same where nothing differs. */
export function conditionNumbers(runs: readonly StoredRun[]): number[] {
  const known: Conditions[] = [];
  return runs.map(({ result }) => {
    const conditions = conditionsOf(result);
    const found = known.findIndex((each) => conditionDifferences(each, conditions).length === 0);
    return found < 0 ? known.push(conditions) - 1 : found;
  });
}

/**
 * By what the runs on both sides of a change differ beside the target, when that changed with it; empty when it didn't:
 * both sides know the same conditions, all in all or next to the change. `before` and `after` are places of runs.
 */
export function differencesAcross(
  runs: readonly StoredRun[],
  numbers: readonly number[],
  before: readonly number[],
  after: readonly number[],
): string[] {
  const [nearBefore, nearAfter] = [before.slice(-fewestOfPart), after.slice(0, fewestOfPart)];
  if (haveSame(numbers, before, after) || haveSame(numbers, nearBefore, nearAfter)) return [];
  const pairs = nearBefore.toReversed().flatMap((one) => nearAfter.map((other) => [one, other] as const));
  const apart = pairs.find(([one, other]) => numbers[one] !== numbers[other]);
  return apart === undefined ? [] : differencesBetween(runs, ...apart);
}

/** Where conditions changed from one run to the next, newest first; empty when they never did. */
export function conditionNotes(runs: readonly StoredRun[], numbers: readonly number[]): string[] {
  const places = runs.flatMap((_, run) => (run > 0 && numbers[run] !== numbers[run - 1] ? [run] : []));
  const shown = places.slice(-mostPlaces).toReversed();
  const notes = shown.map((run) => {
    const differences = differencesBetween(runs, run - 1, run);
    const listed = differences.slice(0, mostDifferences).join('; ');
    const more =
      differences.length > mostDifferences ? `; and ${differences.length - mostDifferences} more` : '';
    return `other conditions from ${present(runs[run]).name} on: ${listed}${more}`;
  });
  const rest = places.length - shown.length;
  return rest > 0
    ? [...notes, `conditions changed ${rest === 1 ? 'once' : `${rest} times`} before that`]
    : notes;
}

function haveSame(numbers: readonly number[], one: readonly number[], other: readonly number[]): boolean {
  const [first, second] = [
    new Set(one.map((run) => numbers[run])),
    new Set(other.map((run) => numbers[run])),
  ];
  return first.size === second.size && [...first].every((each) => second.has(each));
}

function differencesBetween(runs: readonly StoredRun[], one: number, other: number): string[] {
  return conditionDifferences(
    conditionsOf(present(runs[one]).result),
    conditionsOf(present(runs[other]).result),
  );
}
