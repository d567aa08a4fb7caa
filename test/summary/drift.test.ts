import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/random.ts';
import { Samples } from '../../src/stats/samples.ts';
import { Tally } from '../../src/stats/tally.ts';
import { driftOf } from '../../src/summary/drift.ts';
import { planFor } from '../support/plan-for.ts';

const startAt = 5000;
const plan = planFor({ connections: 10, durationMs: 60_000 });

/** Twenty-one service times a second around a median that the second decides. */
function driftWith(
  medianUs: (second: number) => number,
  seconds: number,
  endAt = Infinity,
): ReturnType<typeof driftOf> {
  const tally = new Tally();
  for (let interval = 3; interval < 3 + seconds; interval++) {
    const samples = new Samples();
    for (let step = -10; step <= 10; step++) samples.record(medianUs(interval) * (1 + step / 50));
    tally.latencyWindows.add({ interval, samples: { serviceOk: samples.counts() } });
  }
  return driftOf({ plan, tally, startAt, endAt });
}

describe('the drift of a run', () => {
  it('is the change of the median a minute', () => {
    const drift = driftWith((second) => 10_000 * (1 + (0.04 * (second - 33)) / 60), 60);
    expect(drift).toMatchObject({ series: 'service', intervals: 60, isSignificant: true });
    expect(drift?.perMinute).toBeCloseTo(0.04, 3);
    expect(drift?.pValue).toBeLessThan(0.001);
  });

  it('may be for the better', () => {
    const drift = driftWith((second) => 10_000 - 20 * second, 60);
    expect(drift?.perMinute).toBeLessThan(-0.1);
    expect(drift?.isSignificant).toBe(true);
  });

  it('is not told when it is certain and small', () => {
    const drift = driftWith((second) => 10_000 * (1 + (0.015 * second) / 60), 60);
    expect(drift?.pValue).toBeLessThan(0.001);
    expect(drift?.isSignificant).toBe(false);
  });

  it('is not told when chance may have made it', () => {
    const random = seededRandom(11);
    const drift = driftWith(() => 10_000 * (1 + 0.2 * random()), 60);
    expect(drift?.pValue).toBeGreaterThan(0.01);
    expect(drift?.isSignificant).toBe(false);
  });

  it('is null with fewer than ten seconds', () => {
    expect(driftWith(() => 100, 9)).toBeNull();
    expect(driftWith(() => 100, 10)).toMatchObject({ perMinute: 0, pValue: 1, isSignificant: false });
  });

  it('is null where the median is too small to compare with', () => {
    expect(driftWith(() => 0, 30)).toBeNull();
  });

  it('leaves out what ended after the load, which is only what was slow', () => {
    const slowAtLast = (second: number): number => (second < 20 ? 1000 : 1000 * (second - 18));
    expect(driftWith(slowAtLast, 60)?.isSignificant).toBe(true);
    expect(driftWith(slowAtLast, 60, startAt + 20_000)).toMatchObject({ intervals: 17, perMinute: 0 });
  });
});
