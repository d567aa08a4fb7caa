import { seededRandom } from '../../src/base/random.ts';
import { findingOf } from '../../src/modes/ab/ab-finding.ts';
import { gatesOf } from '../../src/modes/ab/ab-gates.ts';
import { abMetrics } from '../../src/modes/ab/ab-metrics.ts';
import type { AbDesign, AbPair, AbResult } from '../../src/modes/ab/ab-result.ts';
import { analysePairs } from '../../src/modes/ab/analyse-pairs.ts';
import { looksOf } from '../../src/modes/ab/looks.ts';
import { normals } from '../inference/simulated-windows.ts';
import { closedRun } from './sample-result.ts';

type Shift = Readonly<Record<'p50' | 'p99' | 'rate', number>> & {
  /** Percentage points that B fails more. */
  readonly errors: number;
  /** Standard deviation of the logarithm of one block. */
  readonly noise: number;
};

type Wish = {
  readonly seed: number;
  readonly shift: Shift;
  readonly pairs?: number;
  readonly requests?: readonly string[];
  readonly design?: Partial<AbDesign>;
  readonly leftOut?: Readonly<Record<number, string>>;
};

const usualDesign: AbDesign = {
  kind: 'interleaved',
  isSelfTest: false,
  blockMs: 3000,
  warmupMs: 500,
  pairs: 10,
  mostPairs: 30,
  minEffect: 0.03,
  minPoints: 0.1,
  alpha: 0.05,
};

const unchanged: Shift = { p50: 1, p99: 1, rate: 1, errors: 0, noise: 0.008 };

/** B has a longer tail, and all else is as it was. */
export const slowerB: AbResult = sampleAb({ seed: 3, shift: { ...unchanged, p99: 1.14 } });

/** Nothing changed, on a machine that is quiet enough to tell. */
export const sameB: AbResult = sampleAb({ seed: 8, shift: { ...unchanged, noise: 0.004 } });

/** Nothing changed, which this machine can't tell; two requests, and pairs that don't count. */
export const unclearB: AbResult = sampleAb({
  seed: 5,
  shift: { ...unchanged, noise: 0.05 },
  pairs: 17,
  requests: ['list', 'order'],
  leftOut: {
    4: 'A: start lag p99 was 31.2 ms, above 10 ms',
    9: 'A: start lag p99 was 31.2 ms, above 10 ms',
  },
});

/** B is faster, but now and then it fails. */
export const failingB: AbResult = {
  ...sampleAb({ seed: 2, shift: { ...unchanged, p50: 0.9, p99: 0.92, rate: 1.1, errors: 0.8 } }),
  trust: {
    level: 'degraded',
    reasons: [
      {
        level: 'degraded',
        signal: 'gc',
        message: 'B: a worker paused 14.1 ms for garbage collection',
        hint: 'use more workers (-w) with fewer connections each',
      },
    ],
  },
};

/** `inrush ab --aa` */
export const selfTest: AbResult = sampleAb({ seed: 4, shift: unchanged, design: { isSelfTest: true } });

/** The second pair was broken off. */
export const brokenOff: AbResult = {
  ...sampleAb({ seed: 6, shift: unchanged, pairs: 2 }),
  completion: { state: 'partial', reasons: ['interrupted', '2 of 10 pairs count'] },
};

/** What `inrush ab` makes of blocks that differ by so much. */
export function sampleAb({ seed, shift, pairs: count = 10, requests = [], design, leftOut }: Wish): AbResult {
  const shape = { ...usualDesign, ...design };
  const metrics = abMetrics({ model: 'closed', requests });
  const normal = normals(seededRandom(seed));
  const pairs = Array.from({ length: count }, (_, index): AbPair => {
    const drift = Math.exp(0.03 * Math.sin(index / 3));
    const block = (by: Shift): number[] => {
      const factor = drift * Math.exp(shift.noise * normal());
      const times = [788 * by.p50, 1644 * by.p99 * Math.exp(2 * shift.noise * normal())];
      const [p50 = 0, p99 = 0] = times.map((us) => (factor * us) / 1000);
      return [p50, p99, (61_234 * by.rate) / factor, by.errors, ...requests.flatMap(() => [p50, p99])];
    };
    const [a, b] = [block(unchanged), block(shift)];
    return { order: index % 2 === 0 ? 'ab' : 'ba', leftOut: leftOut?.[index] ?? null, a, b };
  });
  const counted = pairs.filter((pair) => pair.leftOut === null).length;
  const looks = looksOf(shape).filter((look) => look.pairs <= Math.max(counted, shape.pairs));
  const look = looks.at(-1) ?? { pairs: counted, alphaSpent: shape.alpha, isLast: true };
  const { changes } = analysePairs(metrics, pairs, look, shape);
  const side = {
    target: closedRun.target,
    started: count * 183_702,
    failed: 0,
    time: closedRun.latency.serviceTime.all,
    server: null,
  };
  return {
    schemaVersion: 1,
    kind: 'ab',
    inrush: '0.1.0',
    startedAt: '2026-05-04T09:30:00.000Z',
    scenario: null,
    a: { ...side, label: 'main (3f2a9c1)' },
    b: { ...side, label: 'topic (9c1e4d2)', failed: Math.round((side.started * shift.errors) / 100) },
    load: { ...closedRun.load, load: { kind: 'constant-vus', vus: 50, durationMs: shape.blockMs } },
    design: shape,
    changes,
    pairs,
    looks,
    finding: findingOf(metrics, changes, shape),
    completion: { state: 'complete' },
    trust: { level: 'ok', reasons: [] },
    gates: gatesOf(metrics, changes, shape),
  };
}
