import { describe, expect, it } from 'vitest';
import { compareSides, planSides, type SyncVsAsyncPlans } from '../../src/modes/sync-vs-async.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import type { Result } from '../../src/summary/result.ts';
import { roomyMachine } from '../support/plan-for.ts';
import { closedRun, distribution, noRequests } from '../support/sample-result.ts';

const url = 'http://127.0.0.1:8080/';

describe('the plans of both sides', () => {
  it('send 1,000 requests one after another, then up to 500 at once', () => {
    const { sync, async } = sidesOf({});
    expect(sync).toMatchObject({
      connections: 1,
      workers: 1,
      load: { kind: 'shared-iterations', vus: 1, iterations: 1000, durationMs: null },
    });
    expect(async).toMatchObject({
      connections: 500,
      workers: 4,
      load: { kind: 'shared-iterations', vus: 500, iterations: 1000, durationMs: null },
    });
  });

  it('send the same requests to the same target in the same way', () => {
    const { sync, async } = sidesOf({ method: 'PUT', body: Buffer.from('x'), engine: 'undici', workers: 3 });
    const { connections: _c, workers: _w, load: _l, ...rest } = async;
    expect(sync).toMatchObject(rest);
    expect([sync.workers, async.workers]).toEqual([1, 3]);
  });

  it('have no more in flight than there are requests', () => {
    expect(sidesOf({ requests: 20 }).async).toMatchObject({ connections: 20, load: { iterations: 20 } });
    expect(sidesOf({ requests: 20, connections: 8 }).async.connections).toBe(8);
  });

  it('are wrong together, with each problem once', () => {
    const planned = planSides({ url: 'ftp://x/', requests: -1 }, roomyMachine);
    expect(planned).toEqual({
      ok: false,
      problems: [
        { message: '-n/--requests must be above 0, got -1' },
        { message: '"ftp://x/" has the scheme ftp://', hint: 'use http:// or https://' },
      ],
    });
  });

  it('are told one note', () => {
    expect(planSides({ url: 'localhost' }, roomyMachine)).toMatchObject({
      notes: ['no scheme in "localhost": http:// assumed'],
    });
  });
});

describe('two runs side by side', () => {
  const sync = sideRun({ connections: 1, wallMs: 20_000, serviceUs: 10_000 });
  const async = sideRun({ connections: 50, wallMs: 500, serviceUs: 12_000 });

  it('have a speed-up, an efficiency, an inflation and the requests handled at once', () => {
    // 2,000 answers in 500 ms are 4 per ms, each worth 10 ms of the target's work.
    expect(compareSides(sync, async).effect).toEqual({
      speedup: 40,
      scalingEfficiency: 0.8,
      latencyInflation: 1.2,
      handledAtOnce: 40,
    });
  });

  it('say what was compared, and what it means', () => {
    expect(compareSides(sync, async)).toMatchObject({
      kind: 'sync-vs-async',
      startedAt: sync.startedAt,
      target: async.target,
      requests: 2000,
      concurrency: 50,
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
    expect(compareSides(sync, async).sync).toEqual({
      wallMs: 20_000,
      answeredPerS: 100,
      p50Us: 10_000,
      p99Us: 10_000,
      cpuPerRequestUs: sync.generator.cpuPerRequestUs,
      peakOpenFiles: sync.generator.peakOpenFiles,
      meanInFlight: sync.littlesLaw.meanInFlight,
      result: sync,
    });
  });

  it('compare means where a sample is too small for a median', () => {
    const few = { ...noRequests, planned: 5, started: 5, ok: 5 };
    const small = sideRun({ connections: 5, wallMs: 30, serviceUs: 15_000, accounting: few });
    const { latencyInflation } = compareSides(sync, small).effect;
    expect(small.latency.serviceTime.all.p50Us).toBeNull();
    expect(latencyInflation).toBe(1.5);
  });

  it('count answers of any status, and no failures', () => {
    const accounting = {
      ...noRequests,
      planned: 2000,
      started: 2000,
      ok: 500,
      httpError: 500,
      transportError: 1000,
    };
    const failing = sideRun({ connections: 50, wallMs: 500, serviceUs: 12_000, accounting });
    const { async: side, effect } = compareSides(sync, failing);
    expect([side.answeredPerS, effect.handledAtOnce]).toEqual([2000, 20]);
  });

  it.each([
    ['sync', true],
    ['async', false],
  ])('have nothing to compare when %s had no answer', (_name, isSync) => {
    const accounting = { ...noRequests, planned: 2000, started: 2000, transportError: 2000 };
    const silent = sideRun({ connections: 50, wallMs: 500, serviceUs: 12_000, accounting });
    const { effect, finding } = isSync ? compareSides(silent, async) : compareSides(sync, silent);
    expect(effect).toEqual({
      speedup: null,
      scalingEfficiency: null,
      latencyInflation: null,
      handledAtOnce: null,
    });
    expect(finding.kind).toBe('no-comparison');
  });

  it('have nothing to compare when async took no time', () => {
    const instant = sideRun({ connections: 50, wallMs: 0, serviceUs: 12_000 });
    const { effect, async: side } = compareSides(sync, instant);
    expect([effect.speedup, side.answeredPerS]).toEqual([null, 0]);
  });

  it('are partial when one is, and say which', () => {
    const cut: Result = { ...async, completion: { state: 'partial', reasons: ['interrupted (SIGINT)'] } };
    expect(compareSides(sync, cut).completion).toEqual({
      state: 'partial',
      reasons: ['async: interrupted (SIGINT)'],
    });
  });

  it('deserve the lesser trust, with the reasons of both', () => {
    const reason = { level: 'degraded', message: 'slow', hint: 'hurry' } as const;
    const invalid: Result = {
      ...sync,
      trust: { level: 'invalid', reasons: [{ ...reason, level: 'invalid' }] },
    };
    const degraded: Result = { ...async, trust: { level: 'degraded', reasons: [reason] } };
    expect(compareSides(invalid, degraded).trust).toEqual({
      level: 'invalid',
      reasons: [
        { level: 'invalid', message: 'sync: slow', hint: 'hurry' },
        { level: 'degraded', message: 'async: slow', hint: 'hurry' },
      ],
    });
    expect(compareSides(sync, degraded).trust.level).toBe('degraded');
  });
});

function sidesOf(scenario: Partial<Scenario>): SyncVsAsyncPlans {
  const planned = planSides({ url, ...scenario }, roomyMachine);
  if (!planned.ok) throw new Error(planned.problems.map(({ message }) => message).join('\n'));
  return planned.plan;
}

/** A run in which every request had the same service time. */
function sideRun(parts: {
  readonly connections: number;
  readonly wallMs: number;
  readonly serviceUs: number;
  readonly accounting?: Result['accounting'];
}): Result {
  const { connections, wallMs, serviceUs } = parts;
  const accounting = parts.accounting ?? { ...noRequests, planned: 2000, started: 2000, ok: 2000 };
  const times = distribution(
    accounting.started,
    Array.from({ length: 10 }, () => serviceUs),
  );
  return {
    ...closedRun,
    load: { ...closedRun.load, connections },
    wallMs,
    accounting,
    latency: { ...closedRun.latency, serviceTime: { ok: times, all: times } },
  };
}
