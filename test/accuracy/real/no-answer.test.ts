import { expect, it } from 'vitest';
import type { Distribution } from '../../../src/summary/result.ts';
import { loadResultOf } from '../../e2e/json-report.ts';
import { inrush } from '../../support/built-cli.ts';
import { responseTimes } from '../decoded.ts';
import { ServerProcess } from './server-process.ts';

const timeoutMs = 400;

// The kernel opens connections to a process that stands still, and takes what is written on them.
it('has a lower bound of every request to a target that never answers, and does not exit with 0', async () => {
  const server = await ServerProcess.start();
  process.kill(server.pid, 'SIGSTOP');
  const [closed, open, gated] = await Promise.all([
    inrush(server.url, '-n', '8', '-c', '4', '-w', '2', '-t', `${timeoutMs}ms`, '-o', 'json'),
    inrush(server.url, '-R', '20', '-d', '500ms', '-c', '20', '-t', `${timeoutMs}ms`, '-o', 'json'),
    inrush(server.url, '-n', '8', '-c', '4', '-t', `${timeoutMs}ms`, '--fail-if', 'p50 > 100ms'),
  ]);
  expect([closed.exitCode, open.exitCode, gated.exitCode]).toEqual([3, 3, 99]);
  for (const outcome of [closed, open]) {
    const { accounting, latency, statusCodes } = loadResultOf(outcome);
    const { planned } = accounting;
    expect(planned).toBeGreaterThanOrEqual(8);
    expect(accounting).toMatchObject({ started: planned, timeout: planned, ok: 0, balanced: true });
    expect(statusCodes).toEqual({});
    expect([latency.serviceTime.ok.count, latency.serviceTime.all.count]).toEqual([0, planned]);
  }
  // The timeout begins before a connection is opened: those of the closed load are open from the start.
  expectBounds(loadResultOf(closed).latency.serviceTime.all, 8);
  expectBounds(responseTimes(loadResultOf(open)), 10);
});

function expectBounds({ count, censored, censoredFromUs, minUs }: Distribution, requests: number): void {
  expect([count, censored]).toEqual([requests, requests]);
  expect(minUs).toBeGreaterThanOrEqual(1000 * timeoutMs);
  expect(censoredFromUs).toBeGreaterThanOrEqual(1000 * timeoutMs);
}
