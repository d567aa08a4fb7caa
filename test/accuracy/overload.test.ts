import { describe, expect, it } from 'vitest';
import { reportExitCode } from '../../src/cli/deliver.ts';
import { exitCode } from '../../src/cli/exit-code.ts';
import { evaluate } from '../../src/gate/evaluate.ts';
import { plain } from '../../src/report/palette.ts';
import { textReport } from '../../src/report/text.ts';
import { parseThreshold } from '../../src/scenario/threshold.ts';
import type { Result } from '../../src/summary/result.ts';
import { planFor } from '../support/plan-for.ts';
import { VirtualRun } from '../support/virtual-run.ts';
import { quantileMs } from './decoded.ts';

const serviceMs = 10;

describe('a target that is asked for twice what it gives', () => {
  // 200/s for 5 s over one connection: the target answers 100/s.
  const plan = planFor({ ratePerS: 200, durationMs: 5000, connections: 1, gracefulStopMs: 10_000 });
  const running = new VirtualRun(plan, { serviceMs: () => serviceMs }).result();

  it('has every request answered in the end, and none missed', async () => {
    const { accounting, completion } = await running;
    expect(accounting).toMatchObject({ planned: 1000, started: 1000, ok: 1000, balanced: true });
    expect(accounting.missed).toEqual({ pool: 0, lag: 0, stopped: 0 });
    expect(completion).toEqual({ state: 'complete' });
  });

  it('has a response time that grows by 5 ms with every request', async () => {
    const { latency } = await running;
    if (latency.responseTime === null) throw new Error('an open load has response times');
    // The k-th request, from 0, is planned at 5k and ends at 10(k + 1).
    expect(latency.responseTime.ok).toMatchObject({ minUs: 10_000, maxUs: 5_005_000 });
    for (const quantile of [0.01, 0.25, 0.5, 0.9, 0.99]) {
      const exactMs = 10 + 5 * (1000 * quantile - 1);
      expect(quantileMs(latency.responseTime.ok, quantile)).toBeGreaterThanOrEqual(exactMs);
      expect(quantileMs(latency.responseTime.ok, quantile)).toBeLessThanOrEqual(exactMs * 1.001);
    }
  });

  it('has a service time that does not grow', async () => {
    const { latency } = await running;
    expect(latency.serviceTime.all).toMatchObject({ minUs: 10_000, p50Us: 10_000, maxUs: 10_000 });
  });

  it('is told by its throughput: 200/s asked, 100/s given', async () => {
    const { throughput, measuredMs } = await running;
    expect(measuredMs).toBe(5000);
    expect(throughput).toMatchObject({ askedPerS: 200, startedPerS: 100.2, answeredPerS: 100 });
  });

  it('is said: the capacity, and by how much the queue grows', async () => {
    const result = await running;
    expect(result.overload).toEqual({ cause: 'target', capacityPerS: 100, queueGrowthPerS: 99.8 });
    // The report breaks its lines where the terminal does.
    const text = textReport(result, { palette: plain, latency: false }).replaceAll(/\s+/g, ' ');
    expect(text).toContain(
      'asked 200/s, the target gives about 100/s on 1 connection: the queue grew 99.8/s',
    );
  });

  it('is its own fault and not ours', async () => {
    const { latency, trust } = await running;
    expect(latency.startLag?.maxUs).toBe(0);
    expect(trust.reasons.filter(({ level }) => level === 'invalid')).toEqual([]);
  });
});

describe('a run without a single success', () => {
  it('does not exit with 0', async () => {
    const result = await new VirtualRun(planFor({ requests: 20, connections: 2 }), {
      serviceMs: () => serviceMs,
      failure: () => 'reset',
    }).result();
    expect(result.accounting).toMatchObject({ started: 20, ok: 0, transportError: 20, balanced: true });
    expect(reportExitCode(result, exitCode.done, answeredIn(result))).toBe(exitCode.cannotRun);
  });

  it('fails every threshold on its speed', async () => {
    const result = await new VirtualRun(planFor({ requests: 20, connections: 2 }), {
      failure: () => 'reset',
    }).result();
    expect(gateExit(result, 'p50 > 1h')).toBe(exitCode.gateFailed);
    expect(gateExit(result, 'rate < 1/s')).toBe(exitCode.gateFailed);
  });
});

describe('a threshold on a series without samples fails', () => {
  it.each([
    ['tls.p50 > 1h', 'no TLS'],
    ['p99 > 1h', 'too few for this percentile'],
  ])('%s: %s', async (expression) => {
    const result = await new VirtualRun(planFor({ requests: 100, connections: 2 })).result();
    expect(result.accounting.ok).toBe(100);
    expect(gateExit(result, expression)).toBe(exitCode.gateFailed);
  });

  it('while one with samples passes', async () => {
    const result = await new VirtualRun(planFor({ requests: 100, connections: 2 })).result();
    expect(gateExit(result, 'p50 > 1h')).toBe(exitCode.done);
  });
});

function gateExit(measured: Result, expression: string): number {
  const threshold = parseThreshold(expression, 'load');
  if (!threshold.ok) throw new Error(threshold.message);
  // Vitals are those of this process, which has other things to do: only the gate is of interest.
  const trusted: Result = { ...measured, trust: { level: 'ok', reasons: [] } };
  const report = { ...trusted, gates: evaluate([threshold.value], trusted) };
  return reportExitCode(report, exitCode.done, answeredIn(measured));
}

function answeredIn({ accounting }: Result): number {
  return accounting.ok + accounting.httpError;
}
