import { describe, expect, it } from 'vitest';
import type { Effect } from '../../src/modes/comparison-result.ts';
import { findScaling } from '../../src/modes/scaling-finding.ts';

describe('what a comparison means', () => {
  it.each<[speedup: number, concurrency: number, handledAtOnce: number, kind: string, sentence: string]>([
    [50, 50, 50, 'scales', 'It scales: your target handles 50 requests at once; there latency is 1.3×.'],
    [37.5, 50, 38, 'scales', 'It scales: your target handles 50 requests at once; there latency is 1.3×.'],
    [
      37.4,
      50,
      38,
      'saturates',
      'It saturates: your target handles about 38 requests at once; with 50 in flight latency is 1.3×.',
    ],
    [
      1.5,
      50,
      1.4,
      'saturates',
      'It saturates: your target handles about 2 requests at once; with 50 in flight latency is 1.3×.',
    ],
    [
      10,
      50,
      70,
      'saturates',
      'It saturates: your target handles about 50 requests at once; with 50 in flight latency is 1.3×.',
    ],
    [
      1.49,
      50,
      1.5,
      'serialises',
      'It serialises: your target handles one request at a time; with 50 in flight latency is 1.3×.',
    ],
    [
      0.4,
      50,
      0.4,
      'serialises',
      'It serialises: your target handles one request at a time; with 50 in flight latency is 1.3×.',
    ],
    // At a concurrency of 2, three quarters of the ideal are a speed-up of 1.5.
    [1.5, 2, 2, 'scales', 'It scales: your target handles 2 requests at once; there latency is 1.3×.'],
    [
      1.49,
      2,
      2,
      'serialises',
      'It serialises: your target handles one request at a time; with 2 in flight latency is 1.3×.',
    ],
    [1, 1, 1, 'no-comparison', 'Both sides had one request in flight: raise -c to compare sync with async.'],
  ])(
    'of a speed-up of %f at concurrency %i is told',
    (speedup, concurrency, handledAtOnce, kind, sentence) => {
      const effect = effectOf({ speedup, scalingEfficiency: speedup / concurrency, handledAtOnce });
      expect(findScaling(effect, concurrency)).toEqual({ kind, sentence });
    },
  );

  it.each<keyof Effect>(['speedup', 'scalingEfficiency', 'latencyInflation', 'handledAtOnce'])(
    'is nothing without %s',
    (key) => {
      expect(findScaling(effectOf({ [key]: null }), 50)).toEqual({
        kind: 'no-comparison',
        sentence: 'Nothing to compare: at least one side had no answer.',
      });
    },
  );
});

function effectOf(changes: Partial<Effect>): Effect {
  return { speedup: 10, scalingEfficiency: 0.2, latencyInflation: 1.3, handledAtOnce: 10, ...changes };
}
