import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  loadDurationMs,
  meanRatePerS,
  plannedLengthMs,
  plannedStarts,
  schedule,
  scheduleWithWarmup,
} from '../../src/plan/schedule.ts';
import { stripe } from '../../src/plan/share.ts';
import type { Arrival, OpenLoad, Stage } from '../../src/scenario/load.ts';

describe('a constant rate', () => {
  it('starts at once, then every 1/rate', () => {
    expect(starts(constant(100, 60))).toEqual([0, 10, 20, 30, 40, 50]);
    expect(starts(constant(3, 1000))).toEqual([0, 1000 / 3, 2000 / 3]);
    expect(starts(constant(0.5, 5000))).toEqual([0, 2000, 4000]);
  });

  it('starts nothing at its end', () => {
    expect(starts(constant(100, 10))).toEqual([0]);
    expect(starts(constant(100, 10.001))).toEqual([0, 10]);
  });

  it.each([
    [100, 10_000, 1000],
    [1, 1, 1],
    [0.1, 10_000, 1],
    [1 / 3, 3000, 1],
    [7, 1000 / 7, 1],
    [90 / 60, 60_000, 90],
    [33.3, 1000, 34],
    [0, 1000, 0],
    [100, 0, 0],
  ])('of %f/s for %f ms has %i starts', (ratePerS, durationMs, count) => {
    const load = constant(ratePerS, durationMs);
    expect(starts(load)).toHaveLength(count);
    expect(plannedStarts(load)).toBe(count);
  });

  it('doesn’t drift: the last of ten million starts is where it belongs', () => {
    let last = -1;
    let count = 0;
    for (const startMs of schedule(constant(100_000, 100_000), 1)) {
      last = startMs;
      count++;
    }
    expect(count).toBe(10_000_000);
    expect(last).toBe(99_999.99);
  });

  it('may go on for ever', () => {
    const load = constant(10, Infinity, 'uniform', 3);
    expect(starts(load)).toEqual([0, 100, 200]);
    expect(plannedStarts(load)).toBe(3);
    expect(meanRatePerS(load)).toBe(10);
  });
});

describe('stages', () => {
  it('ramp by the inverse of the integral: k = 5t² for 0 to 10/s in 1 s', () => {
    const times = starts(ramping(0, [stage(1000, 10)]));
    expect(times).toHaveLength(5);
    for (const [k, startMs] of times.entries()) expect(startMs).toBeCloseTo(1000 * Math.sqrt(k / 5), 9);
  });

  it('ramp down as the mirror of up', () => {
    const times = starts(ramping(10, [stage(1000, 0)]));
    expect(times).toHaveLength(5);
    for (const [k, startMs] of times.entries()) {
      expect(startMs).toBeCloseTo(1000 * (1 - Math.sqrt(1 - k / 5)), 9);
    }
  });

  it('carry the part of a start that a stage leaves over', () => {
    // 0.75 of a start, then 0.75: the second is due a third into the second stage.
    expect(starts(ramping(0.75, [stage(1000, 0.75), stage(1000, 0.75)]))).toEqual([0, 1000 + 1000 / 3]);
  });

  it('step when they have no length', () => {
    expect(starts(ramping(2, [stage(1000, 2), stage(0, 4), stage(1000, 4)]))).toEqual([
      0, 500, 1000, 1250, 1500, 1750,
    ]);
  });

  it('may begin with a step', () => {
    expect(starts(ramping(0, [stage(0, 4), stage(1000, 4)]))).toEqual([0, 250, 500, 750]);
  });

  it('rest at rate 0, and what is due at the end of a stage waits for the next rate', () => {
    const load = ramping(2, [stage(1000, 2), stage(0, 0), stage(5000, 0), stage(0, 2), stage(1000, 2)]);
    expect(starts(load)).toEqual([0, 500, 6000, 6500]);
  });

  it('of rate 0 alone start nothing', () => {
    const load = ramping(0, [stage(1000, 0)]);
    expect(starts(load)).toEqual([]);
    expect([plannedStarts(load), meanRatePerS(load), loadDurationMs(load)]).toEqual([0, 0, 1000]);
  });

  it('neither gain nor lose a start to rounding', () => {
    const thirds = Array.from({ length: 30 }, () => stage(100, 10 / 3));
    expect(starts(ramping(10 / 3, thirds))).toHaveLength(10);
    const tenths = Array.from({ length: 100 }, () => stage(100, 0.1));
    expect(starts(ramping(0.1, tenths))).toHaveLength(1);
  });

  it('keep their last start inside where an instant has no digits left', () => {
    const digitMs = 2 ** -22;
    const load = ramping(0, [
      stage(2 ** 30, 0),
      stage(0, 1000 / (2.2 * digitMs)),
      stage(2.4 * digitMs, 1000 / (2.2 * digitMs)),
    ]);
    expect(loadDurationMs(load)).toBe(2 ** 30 + 2 * digitMs);
    expect(starts(load)).toEqual([2 ** 30, 2 ** 30 + digitMs]);
  });

  it('barely steeper than flat are as exact as flat', () => {
    const [, flat = NaN] = starts(ramping(10, [stage(1000, 10)]));
    const [, sloped = NaN] = starts(ramping(10, [stage(1000, 10 + 1e-13)]));
    expect(Math.abs(sloped - flat)).toBeLessThan(1e-9);
  });

  it.each([
    ['up', 0, 200],
    ['up from a rate', 20, 200],
    ['down', 200, 0],
    ['down to a rate', 200, 20],
  ])('follow the numeric integral of a ramp %s', (_, fromPerS, toPerS) => {
    const durationMs = 3000;
    const cellMs = 0.01;
    const times = starts(ramping(fromPerS, [stage(durationMs, toPerS)]));
    let integral = 0;
    let k = 0;
    // Midpoint rule; a start is due in the cell in which the sum crosses k.
    for (let cell = 0; cell < durationMs / cellMs; cell++) {
      const middleMs = (cell + 0.5) * cellMs;
      integral += ((fromPerS + ((toPerS - fromPerS) * middleMs) / durationMs) * cellMs) / 1000;
      while (k < times.length && integral > k + 1e-9) {
        expect(Math.abs((times[k] ?? NaN) - middleMs)).toBeLessThan(2 * cellMs);
        k++;
      }
    }
    expect(k).toBe(times.length);
  });
});

describe('every schedule', () => {
  it('is in order and inside its load', () => {
    fc.assert(
      fc.property(anyLoad, fc.integer(), (load, seed) => {
        const durationMs = loadDurationMs(load);
        const times = starts(load, seed);
        const isRight = (startMs: number, k: number): boolean =>
          startMs >= (times[k - 1] ?? 0) && startMs < durationMs;
        expect(times.filter((startMs, k) => !isRight(startMs, k))).toEqual([]);
      }),
    );
  });

  it('has as many starts as the integral of the rate when uniform', () => {
    fc.assert(
      fc.property(anyUniformLoad, (load) => {
        const count = starts(load).length;
        const integral = Math.min(integralTo(load, loadDurationMs(load)), load.iterations ?? Infinity);
        expect(count).toBe(plannedStarts(load));
        expect(count - integral).toBeGreaterThan(-1e-6);
        expect(count - integral).toBeLessThan(1);
      }),
    );
  });

  it('has its k-th uniform start where the integral reaches k', () => {
    fc.assert(
      fc.property(anyUniformLoad, (load) => {
        const errors = starts(load).map((startMs, k) => Math.abs(integralTo(load, startMs) - k));
        expect(Math.max(0, ...errors)).toBeLessThan(1e-6);
      }),
    );
  });

  it('stops after its iterations, and has the same starts until then', () => {
    fc.assert(
      fc.property(anyLoad, fc.integer({ min: 1, max: 100 }), (load, iterations) => {
        const all = starts({ ...load, iterations: null });
        expect(starts({ ...load, iterations })).toEqual(all.slice(0, iterations));
      }),
    );
  });

  it('is the same for the same seed', () => {
    fc.assert(
      fc.property(anyLoad, fc.integer(), (load, seed) => {
        expect(starts(load, seed)).toEqual(starts(load, seed));
      }),
    );
  });

  it('is partitioned exactly by the stripes of 1 to 7 workers', () => {
    fc.assert(
      fc.property(anyLoad, fc.integer(), fc.integer({ min: 1, max: 7 }), (load, seed, workers) => {
        const whole = starts(load, seed);
        const stripes = Array.from({ length: workers }, (_, worker) => [
          ...stripe(schedule(load, seed), worker, workers),
        ]);
        expect(whole.map((_, k) => stripes[k % workers]?.[Math.floor(k / workers)])).toEqual(whole);
        expect(stripes.flat()).toHaveLength(whole.length);
      }),
    );
  });

  it('of 100/s over 3 workers is 100/s', () => {
    const load = constant(100, 1000);
    const stripes = [0, 1, 2].map((worker) => [...stripe(schedule(load, 1), worker, 3)]);
    expect(stripes.map((times) => times.length)).toEqual([34, 33, 33]);
    expect(stripes.flat().toSorted((a, b) => a - b)).toEqual(starts(load));
  });
});

describe('Poisson arrivals', () => {
  const second = 1000;

  it('have gaps of mean 1/rate and the variance of an exponential', () => {
    const times = starts(constant(1000, 100 * second, 'poisson'), 5);
    const gaps = times.map((startMs, k) => startMs - (times[k - 1] ?? 0));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
    // 100,000 gaps: four standard errors are 1.3 % of the mean, 3.6 % of the variance.
    expect(Math.abs(mean - 1)).toBeLessThan(0.013);
    expect(Math.abs(variance - 1)).toBeLessThan(0.036);
  });

  it('have counts whose mean and variance are both the planned number', () => {
    const load = constant(100, second, 'poisson');
    const counts = Array.from({ length: 2000 }, (_, seed) => starts(load, seed).length);
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
    expect(plannedStarts(load)).toBe(100);
    // Four standard errors over 2,000 seeds.
    expect(Math.abs(mean - 100)).toBeLessThan(0.9);
    expect(Math.abs(variance - 100)).toBeLessThan(13);
  });

  it('follow a ramp: a quarter of the starts in its first half', () => {
    const load = ramping(0, [stage(100 * second, 1000)], 'poisson');
    const times = starts(load, 9);
    const firstHalf = times.filter((startMs) => startMs < 50 * second).length;
    expect(Math.abs(times.length - 50_000)).toBeLessThan(4 * Math.sqrt(50_000));
    expect(Math.abs(firstHalf - 12_500)).toBeLessThan(4 * Math.sqrt(12_500));
  });

  it('start nothing while the rate is 0', () => {
    const load = ramping(
      100,
      [stage(second, 100), stage(0, 0), stage(second, 0), stage(0, 100), stage(second, 100)],
      'poisson',
    );
    const times = starts(load, 3);
    expect(times.filter((startMs) => startMs > second && startMs < 2 * second)).toEqual([]);
    expect(times.filter((startMs) => startMs >= 2 * second).length).toBeGreaterThan(50);
  });

  it('differ from seed to seed', () => {
    const load = constant(100, second, 'poisson');
    expect(starts(load, 1)).not.toEqual(starts(load, 2));
  });

  it('of a known seed stay what they are', () => {
    const times = starts(constant(1000, 5, 'poisson'), 42);
    expect(times.map((startMs) => startMs.toFixed(6))).toEqual(['0.609276', '1.439792', '2.293995']);
  });
});

describe('a warm-up', () => {
  it('runs at the rate of the load, before it', () => {
    expect([...scheduleWithWarmup(constant(10, 300), 200, 1)]).toEqual([0, 100, 200, 300, 400]);
  });

  it.each<[string, OpenLoad, number]>([
    ['the first target of a load that starts at 0', ramping(0, [stage(1000, 50), stage(1000, 10)]), 50],
    ['the start rate of a ramp', ramping(20, [stage(1000, 50)]), 20],
    ['the step that a load begins with', ramping(20, [stage(0, 50), stage(1000, 50)]), 50],
    ['the first rate after a rest', ramping(0, [stage(1000, 0), stage(1000, 30)]), 30],
    ['nothing at rate 0', ramping(0, [stage(1000, 0)]), 0],
  ])('takes %s', (_, load, ratePerS) => {
    const warmup = [...scheduleWithWarmup(load, 1000, 1)].filter((startMs) => startMs < 1000);
    expect(warmup).toEqual(starts(constant(ratePerS, 1000)));
  });

  it('leaves the starts of the load as they are without one', () => {
    const warmupMs = fc.integer({ min: 0, max: 2000 });
    fc.assert(
      fc.property(anyLoad, warmupMs, fc.integer(), (load, ms, seed) => {
        const shifted = starts(load, seed).map((startMs) => ms + startMs);
        const both = [...scheduleWithWarmup(load, ms, seed)];
        const warmup = both.slice(0, both.length - shifted.length);
        expect(both.slice(warmup.length)).toEqual(shifted);
        expect(warmup.every((startMs, k) => startMs >= (warmup[k - 1] ?? 0) && startMs < ms)).toBe(true);
      }),
    );
  });

  it('is outside the limit on iterations', () => {
    const load = constant(10, 10_000, 'uniform', 2);
    expect([...scheduleWithWarmup(load, 300, 1)]).toEqual([0, 100, 200, 300, 400]);
  });

  it('arrives as the load does, with numbers of its own', () => {
    const load = constant(1000, 100, 'poisson');
    const warmup = [...scheduleWithWarmup(load, 100, 1)].filter((startMs) => startMs < 100);
    expect(new Set(warmup.map((startMs, k) => startMs - (warmup[k - 1] ?? 0))).size).toBe(warmup.length);
    expect(warmup).not.toEqual(starts(load, 1));
  });
});

describe('the figures of a load', () => {
  it.each<[string, OpenLoad, { durationMs: number; planned: number; meanPerS: number }]>([
    ['constant', constant(100, 2000), { durationMs: 2000, planned: 200, meanPerS: 100 }],
    [
      'constant, limited',
      constant(100, 2000, 'uniform', 30),
      { durationMs: 2000, planned: 30, meanPerS: 100 },
    ],
    [
      'constant, limit out of reach',
      constant(100, 2000, 'uniform', 500),
      { durationMs: 2000, planned: 200, meanPerS: 100 },
    ],
    ['Poisson', constant(33.3, 1000, 'poisson'), { durationMs: 1000, planned: 33.3, meanPerS: 33.3 }],
    ['a ramp', ramping(0, [stage(1000, 100)]), { durationMs: 1000, planned: 50, meanPerS: 50 }],
    [
      'a ramp, half of it by iterations',
      ramping(0, [stage(2000, 100)], 'uniform', 25),
      { durationMs: 2000, planned: 25, meanPerS: 25 },
    ],
    [
      'all iterations, then a rest',
      ramping(10, [stage(1000, 10), stage(0, 0), stage(1000, 0)], 'uniform', 10),
      { durationMs: 2000, planned: 10, meanPerS: 10 },
    ],
    [
      'a step and a rest',
      ramping(10, [stage(1000, 10), stage(0, 0), stage(1000, 0)]),
      { durationMs: 2000, planned: 10, meanPerS: 5 },
    ],
  ])('%s', (_, load, { durationMs, planned, meanPerS }) => {
    expect(loadDurationMs(load)).toBe(durationMs);
    expect(plannedStarts(load)).toBe(planned);
    expect(meanRatePerS(load)).toBeCloseTo(meanPerS, 9);
  });

  it.each<[string, OpenLoad, number]>([
    ['the duration', constant(100, 500), 500],
    ['the iterations, to the millisecond', constant(100, 10_000, 'uniform', 50), 500],
    ['both at once', constant(100, 500, 'uniform', 50), 500],
    ['the duration, when more iterations were allowed', constant(100, 500, 'uniform', 51), 500],
    ['the iterations of a ramp', ramping(0, [stage(2000, 100)], 'uniform', 25), 1000],
    [
      'the iterations at the end of a stage',
      ramping(10, [stage(1000, 10), stage(900, 10)], 'uniform', 10),
      1000,
    ],
    ['the last rest', ramping(10, [stage(1000, 10), stage(0, 0), stage(1000, 0)]), 2000],
    ['no time', constant(0, 0), 0],
  ])('are over with %s', (_, load, lengthMs) => {
    expect(plannedLengthMs(load)).toBe(lengthMs);
  });
});

const anyRate = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 400 }),
  fc.double({ min: 0, max: 400, noNaN: true }),
);
const anyDuration = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 2000 }),
  fc.double({ min: 0.001, max: 2000, noNaN: true }),
);
const anyIterations = fc.option(fc.integer({ min: 1, max: 500 }));
const anyArrival = fc.constantFrom<Arrival>('uniform', 'poisson');
const anyLoad: fc.Arbitrary<OpenLoad> = fc.oneof(
  fc.record({
    kind: fc.constant('constant-arrival-rate' as const),
    ratePerS: anyRate,
    durationMs: anyDuration,
    arrival: anyArrival,
    iterations: anyIterations,
  }),
  fc.record({
    kind: fc.constant('ramping-arrival-rate' as const),
    startRatePerS: anyRate,
    stages: fc.array(fc.record({ durationMs: anyDuration, targetPerS: anyRate }), {
      minLength: 1,
      maxLength: 6,
    }),
    arrival: anyArrival,
    iterations: anyIterations,
  }),
);
const anyUniformLoad = anyLoad.map((load): OpenLoad => ({ ...load, arrival: 'uniform' }));

function constant(
  ratePerS: number,
  durationMs: number,
  arrival: Arrival = 'uniform',
  iterations: number | null = null,
): OpenLoad {
  return { kind: 'constant-arrival-rate', ratePerS, durationMs, arrival, iterations };
}

function ramping(
  startRatePerS: number,
  stages: readonly Stage[],
  arrival: Arrival = 'uniform',
  iterations: number | null = null,
): OpenLoad {
  return { kind: 'ramping-arrival-rate', startRatePerS, stages, arrival, iterations };
}

function stage(durationMs: number, targetPerS: number): Stage {
  return { durationMs, targetPerS };
}

function starts(load: OpenLoad, seed = 1): number[] {
  return [...schedule(load, seed)];
}

/** Sum of trapezoids under the rate up to an instant. */
function integralTo(load: OpenLoad, untilMs: number): number {
  if (load.kind === 'constant-arrival-rate') return (load.ratePerS * untilMs) / 1000;
  let integral = 0;
  let beginMs = 0;
  let fromPerS = load.startRatePerS;
  for (const { durationMs, targetPerS } of load.stages) {
    const insideMs = Math.min(durationMs, Math.max(0, untilMs - beginMs));
    if (durationMs > 0) {
      const untilPerS = fromPerS + ((targetPerS - fromPerS) * insideMs) / durationMs;
      integral += ((fromPerS + untilPerS) / 2) * (insideMs / 1000);
    }
    beginMs += durationMs;
    fromPerS = targetPerS;
  }
  return integral;
}
