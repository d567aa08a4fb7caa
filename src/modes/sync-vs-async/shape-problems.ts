import type { Problem } from '../../base/errors.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { ComparisonShape } from './comparison-shape.ts';

/** Each is a process of about 50 MB. */
const mostThreads = 256;
/** Every run of every round is kept. */
const mostRounds = 100;
const mostLevels = 32;

/** What a comparison can't consist of; all of it at once. */
export function shapeProblems(scenario: Scenario, shape: ComparisonShape, requests: number): Problem[] {
  const { threads, sweep, rounds } = shape;
  return [
    ...countProblems('--threads', threads, mostThreads, 'each is a process of its own'),
    ...countProblems('--rounds', rounds, mostRounds, 'every run is kept; take more requests instead: -n'),
    ...(sweep === undefined ? [] : sweepProblems(scenario, sweep, requests)),
  ];
}

function countProblems(flag: string, count: number | undefined, most: number, hint: string): Problem[] {
  if (count === undefined) return [];
  if (!(count > 0)) return [{ message: `${flag} must be above 0, got ${count}` }];
  if (!Number.isSafeInteger(count)) return [{ message: `${flag} must be a whole number, got ${count}` }];
  return count > most ? [{ message: `${flag} must be at most ${most}, got ${count}`, hint }] : [];
}

function sweepProblems(scenario: Scenario, sweep: readonly number[], requests: number): Problem[] {
  const problems = sweep.flatMap((level) => countProblems('--sweep: a level', level, Infinity, ''));
  if (problems.length > 0) return problems;
  const levels = new Set(sweep).add(1).size;
  if (levels === 1) {
    const message = '--sweep has no level above 1, which is the sync side';
    problems.push({ message, hint: 'give some such as 1,2,4,8 or 1..64' });
  }
  if (levels > mostLevels) {
    const message = `--sweep has ${levels} levels, at most ${mostLevels} are run`;
    problems.push({ message, hint: '1..1000 doubles from level to level' });
  }
  if (scenario.connections !== undefined) {
    problems.push({ message: '--sweep and -c both say how many are in flight', hint: 'leave out -c' });
  }
  const highest = Math.max(...sweep);
  if (requests > 0 && highest > requests) {
    const message = `--sweep: ${highest} in flight need as many requests, there are ${requests}`;
    problems.push({ message, hint: `lower the level or raise -n, best to ${10 * highest} or more` });
  }
  return problems;
}
