import { expect, it } from 'vitest';
import { measureClock } from '../../src/doctor/clock-reading.ts';

it.each([
  [40, 1, 40, 40],
  [25, 1000, 1000, 25],
])(
  'a clock of %i ns a reading that moves by %i ns is seen as it is',
  (costNs, stepNs, resolutionNs, readingNs) => {
    let elapsedNs = 0;
    const now = (): number => {
      elapsedNs += costNs;
      return (Math.floor(elapsedNs / stepNs) * stepNs) / 1e6;
    };
    expect(measureClock({ now })).toEqual({ resolutionNs, readingNs });
  },
);

it('one long pause is no cost of the clock', () => {
  let readings = 0;
  const now = (): number => {
    readings++;
    return readings * 50e-6 + (readings > 12_000 ? 30 : 0);
  };
  expect(measureClock({ now })).toEqual({ resolutionNs: 50, readingNs: 50 });
});
