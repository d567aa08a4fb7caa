import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RateTrial } from '../../src/doctor/doctor-report.ts';
import { searchHighestRate } from '../../src/doctor/rate-search.ts';

const never = (): boolean => false;

/** Keeps every rate up to its capacity, but for the trials of these numbers, which it fails. */
function fakeMachine(
  capacityPerS: number,
  hiccups: readonly number[] = [],
): (ratePerS: number) => Promise<RateTrial> {
  let trials = 0;
  return (ratePerS) => {
    const passed = ratePerS <= capacityPerS && !hiccups.includes(trials++);
    const startLagP99Us = passed ? 80 : 40_000;
    return Promise.resolve({ ratePerS, answeredPerS: ratePerS, startLagP99Us, trust: 'ok', passed });
  };
}

describe('the search for the highest rate', () => {
  it('ends within a fifth of what the machine can do, and never above it', async () => {
    const factor = fc.double({ min: 0.5, max: 1.5, noNaN: true });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1000, max: 500_000 }), factor, async (capacityPerS, times) => {
        const attempt = fakeMachine(capacityPerS);
        const { highestRatePerS, startLagP99Us, trials } = await searchHighestRate({
          guessPerS: capacityPerS * times,
          attempt,
          isOver: never,
        });
        expect(highestRatePerS).toBeLessThanOrEqual(capacityPerS);
        expect(highestRatePerS).toBeGreaterThan(capacityPerS * 0.8);
        expect(startLagP99Us).toBe(80);
        expect(trials.length).toBeLessThanOrEqual(9);
        expect(
          trials.filter(({ passed, ratePerS }) => passed && ratePerS >= (highestRatePerS ?? 0)).length,
        ).toBeGreaterThan(1);
      }),
    );
  });

  it('answers only a rate that was kept twice, at it or above', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1000, max: 500_000 }),
        fc.array(fc.integer({ min: 0, max: 9 })),
        async (capacityPerS, hiccups) => {
          const { highestRatePerS, trials } = await searchHighestRate({
            guessPerS: capacityPerS * 0.9,
            attempt: fakeMachine(capacityPerS, hiccups),
            isOver: never,
          });
          const kept = trials.filter(({ passed }) => passed).map(({ ratePerS }) => ratePerS);
          expect(highestRatePerS).toBe(kept.toSorted((a, b) => b - a)[1] ?? null);
          expect(trials.length).toBeLessThanOrEqual(9);
        },
      ),
    );
  });

  it('says that there is none on a machine that keeps no rate', async () => {
    const { highestRatePerS, startLagP99Us, trials } = await searchHighestRate({
      guessPerS: 50_000,
      attempt: fakeMachine(0),
      isOver: never,
    });
    expect([highestRatePerS, startLagP99Us]).toEqual([null, null]);
    expect(trials).toHaveLength(7);
  });

  it('tries once and confirms when there is no time for more', async () => {
    const { highestRatePerS, trials } = await searchHighestRate({
      guessPerS: 50_000,
      attempt: fakeMachine(90_000),
      isOver: () => true,
    });
    expect(highestRatePerS).toBe(50_000);
    expect(trials.map(({ ratePerS }) => ratePerS)).toEqual([50_000, 50_000]);
  });
});
