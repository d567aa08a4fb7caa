import { describe, expect, it } from 'vitest';
import { engineNames, type EngineName, type Timeouts } from '../../src/scenario/connecting.ts';
import type { Result } from '../../src/summary/result.ts';
import { planFor } from '../support/plan-for.ts';
import { runForReal } from '../support/real-run.ts';
import { HostileServer } from './hostile-server.ts';
import { breakingCases, endlessCases, lyingCases, slowCases, tlsCases, type HostileCase } from './plays.ts';

const requests = 4;
const connections = 2;
/** Timeouts that have to pass, and those that must not even when the machine stands still for a while. */
const soonMs = 300;
const lateMs = 5000;
/** Two requests a connection, each with its timeout and the pause after it, on a busy machine. */
const mostMs = 10_000;
/** What the garbage collector and the test runner may leave behind meanwhile. */
const mostGrowthBytes = 160 * 1024 * 1024;

describe.each(engineNames)('the engine %s, when a server', (engine) => {
  describe.concurrent.each([
    ['is slow', slowCases],
    ['breaks off', breakingCases],
    ['lies', lyingCases],
  ])('%s', (_what, cases) => {
    it.each(named(cases))('ends in time and tells why, when it %s', async (_title, hostileCase) => {
      const result = await runAgainst(hostileCase, { engine });
      expect(problemsOf(result, hostileCase.reasons[engine])).toEqual([]);
    });
  });

  describe.concurrent('cannot shake hands', () => {
    it.each(named(tlsCases))(
      'does not begin a closed load, and tells why, when it %s',
      async (_title, tlsCase) => {
        const why = new RegExp(`could be opened: (?:${tlsCase.reasons[engine].join('|')}) `);
        await expect(runAgainst(tlsCase, { engine })).rejects.toThrow(why);
      },
    );

    it.each(named(tlsCases))(
      'ends an open load in time and tells why, when it %s',
      async (_title, tlsCase) => {
        const result = await runAgainst(tlsCase, { engine, ratePerS: 100 });
        expect(problemsOf(result, tlsCase.reasons[engine])).toEqual([]);
      },
    );
  });

  // One at a time: they measure the memory of the process.
  describe('never ends', () => {
    it.each(named(endlessCases))(
      'ends in time and in little memory, when it %s',
      async (_title, hostileCase) => {
        const before = usedBytes();
        let most = before;
        const watch = setInterval(() => (most = Math.max(most, usedBytes())), 20);
        const result = await runAgainst(hostileCase, { engine });
        clearInterval(watch);
        expect(problemsOf(result, hostileCase.reasons[engine])).toEqual([]);
        expect(most - before).toBeLessThan(mostGrowthBytes);
      },
    );
  });

  describe.concurrent('is asked by an open load, or by a pipelining one,', () => {
    const some = [
      slowCases[0],
      endlessCases[0],
      breakingCases[2],
      breakingCases[7],
      lyingCases[0],
      lyingCases[5],
    ];
    const cases = named(some.filter((each) => each !== undefined));

    it.each(cases)('loses no request of an open load, when it %s', async (_title, hostileCase) => {
      const result = await runAgainst(hostileCase, { engine, ratePerS: 100 });
      expect(problemsOf(result, hostileCase.reasons[engine])).toEqual([]);
      expect(result.latency.responseTime?.all.count).toBe(requests);
    });

    it.each(cases)('loses no request of a pipeline, when it %s', async (_title, hostileCase) => {
      const result = await runAgainst(hostileCase, { engine, pipelining: 2 });
      // What was behind a response that went wrong has its own words for it.
      const allowed = [...hostileCase.reasons[engine], 'closed-early', 'reset'];
      expect(problemsOf(result, allowed)).toEqual([]);
    });
  });
});

type Asked = { readonly engine: EngineName; readonly ratePerS?: number; readonly pipelining?: number };

async function runAgainst(hostileCase: HostileCase, asked: Asked): Promise<Result> {
  const { play, isTls } = hostileCase;
  const timeouts = timeoutsOf(hostileCase, asked.engine);
  const server = await HostileServer.start(play);
  const url = `${isTls ? 'https' : 'http'}://127.0.0.1:${server.port}/`;
  const startedAt = performance.now();
  try {
    return await runForReal(planFor({ url, requests, connections, timeouts, ...asked }));
  } finally {
    expect(performance.now() - startedAt).toBeLessThan(mostMs);
    await server.close();
  }
}

function timeoutsOf({ timeouts, reasons }: HostileCase, engine: EngineName): Partial<Timeouts> {
  const totalMs = reasons[engine].includes('response-timeout') ? soonMs : lateMs;
  const tlsMs = reasons[engine].includes('tls-timeout') ? soonMs : lateMs;
  return { totalMs, tlsMs, ...timeouts };
}

/** What speaks against this: every request ended in one of these ways, and the books balance. */
function problemsOf(result: Result, allowed: readonly string[]): string[] {
  const { accounting, failures, completion, latency, statusCodes } = result;
  const { planned, started, ok, transportError, timeout, balanced } = accounting;
  const failed = failures.reduce((sum, { count }) => sum + count, 0);
  const outcomes = [...failures.map(({ reason }) => reason), ...(ok > 0 ? ['ok'] : [])];
  const claims: readonly (readonly [claim: string, holds: boolean])[] = [
    ['the run is complete', completion.state === 'complete'],
    ['the accounting balances', balanced],
    ['all requests were started', planned === requests && started === requests],
    ['each was answered or failed', ok + transportError + timeout === requests],
    ['each failure has a reason', failed === transportError + timeout],
    ['each answer has a status', (statusCodes['200'] ?? 0) === ok],
    ['each answer has a time', latency.serviceTime.ok.count === ok],
    ['the reasons are the expected ones', outcomes.every((outcome) => allowed.includes(outcome))],
  ];
  const broken = claims.filter(([, holds]) => !holds).map(([claim]) => claim);
  return broken.length === 0 ? [] : [...broken, JSON.stringify([accounting, failures, result.sockets])];
}

function usedBytes(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function named(cases: readonly HostileCase[]): [string, HostileCase][] {
  return cases.map((each) => [each.what, each]);
}
