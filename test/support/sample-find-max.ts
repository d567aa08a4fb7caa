import type { FindMaxResult, TrialRow } from '../../src/modes/find-max/find-max-result.ts';
import { planFindMax } from '../../src/modes/find-max/plan-find-max.ts';
import { sumUpFindMax } from '../../src/modes/find-max/sum-up-find-max.ts';
import type { Trial } from '../../src/modes/find-max/trial.ts';
import { weighTrials } from '../../src/modes/find-max/weigh-trials.ts';
import type { Trust } from '../../src/summary/result.ts';
import { roomyMachine } from './plan-for.ts';
import { type TrialSample, trialResult, trialWindows } from './trial-result.ts';

type Told = Partial<TrialSample> & Pick<Partial<Trial>, 'length' | 'endedEarly'>;
type Ask = Parameters<typeof planFindMax>[2];

/** `told` are the trials by rate, in order; each takes what it measures. */
function sample(
  ask: Partial<Ask>,
  told: readonly (readonly [ratePerS: number, trial: Told])[],
  stopReasons: readonly string[] = [],
): FindMaxResult {
  const planning = planFindMax({ url: 'http://127.0.0.1:8080/orders' }, roomyMachine, {
    slo: ['p99 < 50ms', 'errors < 0.5%'],
    precision: 0.05,
    withinMs: 300_000,
    ...ask,
  });
  if (!planning.ok) throw new Error('the sample is wrong');
  const { conditions } = planning.plan.slo;
  const trials = told.map(([ratePerS, { length = 'full', endedEarly = false, ...given }]): Trial => {
    const measuredMs = given.measuredMs ?? (length === 'short' ? 2000 : 10_000);
    const one = {
      count: (ratePerS * measuredMs) / 1000,
      usualUs: 3200,
      slowUs: 12_000,
      measuredMs,
      ...given,
    };
    return { ratePerS, length, result: trialResult(one), windows: trialWindows(one), endedEarly };
  });
  const rates = [...new Set(told.map(([rate]) => rate))]
    .toSorted((a, b) => a - b)
    .map((rate) =>
      weighTrials(
        trials.filter(({ ratePerS }) => ratePerS === rate),
        { conditions, seed: 1, boundMs: 10_000 },
      ),
    );
  const rows = trials.map(({ ratePerS, length, result, endedEarly }, index): TrialRow => {
    const isAfterCut = trials[index - 1]?.endedEarly === true;
    const rest = isAfterCut ? { pauseMs: 1300, isRested: true } : { pauseMs: 0, isRested: null };
    return { ratePerS, length, measuredMs: result.measuredMs, endedEarly, ...rest };
  });
  const ended = stopReasons.length === 0 ? 'done' : 'stopped';
  return sumUpFindMax(
    planning.plan,
    { rates, trials, ended },
    {
      rows,
      tookMs: 98_400,
      startedAtDate: new Date('2026-05-04T09:30:00.000Z'),
      stopReasons,
      server: null,
    },
  );
}

const slow = { slowUs: 78_000 };
const overrun = { usualUs: 900_000, slowUs: 1_400_000, measuredMs: 3000, endedEarly: true };
const late: Trust = {
  level: 'invalid',
  reasons: [
    {
      level: 'invalid',
      signal: 'achieved-rate',
      message: 'the generator reached 97.1 % of the starts while the load lasted, below 98 %',
      hint: 'give the generator cores of its own',
    },
  ],
};

/** A bracket of 4.5 %, and a gate that it fails. */
export const bracketed: FindMaxResult = sample({ atLeastPerS: 800 }, [
  [200, { length: 'short' }],
  [400, { length: 'short' }],
  [800, { length: 'short', ...overrun }],
  [800, { length: 'short', ...overrun }],
  [566, { length: 'short' }],
  [660, {}],
  [690, slow],
  [690, { ...slow, failed: 30 }],
  [660, { length: 'long', measuredMs: 20_000 }],
]);

/** The generator gave way at 42,000/s. */
export const generatorLimited: FindMaxResult = sample({ atLeastPerS: 50_000, slo: ['p99 < 50ms'] }, [
  [20_000, {}],
  [40_000, { length: 'long', measuredMs: 20_000 }],
  [42_000, { count: 2000, trust: late }],
  [42_000, { count: 2000, trust: late }],
  [42_000, { count: 2000, trust: late }],
]);

/** Stopped by the user before anything was sure. */
export const brokenOff: FindMaxResult = sample(
  {},
  [[100, { length: 'short', count: 200 }]],
  ['interrupted (SIGINT)'],
);

/** Not even the lowest rate. */
export const noneHolds: FindMaxResult = sample({ atLeastPerS: 10 }, [
  [10, { length: 'short', usualUs: 300_000, slowUs: 400_000, count: 20 }],
  [5, { usualUs: 300_000, slowUs: 400_000, measuredMs: 74_000, count: 370 }],
]);
