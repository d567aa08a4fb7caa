import { describe, expect, it } from 'vitest';
import { type Compared, findScaling } from '../../../src/modes/sync-vs-async/scaling-finding.ts';
import type { Effect } from '../../../src/modes/sync-vs-async/comparison-result.ts';
import { sideOf } from '../../../src/modes/sync-vs-async/side.ts';
import type { Result } from '../../../src/summary/result.ts';
import { all, sideRun } from '../../support/side-run.ts';

const sync = sideRun({ connections: 1, wallMs: 20_000, serviceUs: 10_000 });
const async = sideRun({ connections: 50, wallMs: 500, serviceUs: 13_000 });

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
      expect(found({ concurrency }, { speedup, handledAtOnce })).toEqual({ kind, sentence });
    },
  );

  it('takes the last, unfilled wave for what it is', () => {
    // 11 requests, 10 at once, take two waves: 5.5 is all that there can be.
    expect(found({ requests: 11, concurrency: 10 }, { speedup: 5.4 }).kind).toBe('scales');
    expect(found({ requests: 20, concurrency: 10 }, { speedup: 5.4 }).kind).toBe('saturates');
  });

  it('is nothing without a success on both sides', () => {
    const silent = { ...async, accounting: { ...all(2000), ok: 0, timeout: 2000 } };
    expect(found({ async: side(silent) }, { speedup: null })).toEqual({
      kind: 'no-comparison',
      sentence: 'Nothing to compare: at least one side had no success.',
    });
  });

  it.each([
    [
      { ...all(2000), ok: 981, transportError: 1019 },
      '0 of 2,000 sync and 1,019 of 2,000 async requests failed',
    ],
    [all(1500), 'sync sent 2,000 requests, async 1,500'],
  ])('is nothing when one side did less', (accounting, why) => {
    expect(found({ async: side({ ...async, accounting }) }, { speedup: null })).toEqual({
      kind: 'no-comparison',
      sentence: `Not the same work: ${why}.`,
    });
  });

  it('is not the target’s limit where the generator’s core was used up', () => {
    expect(found({ async: side(busy(async, 0.95)) }, { speedup: 10 }).kind).toBe('generator-limited');
    expect(found({ async: side(busy(async, 0.94)) }, { speedup: 10 }).kind).toBe('saturates');
    expect(found({ async: side(busy(async, 1)) }, { speedup: 49 }).kind).toBe('scales');
  });

  it('counts what failed', () => {
    const failing = { ...async, accounting: { ...all(2000), ok: 981, transportError: 1019 } };
    expect(found({ async: side(failing) }, { speedup: 10 }).sentence).toMatch(
      /1\.3×\. Failed requests don't count: 0 of 2,000 sync, 1,019 of 2,000 async\.$/,
    );
  });

  it('is doubted when async was over too soon', () => {
    const short = side({ ...async, wallMs: 99.4 });
    expect(found({ async: short }, { speedup: 10 }).sentence).toMatch(
      / But async took only 99 ms: raise -n for a surer answer\.$/,
    );
    expect(found({ async: short }, { speedup: 49 }).sentence).not.toContain('But');
  });

  it('is doubted when the generator’s own work is a good part of the time', () => {
    const quick = side(sideRun({ connections: 1, wallMs: 200, serviceUs: 80 }));
    const costly = { ...async, generator: { ...async.generator, cpuPerRequestUs: 20 } };
    expect(found({ sync: quick, async: side(costly) }, { speedup: 3 }).sentence).toMatch(
      / But of the 80 µs that a request takes, 20 µs are the generator's own work\.$/,
    );
    const cheap = { ...async, generator: { ...async.generator, cpuPerRequestUs: 19.9 } };
    expect(found({ sync: quick, async: side(cheap) }, { speedup: 3 }).sentence).not.toContain('But');
  });
});

function found(parts: Partial<Compared>, effect: Partial<Effect>): ReturnType<typeof findScaling> {
  const whole = {
    speedup: 10,
    speedupInterval: null,
    scalingEfficiency: 0.2,
    latencyInflation: 1.3,
    handledAtOnce: 10,
    ...effect,
  };
  return findScaling({
    sync: side(sync),
    async: side(async),
    concurrency: 50,
    requests: 2000,
    ...parts,
    effect: whole,
  });
}

function side(run: Result): Compared['sync'] {
  return sideOf([run], [0]);
}

function busy(run: Result, eventLoopUtilization: number): Result {
  const workers = run.generator.workers.map((worker) => ({ ...worker, eventLoopUtilization }));
  return { ...run, generator: { ...run.generator, workers } };
}
