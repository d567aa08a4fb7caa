import { expect, it } from 'vitest';
import { loadText } from '../../src/report/load-text.ts';
import type { Load } from '../../src/scenario/load.ts';

const ramp = {
  kind: 'ramping-arrival-rate',
  startRatePerS: 100,
  arrival: 'uniform',
  iterations: null,
} as const;
const stage = (seconds: number, targetPerS: number) => ({ durationMs: seconds * 1000, targetPerS });

const loads: readonly [Load, string][] = [
  [{ kind: 'constant-vus', vus: 50, durationMs: 30_000 }, '50 VUs for 30 s'],
  [{ kind: 'shared-iterations', vus: 1, iterations: 1, durationMs: null }, '1 iteration by 1 VU'],
  [
    { kind: 'shared-iterations', vus: 8, iterations: 10_000, durationMs: 60_000 },
    '10,000 iterations by 8 VUs, at most 1 min',
  ],
  [
    {
      kind: 'constant-arrival-rate',
      ratePerS: 5000,
      durationMs: 90_000,
      arrival: 'poisson',
      iterations: 1000,
    },
    '5,000/s for 1 min 30 s, Poisson arrivals, at most 1,000 iterations',
  ],
  [{ ...ramp, stages: [] }, '100/s'],
  [{ ...ramp, stages: [stage(10, 500), stage(0, 800)] }, '100/s → 500/s in 10 s → 800/s at once'],
  [
    { ...ramp, stages: [stage(10, 500), stage(60, 500), stage(10, 0)] },
    '100/s → … → 0/s in 3 stages over 1 min 20 s',
  ],
];

it.each(loads)('%o reads %s', (load, text) => {
  expect(loadText(load)).toBe(text);
});
