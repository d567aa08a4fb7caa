import { describe, expect, it } from 'vitest';
import { present } from '../../../src/base/assert.ts';
import { compareRuns } from '../../../src/modes/sync-vs-async/compare-runs.ts';
import type { ContenderRuns } from '../../../src/modes/sync-vs-async/contender-runs.ts';
import type { SideName, SyncVsAsyncPlans } from '../../../src/modes/sync-vs-async/comparison-plan.ts';
import type { SyncVsAsyncResult } from '../../../src/modes/sync-vs-async/comparison-result.ts';
import type { Result } from '../../../src/summary/result.ts';
import { encodeHistogram } from '../../../src/stats/hdr-codec.ts';
import { Histogram } from '../../../src/stats/histogram.ts';
import { planFor } from '../../support/plan-for.ts';
import { noRequests } from '../../support/sample-result.ts';
import { all, partial, sideRun } from '../../support/side-run.ts';

const sync = sideRun({ connections: 1, wallMs: 20_000, serviceUs: 10_000 });
const async = sideRun({ connections: 50, wallMs: 500, serviceUs: 12_000 });
const threads = sideRun({ connections: 8, wallMs: 2500, serviceUs: 10_000 });

describe('two runs side by side', () => {
  it('have a speed-up, an efficiency, an inflation and the requests handled at once', () => {
    // 2,000 answers in 500 ms are 4 per ms, each worth 10 ms of the target's work.
    expect(compared({ sync: [sync], async: [async] }).effect).toEqual({
      speedup: expect.closeTo(40, 9) as number,
      speedupInterval: null,
      scalingEfficiency: expect.closeTo(0.8, 9) as number,
      latencyInflation: 1.2,
      handledAtOnce: 40,
    });
  });

  it('say what was compared, and what it means', () => {
    expect(compared({ sync: [sync], async: [async] })).toMatchObject({
      kind: 'sync-vs-async',
      startedAt: sync.startedAt,
      target: async.target,
      requests: 2000,
      concurrency: 50,
      threads: null,
      sweep: null,
      rounds: [{ order: ['sync', 'async'], counted: true, speedup: 40, threadsSpeedup: null }],
      finding: {
        kind: 'scales',
        sentence: 'It scales: your target handles 50 requests at once; there latency is 1.2×.',
      },
      completion: { state: 'complete' },
      trust: { level: 'ok', reasons: [] },
      gates: [],
    });
  });

  it('show the figures of each, with the whole run behind them', () => {
    expect(compared({ sync: [sync], async: [async] }).sync).toEqual({
      wallMs: 20_000,
      answeredPerS: 100,
      okPerS: 100,
      p50Us: 10_000,
      p99Us: 10_000,
      cpuPerRequestUs: sync.generator.cpuPerRequestUs,
      peakOpenFiles: sync.generator.peakOpenFiles,
      peakMemoryBytes: sync.generator.workers.reduce((sum, { peakRssBytes }) => sum + peakRssBytes, 0),
      meanInFlight: sync.littlesLaw.meanInFlight,
      started: 2000,
      failed: 0,
      serviceTime: sync.latency.serviceTime.all,
      runs: [sync],
    });
  });

  it('compare means where a sample is too small for a median', () => {
    const five = { accounting: all(5) };
    const before = sideRun({ connections: 1, wallMs: 50, serviceUs: 10_000, ...five });
    const small = sideRun({ connections: 5, wallMs: 30, serviceUs: 15_000, ...five });
    const { effect, async: side } = compared({ sync: [before], async: [small] });
    expect(side.p50Us).toBeNull();
    expect(effect.latencyInflation).toBe(1.5);
  });

  it('count successes only: failing fast is not a speed-up', () => {
    const accounting = { ...all(2000), ok: 500, httpError: 500, transportError: 1000 };
    const flaky = sideRun({ connections: 1, wallMs: 10_000, serviceUs: 10_000, accounting });
    const failing = sideRun({ connections: 50, wallMs: 500, serviceUs: 12_000, accounting });
    const { async: side, effect } = compared({ sync: [flaky], async: [failing] });
    expect([side.answeredPerS, side.okPerS, side.failed]).toEqual([2000, 1000, 1500]);
    expect([effect.speedup, effect.handledAtOnce]).toEqual([expect.closeTo(20, 9), 10]);
  });

  it('have no speed-up when one of them did other work, in any round that counts', () => {
    const failing = { ...async, accounting: { ...all(2000), ok: 1800, timeout: 200 } };
    expect(compared({ sync: [sync], async: [failing] })).toMatchObject({
      effect: { speedup: null, latencyInflation: null },
      finding: {
        kind: 'no-comparison',
        sentence: 'Not the same work: 0 of 2,000 sync and 200 of 2,000 async requests failed.',
      },
    });
    const [before, after] = [withTimes([sync, sync]), withTimes([async, failing])];
    const { effect, rounds } = compared({ sync: before, async: after });
    expect(effect.speedup).toBeNull();
    expect(rounds.map(({ speedup }) => speedup)).toEqual([expect.closeTo(40, 9), null]);
  });

  it.each<SideName>(['sync', 'async'])('have nothing to compare when %s had no success', (name) => {
    const accounting = { ...noRequests, planned: 2000, started: 2000, httpError: 2000 };
    const silent = sideRun({ connections: 50, wallMs: 500, serviceUs: 12_000, accounting });
    const { effect, finding } = compared({ sync: [sync], async: [async], [name]: [silent] });
    expect(effect).toEqual({
      speedup: null,
      speedupInterval: null,
      scalingEfficiency: null,
      latencyInflation: null,
      handledAtOnce: null,
    });
    expect(finding.kind).toBe('no-comparison');
  });

  it('have nothing to compare when async took no time', () => {
    const instant = sideRun({ connections: 50, wallMs: 0, serviceUs: 12_000 });
    const { effect, async: side } = compared({ sync: [sync], async: [instant] });
    expect([effect.speedup, side.answeredPerS]).toEqual([null, 0]);
  });

  it('are partial when one is, and say which', () => {
    const cut = partial(async, 'interrupted (SIGINT)');
    expect(compared({ sync: [sync], async: [cut] }).completion).toEqual({
      state: 'partial',
      reasons: ['async: interrupted (SIGINT)'],
    });
  });

  it('deserve the lesser trust, with the reasons of both', () => {
    const reason = { level: 'degraded', signal: 'start-lag', message: 'slow', hint: 'hurry' } as const;
    const invalid: Result = {
      ...async,
      trust: { level: 'invalid', reasons: [{ ...reason, level: 'invalid' }] },
    };
    const degraded: Result = { ...sync, trust: { level: 'degraded', reasons: [reason] } };
    expect(compared({ sync: [degraded], async: [invalid] }).trust).toEqual({
      level: 'invalid',
      reasons: [
        { ...reason, level: 'invalid', message: 'async: slow' },
        { ...reason, level: 'degraded', message: 'sync: slow' },
      ],
    });
    expect(compared({ sync: [degraded], async: [async] }).trust.level).toBe('degraded');
  });
});

describe('threads', () => {
  it('are compared with sync as async is', () => {
    const { threads: side } = compared({ sync: [sync], threads: [threads], async: [async] });
    expect(side).toMatchObject({
      wallMs: 2500,
      concurrency: 8,
      effect: { speedup: expect.closeTo(8, 9) as number, scalingEfficiency: expect.closeTo(1, 9) as number },
    });
  });

  it('are missed when the comparison ended before them', () => {
    const cut = partial(sync, 'interrupted (SIGINT)');
    const { threads: side, completion } = compared({ sync: [cut], threads: [], async: [async] });
    expect(side).toBeNull();
    expect(completion).toEqual({
      state: 'partial',
      reasons: ['sync: interrupted (SIGINT)', 'not run: threads'],
    });
  });
});

describe('several rounds', () => {
  const slower = sideRun({ connections: 1, wallMs: 24_000, serviceUs: 12_000 });
  const faster = sideRun({ connections: 50, wallMs: 400, serviceUs: 12_000 });
  const rounds = { sync: withTimes([sync, slower]), async: withTimes([async, faster]) };

  it('have the geometric mean of their speed-ups, which is the quotient of the wall times shown', () => {
    const { effect, sync: before, async: after, rounds: each } = compared(rounds);
    expect(each.map(({ speedup }) => speedup)).toEqual([expect.closeTo(40, 9), expect.closeTo(60, 9)]);
    expect(effect.speedup).toBeCloseTo(Math.sqrt(40 * 60), 9);
    expect(before.wallMs / after.wallMs).toBeCloseTo(effect.speedup ?? 0, 9);
  });

  it('have an interval around it', () => {
    const { speedup, speedupInterval } = compared(rounds).effect;
    expect(speedupInterval?.low).toBeLessThan(speedup ?? 0);
    expect(speedupInterval?.high).toBeGreaterThan(speedup ?? Infinity);
  });

  it('have the percentiles of all samples together, and keep every run', () => {
    const { sync: side } = compared(rounds);
    expect(side.serviceTime).toMatchObject({ count: 4000, minUs: 10_000, maxUs: 12_000, meanUs: 11_000 });
    expect(side.p50Us).toBe(10_007);
    expect(side.p99Us).toBe(12_000);
    expect(side.runs).toEqual(rounds.sync);
    expect(side.started).toBe(4000);
  });

  it('go there and back', () => {
    expect(compared(rounds).rounds.map(({ order }) => order)).toEqual([
      ['sync', 'async'],
      ['async', 'sync'],
    ]);
  });

  it('count only when every side was complete', () => {
    const cut = partial(present(rounds.async[1]), 'interrupted (SIGINT)');
    const result = compared({ sync: rounds.sync.slice(0, 1), async: [present(rounds.async[0]), cut] }, 3);
    expect(result.effect.speedup).toBeCloseTo(40, 9);
    expect(result.effect.speedupInterval).toBeNull();
    expect(result.async.runs).toHaveLength(2);
    expect(result.async.started).toBe(2000);
    expect(result.rounds).toMatchObject([
      { counted: true },
      { counted: false, order: ['async'], speedup: null },
    ]);
    expect(result.completion).toEqual({
      state: 'partial',
      reasons: ['round 2 of 3, async: interrupted (SIGINT)', '1 of 3 rounds are complete'],
    });
  });

  it('give a reason for distrust once, and how often it came', () => {
    const reason = { level: 'degraded', signal: 'start-lag', hint: 'hurry' } as const;
    const slow = rounds.async.map((run, index): Result => ({
      ...run,
      trust: { level: 'degraded', reasons: [{ ...reason, message: `slow by ${index}` }] },
    }));
    expect(compared({ sync: rounds.sync, async: slow }).trust.reasons).toEqual([
      { ...reason, message: 'async: slow by 0 (and 1 more of the kind, in 2 rounds)' },
    ]);
  });
});

describe('a sweep', () => {
  const levels = [2, 4, 8, 16, 32].map((connections) =>
    sideRun({ connections, wallMs: 20_000 / Math.min(connections, 4), serviceUs: 10_000 }),
  );

  it('has level 1 from sync, and its highest level as the async side', () => {
    const { sweep, concurrency, async: side } = swept([sync], levels);
    expect(sweep?.levels.map((level) => [level.concurrency, level.effect.speedup])).toEqual(
      [1, 2, 4, 8, 16, 32].map((n) => [n, expect.closeTo(Math.min(n, 4), 9) as number]),
    );
    expect(concurrency).toBe(32);
    expect(side.runs).toEqual([levels.at(-1)]);
  });

  it('finds the knee, and no law where there is a sharp limit', () => {
    expect(swept([sync], levels).sweep).toMatchObject({
      knee: { kind: 'found', concurrency: 4, above: 2, below: 8 },
      law: { kind: 'poor-fit' },
      leftOut: [],
    });
  });

  it('leaves out levels at which more failed than in sync, or requests are missing', () => {
    const failing = { ...all(2000), ok: 1900, timeout: 100 };
    const odd = levels.map((run, index) => {
      if (index === 3) return { ...run, accounting: failing };
      return index === 4 ? { ...run, accounting: all(1500) } : run;
    });
    expect(swept([sync], odd).sweep).toMatchObject({
      leftOut: [16, 32],
      knee: { kind: 'found', concurrency: 4 },
      law: { kind: 'too-few-levels', levels: 4, needed: 5 },
    });
  });

  it('compares levels that fail as often as sync does', () => {
    const flaky = { ...all(2000), ok: 1400, httpError: 600 };
    const runs = [sync, ...levels].map((run) => ({ ...run, accounting: flaky }));
    expect(swept(runs.slice(0, 1), runs.slice(1)).sweep?.leftOut).toEqual([]);
  });

  it('has the levels that were reached before it ended', () => {
    const { sweep, concurrency, completion, rounds } = swept(
      [sync],
      [present(levels[0]), partial(present(levels[1]), 'interrupted (SIGINT)')],
      [2, 4, 8, 16, 32],
    );
    expect(sweep?.levels.map((level) => level.concurrency)).toEqual([1, 2, 4]);
    expect(concurrency).toBe(4);
    expect(rounds).toMatchObject([{ order: ['sync', 'async 2', 'async 4'] }]);
    expect(completion).toEqual({
      state: 'partial',
      reasons: ['async 4: interrupted (SIGINT)', 'not run: async 8, async 16, async 32'],
    });
  });

  it('says when its levels are too few', () => {
    expect(swept([sync], levels.slice(0, 1)).sweep?.knee).toEqual({
      kind: 'too-few-levels',
      levels: 2,
      needed: 3,
    });
  });

  it('says when throughput still grew at the highest level', () => {
    expect(swept([sync], levels.slice(0, 2)).sweep?.knee).toEqual({ kind: 'beyond', upTo: 4 });
  });
});

/** Runs by side, in rounds. */
function compared(
  runs: Partial<Record<SideName, readonly Result[]>>,
  rounds = Math.max(...Object.values(runs).map((list) => list.length)),
): SyncVsAsyncResult {
  const sides = (['sync', 'threads', 'async'] as const).flatMap((name): ContenderRuns[] => {
    const list = runs[name];
    const connections = list?.[0]?.load.connections ?? 1;
    return list === undefined ? [] : [{ contender: contender(name, connections), runs: [...list] }];
  });
  return compareRuns(plansOf(sides, rounds, false), sides);
}

function swept(
  syncRuns: readonly Result[],
  levels: readonly Result[],
  planned: readonly number[] = levels.map(({ load }) => load.connections),
): SyncVsAsyncResult {
  const sides = [
    { contender: contender('sync', 1), runs: [...syncRuns] },
    ...planned.map((connections, index) => ({
      contender: contender('async', connections),
      runs: levels.slice(index, index + 1),
    })),
  ];
  return compareRuns(plansOf(sides, 1, true), sides);
}

function plansOf(sides: readonly ContenderRuns[], rounds: number, isSweep: boolean): SyncVsAsyncPlans {
  return { contenders: sides.map(({ contender: one }) => one), rounds, isSweep };
}

function contender(name: SideName, connections: number): ContenderRuns['contender'] {
  return { name, plan: planFor({ connections, requests: 2000 }) };
}

/** With the histogram that their service time has by itself. */
function withTimes(runs: readonly Result[]): Result[] {
  return runs.map((run) => {
    const { all: times } = run.latency.serviceTime;
    const histogram = new Histogram();
    histogram.recordMany(times.minUs ?? 0, times.count);
    const whole = { ...times, histogram: encodeHistogram(histogram) };
    return { ...run, latency: { ...run.latency, serviceTime: { ok: whole, all: whole } } };
  });
}
