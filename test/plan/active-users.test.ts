import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activeSpans, firstVus } from '../../src/plan/active-users.ts';
import type { VuStage } from '../../src/scenario/load.ts';

const ramp = (...stages: [durationMs: number, targetVus: number][]): VuStage[] =>
  stages.map(([durationMs, targetVus]) => ({ durationMs, targetVus }));

describe('the users of a ramp', () => {
  it.each<[string, number, VuStage[], number, [number, number][]]>([
    ['that is level, all the time', 2, ramp([1000, 2]), 1, [[0, 1000]]],
    ['that is level, and are no more than it says', 2, ramp([1000, 2]), 2, []],
    ['that rises, from when it rounds to them on', 0, ramp([1000, 10]), 0, [[50, 1000]]],
    ['that rises, the last of them too', 0, ramp([1000, 10]), 9, [[950, 1000]]],
    ['that falls, until it rounds below them', 10, ramp([1000, 0]), 9, [[0, 50]]],
    [
      'that falls and rises again, twice',
      1,
      ramp([100, 0], [100, 0], [100, 1]),
      0,
      [
        [0, 50],
        [250, 300],
      ],
    ],
    ['that steps, at once', 0, ramp([1000, 0], [0, 5], [500, 5]), 4, [[1000, 1500]]],
  ])('%s', (_name, start, stages, index, spans) => {
    expect(activeSpans(start, stages, index)).toEqual(spans.map(([fromMs, toMs]) => ({ fromMs, toMs })));
  });

  it('are as many at each instant as the line says, rounded', () => {
    const stage = fc.record({
      durationMs: fc.integer({ min: 1, max: 1000 }),
      targetVus: fc.integer({ min: 0, max: 20 }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20 }),
        fc.array(stage, { minLength: 1, maxLength: 6 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (startVus, stages, share) => {
          const lengthMs = stages.reduce((sum, { durationMs }) => sum + durationMs, 0);
          const atMs = share * lengthMs;
          const line = vusAt(startVus, stages, atMs);
          fc.pre(Math.abs((line % 1) - 0.5) > 1e-6);
          const active = Array.from({ length: 21 }, (_, index) =>
            activeSpans(startVus, stages, index),
          ).filter((spans) => spans.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs));
          expect(active).toHaveLength(Math.round(line));
        },
      ),
    );
  });

  it.each([
    [3, ramp([10, 9]), 3],
    [0, ramp([10, 0], [10, 4], [10, 8]), 4],
    [0, ramp([10, 0]), 0],
  ])('warm up as many as run first: %d, %j', (start, stages, count) => {
    expect(firstVus(start, stages)).toBe(count);
  });
});

function vusAt(startVus: number, stages: readonly VuStage[], atMs: number): number {
  let vus = startVus;
  let fromMs = 0;
  for (const { durationMs, targetVus } of stages) {
    if (atMs < fromMs + durationMs) return vus + ((targetVus - vus) * (atMs - fromMs)) / durationMs;
    vus = targetVus;
    fromMs += durationMs;
  }
  return vus;
}
