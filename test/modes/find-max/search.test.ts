import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RateEvidence } from '../../../src/modes/find-max/rate-evidence.ts';
import {
  type Bracket,
  bracketOf,
  likelyBracket,
  nextStep,
  type SearchDesign,
  type SearchStep,
} from '../../../src/modes/find-max/search.ts';

const usual: SearchDesign = {
  fromPerS: 100,
  lowestPerS: 1,
  highestPerS: Infinity,
  precision: 0.05,
  patienceMs: 120_000,
};

type Judge = (ratePerS: number) => Pick<RateEvidence, 'verdict' | 'excess'>;

/** Without noise: as slow as a queue gets, and the limit is kept up to that rate. */
const upTo =
  (capacityPerS: number): Judge =>
  (ratePerS) => {
    const excess = 8 * Math.log(ratePerS / capacityPerS);
    return { verdict: excess <= 0 ? 'within' : 'beyond', excess };
  };

type Searched = {
  readonly steps: readonly Extract<SearchStep, { kind: 'trial' }>[];
  readonly evidence: readonly RateEvidence[];
  readonly bracket: Bracket;
};

/** A trial of each step; full and long ones make a bound. */
function searched(
  judge: Judge,
  design: SearchDesign = usual,
  longHolds: (ratePerS: number) => boolean = () => true,
): Searched {
  const evidence = new Map<number, RateEvidence>();
  const steps: Extract<SearchStep, { kind: 'trial' }>[] = [];
  for (;;) {
    const step = nextStep([...evidence.values()], design);
    const all = [...evidence.values()];
    if (step.kind === 'done') return { steps, evidence: all, bracket: bracketOf(all) };
    if (steps.push(step) > 100) throw new Error('the search does not end');
    const { ratePerS, length } = step;
    const gaveWay = length === 'long' && !longHolds(ratePerS);
    const judged = gaveWay ? ({ verdict: 'beyond', excess: 0.1 } as const) : judge(ratePerS);
    evidence.set(ratePerS, {
      ratePerS,
      ...judged,
      isBound: length !== 'short',
      trialMs: length === 'short' ? 2000 : 10_000,
      isConfirmed: length === 'long' && !gaveWay,
    });
  }
}

describe('a target without noise', () => {
  it('is bracketed as closely as asked for, and the lower end is confirmed', () => {
    const capacities = fc.double({ min: 20, max: 1e6, noNaN: true });
    const precisions = fc.constantFrom(0.03, 0.05, 0.1, 0.2);
    fc.assert(
      fc.property(capacities, precisions, (capacity, precision) => {
        const { holds, fails } = searched(upTo(capacity), { ...usual, precision }).bracket;
        expect(holds?.ratePerS).toBeLessThanOrEqual(capacity);
        expect(fails?.ratePerS).toBeGreaterThan(capacity);
        expect((fails?.ratePerS ?? Infinity) / (holds?.ratePerS ?? 0)).toBeLessThanOrEqual(1 + precision);
        expect(holds?.isConfirmed).toBe(true);
      }),
    );
  });

  it('takes few full trials, after short ones that find the region', () => {
    const { steps } = searched(upTo(707.9));
    const lengths = steps.map(({ length }) => length);
    expect(lengths.indexOf('full')).toBeGreaterThan(lengths.lastIndexOf('short'));
    expect(lengths.filter((length) => length === 'full').length).toBeLessThanOrEqual(4);
    expect(lengths.filter((length) => length === 'long')).toEqual(['long']);
    expect(lengths.at(-1)).toBe('long');
  });

  it('is asked for twice as much each time until it is too much', () => {
    expect(searched(upTo(707.9)).steps.slice(0, 4)).toEqual(
      [100, 200, 400, 800].map((ratePerS) => ({ kind: 'trial', ratePerS, length: 'short' })),
    );
  });

  it('is asked for half as much each time while it is too much', () => {
    expect(searched(upTo(14)).steps.slice(0, 4)).toEqual(
      [100, 50, 25, 12.5].map((ratePerS) => ({ kind: 'trial', ratePerS, length: 'short' })),
    );
  });
});

describe('at the ends', () => {
  it('the highest rate that was wanted is confirmed, and nothing above it tried', () => {
    const { steps, bracket } = searched(upTo(1e9), { ...usual, highestPerS: 500 });
    expect(Math.max(...steps.map(({ ratePerS }) => ratePerS))).toBe(500);
    expect(bracket.holds).toMatchObject({ ratePerS: 500, isBound: true, isConfirmed: true });
    expect(bracket.fails).toBeNull();
  });

  it('the lowest rate is a bound before it is said that nothing holds', () => {
    const { bracket, steps } = searched(upTo(0.01), { ...usual, lowestPerS: 5 });
    expect(bracket.holds).toBeNull();
    expect(bracket.fails).toMatchObject({ ratePerS: 5, isBound: true });
    expect(steps.at(-1)).toEqual({ kind: 'trial', ratePerS: 5, length: 'full' });
  });

  it('a rate that gives way for longer is no answer: the search goes on below', () => {
    const { bracket } = searched(upTo(700), usual, (ratePerS) => ratePerS < 650);
    expect(bracket.holds?.ratePerS).toBeLessThan(650);
    expect(bracket.holds?.isConfirmed).toBe(true);
    expect((bracket.fails?.ratePerS ?? 0) / (bracket.holds?.ratePerS ?? 1)).toBeLessThanOrEqual(1.05);
  });

  it('where the generator gives way, the upper end is its own', () => {
    const limited: Judge = (ratePerS) =>
      ratePerS > 42_000 ? { verdict: 'generator', excess: 2 } : { verdict: 'within', excess: -2 };
    const { bracket } = searched(limited);
    expect(bracket.fails?.verdict).toBe('generator');
    expect(bracket.holds?.ratePerS).toBeLessThanOrEqual(42_000);
    expect(bracket.holds?.isConfirmed).toBe(true);
  });
});

describe('a bound', () => {
  const rate = (ratePerS: number, rest: Partial<RateEvidence> = {}): RateEvidence => ({
    ratePerS,
    verdict: 'within',
    isBound: true,
    excess: -1,
    trialMs: 10_000,
    isConfirmed: false,
    ...rest,
  });
  const beyond = { verdict: 'beyond', excess: 1 } as const;

  it.each<[string, RateEvidence[], number | null, number | null]>([
    [
      'is none after short trials',
      [rate(100, { isBound: false }), rate(200, { ...beyond, isBound: false })],
      null,
      null,
    ],
    ['is not what is unclear', [rate(100), rate(150, { verdict: 'unclear' }), rate(200, beyond)], 100, 200],
    ['lies below the lowest that failed', [rate(100), rate(200, beyond), rate(300)], 100, 200],
  ])('%s', (_name, evidence, holds, fails) => {
    const bracket = bracketOf(evidence);
    expect([bracket.holds?.ratePerS ?? null, bracket.fails?.ratePerS ?? null]).toEqual([holds, fails]);
  });

  it('is likely where there was no time for a sure one', () => {
    const short = { isBound: false, trialMs: 2000 };
    const { holds, fails } = likelyBracket([
      rate(100, short),
      rate(200, short),
      rate(400, { ...beyond, ...short }),
    ]);
    expect([holds?.ratePerS, fails?.ratePerS]).toEqual([200, 400]);
  });
});

it('what is unclear gets more trials, and the side with fewer of them first', () => {
  const at = (ratePerS: number, excess: number, rest: Partial<RateEvidence>): RateEvidence => ({
    ratePerS,
    verdict: excess > 0 ? 'beyond' : 'within',
    isBound: false,
    excess,
    trialMs: 2000,
    isConfirmed: false,
    ...rest,
  });
  const sides = [
    at(600, -0.5, {}),
    at(680, -0.2, { verdict: 'unclear', trialMs: 30_000 }),
    at(720, 0.2, { verdict: 'unclear', trialMs: 20_000 }),
    at(800, 0.5, {}),
  ];
  const design = { ...usual, precision: 0.06 };
  expect(nextStep(sides, design)).toEqual({ kind: 'trial', ratePerS: 720, length: 'full' });
});

it('what stays unclear for long is left, for a rate farther out', () => {
  const at = (ratePerS: number, excess: number, rest: Partial<RateEvidence> = {}): RateEvidence => ({
    ratePerS,
    verdict: excess > 0 ? 'beyond' : 'within',
    isBound: false,
    excess,
    trialMs: 2000,
    isConfirmed: false,
    ...rest,
  });
  const tired = at(680, -0.1, { verdict: 'unclear', trialMs: 120_000 });
  const known = [at(600, -0.5), tired, at(740, 0.2, { isBound: true }), at(800, 0.5)];
  const step = nextStep(known, usual);
  expect(step).toMatchObject({ kind: 'trial', length: 'full' });
  expect(step.kind === 'trial' && step.ratePerS).toBeLessThan(680);
});
