import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/base/random.ts';
import { compareResults } from '../../../src/gate/compare/compare-results.ts';
import { sessionCount, unitCount, unitsOf } from '../../../src/gate/compare/sessions.ts';
import type { Result } from '../../../src/summary/result.ts';
import { sideOf, storedRun } from '../../support/stored-run.ts';

const minutes = (...counts: number[]): number[] => counts.map((count) => 60_000 * count);

describe('what counts as one', () => {
  it.each([
    ['runs by turns', minutes(0, 10, 20), minutes(5, 15, 25), [3, 3], false],
    ['runs one after the other', minutes(0, 10, 20), minutes(30, 40), [3, 2], false],
    ['sessions where an hour lies between', minutes(0, 10, 20), minutes(100, 110), [1, 1], true],
    ['sessions of which only some are of both', minutes(0, 200, 400), minutes(410, 420), [3, 1], true],
    ['runs where each session is of both', minutes(0, 10, 200), minutes(5, 205, 210), [3, 3], false],
    ['no runs', [], minutes(0), [0, 1], true],
  ])('%s', (_name, base, head, counts, isBySession) => {
    const units = unitsOf(base, head);
    expect([unitCount(units.base), unitCount(units.head)]).toEqual(counts);
    expect(units.isBySession).toBe(isBySession);
  });

  it('an hour without a start ends a session, and a long run of runs does not', () => {
    expect(sessionCount(minutes(0, 50, 100, 150))).toBe(1);
    expect(sessionCount(minutes(150, 0, 50, 100, 211))).toBe(2);
    expect(sessionCount([])).toBe(0);
  });
});

/** A machine that differs by 8 % from hour to hour, and by 2 % from run to run; a session for each number of runs. */
function hoursOf(seed: number, runs: readonly number[], firstHour: number, slower = 1): Result[] {
  const random = seededRandom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return runs.flatMap((count, hour) => {
    const machine = slower * Math.exp(0.08 * normal());
    return Array.from({ length: count }, (_, index) => {
      const factor = machine * Math.exp(0.02 * normal());
      return storedRun({
        p50Ms: 10 * factor,
        p95Ms: 20 * factor,
        p99Ms: 40 * factor,
        ratePerS: 1000 / factor,
        minute: (firstHour + 3 * hour) * 60 + index,
      });
    });
  });
}

describe('a machine that differs from hour to hour', () => {
  const ten = [10];
  const often = Array.from({ length: 10 }, () => 1);

  it.each([
    ['ten runs a side', ten, ten],
    ['ten sessions against five runs', often, [5]],
    ['ten sessions a side', often, often],
  ])('raises hardly an alarm with %s', (_name, base, head) => {
    const alarms = Array.from({ length: 100 }, (_, seed) => {
      const main = sideOf('main', hoursOf(2 * seed + 1, base, 0));
      const result = compareResults(main, sideOf('pr', hoursOf(2 * seed + 2, head, 1000)));
      return result.gates.some(({ verdict }) => verdict === 'failed');
    });
    expect(alarms.filter((isAlarm) => isAlarm).length).toBeLessThanOrEqual(6);
  });

  it('is known by many sessions, so that they find what is slower than that', () => {
    const slower = sideOf('pr', hoursOf(5, often, 1000, 1.4));
    const result = compareResults(sideOf('main', hoursOf(1, often, 0)), slower);
    expect(result.design.unit).toBe('session');
    expect(result.base).toMatchObject({ runs: 10, sessions: 10 });
    expect(result.changes[0]?.verdict).toBe('worse');
  });

  it('is told where nothing knows it, or taken as it is said to be', () => {
    const [main, pr] = [sideOf('main', hoursOf(1, ten, 0)), sideOf('pr', hoursOf(2, ten, 1000, 1.4))];
    const unknown = compareResults(main, pr);
    expect(unknown.method).toBe('assumed-noise');
    expect(unknown.notes.join()).toContain('1 against 1 sessions');
    expect(unknown.changes[0]?.verdict).toBe('inconclusive');
    expect(compareResults(main, pr, { runNoise: 0.03 }).changes[0]?.verdict).toBe('worse');
  });
});
