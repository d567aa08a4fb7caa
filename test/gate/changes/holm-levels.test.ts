import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { holmLevels } from '../../../src/gate/changes/holm-levels.ts';
import { holm } from '../../../src/inference/holm.ts';

it.each([
  [[], []],
  [[0.04], [0.05]],
  [
    [0.01, 0.04],
    [0.025, 0.05],
  ],
  [
    [0.03, 0.04],
    [0.025, 0.025],
  ],
  [
    [0.5, 0.001, 0.02],
    [0.05, 0.05 / 3, 0.025],
  ],
])('%j are judged at %j', (pValues, levels) => {
  expect(holmLevels(pValues, 0.05)).toEqual(levels);
});

it('refutes what Holm refutes', () => {
  const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
  fc.assert(
    fc.property(pValues, fc.constantFrom(0.01, 0.05, 0.2), (ps, alpha) => {
      // A level and an adjusted value may be a rounding apart.
      const near = holm(ps).some((adjusted) => Math.abs(adjusted - alpha) < 1e-9);
      fc.pre(!near);
      const levels = holmLevels(ps, alpha);
      expect(ps.map((p, index) => p <= (levels[index] ?? 0))).toEqual(holm(ps).map((p) => p <= alpha));
    }),
  );
});
