import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNonEmpty } from '../../../src/plan/non-empty.ts';
import { loadLengthMs } from '../../../src/plan/loads.ts';
import { planLoad } from '../../../src/plan/scenario/plan-load.ts';
import { ProblemList } from '../../../src/plan/scenario/problem-list.ts';
import { usersNeeded } from '../../../src/plan/scenario/users-needed.ts';
import { pathText } from '../../../src/scenario/file/path-text.ts';
import type { LoadFile } from '../../../src/scenario/file/scenario-file.ts';
import type { Load } from '../../../src/scenario/load.ts';

type Given = LoadFile | readonly LoadFile[];

describe('a load', () => {
  it.each<[string, Given, Load]>([
    [
      'of users',
      { kind: 'constant-vus', vus: '1k', for: '1m30s' },
      { kind: 'constant-vus', vus: 1000, durationMs: 90_000 },
    ],
    [
      'of users that ramp, from none',
      { kind: 'ramping-vus', to: 10, over: 2.5 },
      { kind: 'ramping-vus', startVus: 0, stages: [{ durationMs: 2500, targetVus: 10 }] },
    ],
    [
      'of iterations',
      { kind: 'shared-iterations', vus: 5, iterations: '10k' },
      { kind: 'shared-iterations', vus: 5, iterations: 10_000, durationMs: null },
    ],
    [
      'of iterations of each user, for some time at most',
      { kind: 'per-vu-iterations', vus: 5, iterations: 1, for: '1m' },
      { kind: 'per-vu-iterations', vus: 5, iterations: 1, durationMs: 60_000 },
    ],
    [
      'of a rate',
      { kind: 'constant-arrival-rate', rate: '90/m', for: '10s', arrival: 'poisson' },
      {
        kind: 'constant-arrival-rate',
        ratePerS: 1.5,
        durationMs: 10_000,
        arrival: 'poisson',
        iterations: null,
      },
    ],
    [
      'of a rate that ramps',
      { kind: 'ramping-arrival-rate', from: 0, to: 50, over: '1m' },
      {
        kind: 'ramping-arrival-rate',
        startRatePerS: 0,
        stages: [{ durationMs: 60_000, targetPerS: 50 }],
        arrival: 'uniform',
        iterations: null,
      },
    ],
    [
      'as a list of one is that one',
      [{ kind: 'constant-vus', vus: 3, for: 1 }],
      { kind: 'constant-vus', vus: 3, durationMs: 1000 },
    ],
  ])('%s', (_name, given, load) => {
    expect(planned(given)).toEqual({ load, problems: [] });
  });

  it('of several rates goes on from where the one before ended, and jumps where the next begins elsewhere', () => {
    const { load } = planned([
      { kind: 'ramping-arrival-rate', from: '10/s', to: '50/s', over: '1m' },
      { kind: 'constant-arrival-rate', rate: '50/s', for: '2m', arrival: 'poisson' },
      { kind: 'constant-arrival-rate', rate: 200, for: '10s' },
      { kind: 'ramping-arrival-rate', to: 0, over: '20s' },
      { kind: 'ramping-arrival-rate', from: 5, to: 5, over: '1s' },
    ]);
    expect(load).toEqual({
      kind: 'ramping-arrival-rate',
      startRatePerS: 10,
      stages: [
        { durationMs: 60_000, targetPerS: 50 },
        { durationMs: 120_000, targetPerS: 50 },
        { durationMs: 0, targetPerS: 200 },
        { durationMs: 10_000, targetPerS: 200 },
        { durationMs: 20_000, targetPerS: 0 },
        { durationMs: 0, targetPerS: 5 },
        { durationMs: 1000, targetPerS: 5 },
      ],
      arrival: 'poisson',
      iterations: null,
    });
  });

  it('of several numbers of users is one ramp', () => {
    const { load } = planned([
      { kind: 'constant-vus', vus: 5, for: '10s' },
      { kind: 'ramping-vus', to: 20, over: '30s' },
      { kind: 'constant-vus', vus: 1, for: '5s' },
    ]);
    expect(load).toEqual({
      kind: 'ramping-vus',
      startVus: 5,
      stages: [
        { durationMs: 10_000, targetVus: 5 },
        { durationMs: 30_000, targetVus: 20 },
        { durationMs: 0, targetVus: 1 },
        { durationMs: 5000, targetVus: 1 },
      ],
    });
  });

  it('is as long as its parts, and each part ends where it says', () => {
    const part = fc.record({
      from: fc.integer({ min: 1, max: 9 }),
      to: fc.integer({ min: 1, max: 9 }),
      over: fc.integer({ min: 1, max: 99 }),
    });
    const parts = fc.array(part, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(parts, (list) => {
        const { load } = planned(list.map((each) => ({ kind: 'ramping-vus', ...each })));
        if (load?.kind !== 'ramping-vus') throw new Error('no ramp');
        expect(loadLengthMs(load)).toBe(list.reduce((sum, { over }) => sum + over * 1000, 0));
        const ends = load.stages.filter(({ durationMs }) => durationMs > 0).map(({ targetVus }) => targetVus);
        expect(ends).toEqual(list.map(({ to }) => to));
        expect(isNonEmpty(load.stages)).toBe(true);
      }),
    );
  });

  it.each<[Given, readonly string[]]>([
    [[], ['load: a list of no loads → such as [{ kind: constant-vus, vus: 10, for: 30s }]']],
    [
      { kind: 'constant-vus', vus: 0, for: 0 },
      ['load.vus: vus must be above 0, got 0', 'load.for: for must be above 0, got 0'],
    ],
    [{ kind: 'constant-vus', vus: 1.5, for: '1s' }, ['load.vus: vus must be a whole number, got 1.5']],
    [
      { kind: 'constant-vus', vus: 'ten', for: 'x' },
      [
        'load.vus: vus: "ten" is not a whole number such as 500, 10k or 2M',
        'load.for: for: "x" is not a duration such as 500ms, 30s or 1m30s',
      ],
    ],
    [{ kind: 'constant-arrival-rate', rate: -5, for: '1s' }, ['load.rate: rate must be above 0, got -5']],
    [
      { kind: 'constant-arrival-rate', rate: '-5/s', for: Infinity },
      ['load.rate: rate must be above 0, got -5/s', 'load.for: for must be finite, got Infinity'],
    ],
    [[{ kind: 'ramping-vus', to: 0, over: '1s' }], ['load[0].to: the load never rises above 0']],
    [
      { kind: 'ramping-arrival-rate', from: 'x', to: -1, over: '0s' },
      [
        'load.from: from: "x" is not a rate such as 5000, 5k, 100/s or 90/m',
        'load.to: to must be 0 or more, got -1',
        'load.over: over must be above 0, got 0s',
      ],
    ],
    [
      [
        { kind: 'constant-arrival-rate', rate: 1, for: 1 },
        { kind: 'constant-vus', vus: 1, for: 1 },
      ],
      [
        'load[1]: constant-vus after constant-arrival-rate: loads in a row are all of users or all of rates → use one kind, or two scenario files',
      ],
    ],
    [
      [
        { kind: 'shared-iterations', vus: 1, iterations: 1 },
        { kind: 'constant-vus', vus: 1, for: 1 },
      ],
      ['load[0]: shared-iterations stands alone, without other loads before or after it'],
    ],
    [
      { kind: 'shared-iterations', vus: -1, iterations: '0', for: '-1s' },
      [
        'load.vus: vus must be above 0, got -1',
        'load.iterations: iterations must be above 0, got 0',
        'load.for: for must be above 0, got -1s',
      ],
    ],
    [
      [
        { kind: 'constant-arrival-rate', rate: 1, for: 1, arrival: 'poisson' },
        { kind: 'constant-arrival-rate', rate: 2, for: 1, arrival: 'uniform' },
      ],
      ['load[1].arrival: arrival is poisson above: loads in a row have one → name it once'],
    ],
  ])('that means nothing is refused: %j', (given, problems) => {
    expect(planned(given)).toEqual({ load: null, problems });
  });
});

describe('users', () => {
  const rate = (rest: object): LoadFile => ({
    kind: 'constant-arrival-rate',
    rate: '100/s',
    for: '10s',
    ...rest,
  });

  it.each<[string, Given, number, { vus: number; maxVus: number }]>([
    [
      'of a closed load are as many as it says',
      { kind: 'constant-vus', vus: 7, for: 1 },
      500,
      { vus: 7, maxVus: 7 },
    ],
    ['of a ramp are its most', [{ kind: 'ramping-vus', from: 9, to: 3, over: 1 }], 0, { vus: 9, maxVus: 9 }],
    ['of a rate are busy for a second', rate({}), 0, { vus: 100, maxVus: 1000 }],
    ['of a rate think, too', rate({}), 2505, { vus: 351, maxVus: 1000 }],
    ['of a rate are at most the most', rate({ maxVus: 50 }), 0, { vus: 50, maxVus: 50 }],
    ['of a rate are at most 1000 by themselves', rate({ rate: '50k' }), 0, { vus: 1000, maxVus: 1000 }],
    ['of a rate are as many as it says', rate({ vus: '2k' }), 0, { vus: 2000, maxVus: 2000 }],
    ['of the slowest rate are one', rate({ rate: '1/h' }), 0, { vus: 1, maxVus: 1000 }],
    [
      'of several rates are the most that one of them says',
      [rate({ vus: 5 }), rate({ vus: 20, maxVus: 30 })],
      0,
      { vus: 20, maxVus: 30 },
    ],
    [
      'are as many as the highest rate of a ramp needs',
      [{ kind: 'ramping-arrival-rate', from: 30, to: 10, over: 1 }],
      0,
      { vus: 30, maxVus: 1000 },
    ],
  ])('%s', (_name, given, meanThinkMs, users) => {
    expect(plannedUsers(given, meanThinkMs)).toEqual({ users, problems: [] });
  });

  it('that are ready are no more than there may be', () => {
    const given = [rate({ vus: 20 }), rate({ maxVus: 10 })];
    const problems = ['load[0].vus: vus is 20, more than maxVus, 10'];
    expect(plannedUsers(given, 0)).toEqual({ users: null, problems });
  });

  it('are whole numbers above 0', () => {
    const problems = [
      'load.vus: vus must be above 0, got 0',
      'load.maxVus: maxVus must be a whole number, got 1.5',
    ];
    expect(plannedUsers(rate({ vus: 0, maxVus: 1.5 }), 0)).toEqual({ users: null, problems });
  });
});

function planned(given: Given): { load: Load | null; problems: readonly string[] } {
  const problems = new ProblemList(pathText);
  const load = planLoad(problems, ['load'], given);
  return { load, problems: textsOf(problems) };
}

function plannedUsers(given: Given, meanThinkMs: number): object {
  const problems = new ProblemList(pathText);
  const load = planLoad(problems, ['load'], given);
  if (load === null) throw new Error(textsOf(problems).join());
  const users = usersNeeded(problems, ['load'], { given, load, meanThinkMs });
  return { users, problems: textsOf(problems) };
}

function textsOf(problems: ProblemList): readonly string[] {
  return problems
    .inOrder()
    .map(({ message, hint }) => (hint === undefined ? message : `${message} → ${hint}`));
}
