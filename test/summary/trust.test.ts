import { describe, expect, it } from 'vitest';
import type { Distribution, Result, TrustLevel } from '../../src/summary/result.ts';
import { judgeTrust } from '../../src/summary/trust.ts';
import { closedRun, openRun, partialRun, smallRun } from '../support/sample-result.ts';

type Signal = (value: number) => Result;

describe('trust in a healthy run', () => {
  it.each([
    ['closed', closedRun],
    ['open, with failures and a full queue', openRun],
    ['small', smallRun],
    ['interrupted by the user', partialRun],
  ])('is ok when it is %s', (_name, result) => {
    expect(judgeTrust(result)).toEqual({ level: 'ok', reasons: [] });
  });
});

describe('each signal alone lowers trust', () => {
  it.each<[string, Signal, number, TrustLevel]>([
    ['start lag of 1 ms', lagUs, 1000, 'ok'],
    ['start lag above 1 ms', lagUs, 1001, 'degraded'],
    ['start lag of 10 ms', lagUs, 10_000, 'degraded'],
    ['start lag above 10 ms', lagUs, 10_001, 'invalid'],
    ['start lag below 5 % of the response time', lagOfFastTarget, 249, 'ok'],
    ['start lag above 5 % of the response time', lagOfFastTarget, 251, 'degraded'],
    ['a missed start of our own', missedByLag, 1, 'degraded'],
    ['1 % missed starts of our own', missedByLag, 1500, 'degraded'],
    ['more than 1 % missed starts of our own', missedByLag, 1501, 'invalid'],
    ['a failure of this machine', localFailures, 1, 'degraded'],
    ['0.1 % failures of this machine', localFailures, 149, 'degraded'],
    ['more than 0.1 % failures of this machine', localFailures, 150, 'invalid'],
    ['a garbage collection of 10 ms', gcMs, 10, 'ok'],
    ['a garbage collection above 10 ms', gcMs, 10.1, 'degraded'],
    ['a garbage collection above 100 ms', gcMs, 100.1, 'invalid'],
    ['a closed load with an event loop at 94 %', loopUtilization, 0.94, 'ok'],
    ['a closed load with an event loop at 95 %', loopUtilization, 0.95, 'degraded'],
    ['a residual of Little’s law of 5 %', residual, 0.05, 'ok'],
    ['a residual of Little’s law above 5 %', residual, 0.051, 'degraded'],
    ['a residual of Little’s law above 15 %', residual, 0.151, 'invalid'],
  ])('%s', (_name, signal, value, level) => {
    const trust = judgeTrust(signal(value));
    expect(trust.level).toBe(level);
    expect(trust.reasons.map((reason) => reason.level)).toEqual(level === 'ok' ? [] : [level]);
  });

  it('an accounting that does not balance', () => {
    const result = { ...closedRun, accounting: { ...closedRun.accounting, balanced: false } };
    expect(judgeTrust(result)).toEqual({
      level: 'invalid',
      reasons: [
        {
          level: 'invalid',
          message: 'the accounting does not balance: requests were lost or counted twice',
          hint: 'this is a bug in inrush: please report it with the JSON result',
        },
      ],
    });
  });

  it('a lost worker', () => {
    const reasons = ['worker 1 of 2 was lost (killed by SIGKILL); it had sent nothing'];
    const result: Result = { ...closedRun, completion: { state: 'partial', reasons } };
    expect(judgeTrust(result).level).toBe('invalid');
  });

  it('but not one that the sample is too small for', () => {
    const few = { ...closedRun.accounting, started: 999 };
    expect(judgeTrust({ ...residual(0.5), accounting: few }).level).toBe('ok');
    expect(judgeTrust({ ...residual(0.5), wallMs: 999 }).level).toBe('ok');
    expect(judgeTrust({ ...loopUtilization(1), wallMs: 999 }).level).toBe('ok');
  });

  it('and an open load may spin on its whole core', () => {
    const busy = loopUtilization(1).generator;
    expect(judgeTrust({ ...openRun, generator: busy }).level).toBe('ok');
  });
});

describe('several signals', () => {
  it('are all told, and the worst decides', () => {
    const result = { ...gcMs(20), accounting: { ...openRun.accounting, balanced: false } };
    const trust = judgeTrust(result);
    expect(trust.level).toBe('invalid');
    expect(trust.reasons.map(({ level }) => level)).toEqual(['invalid', 'degraded']);
  });

  it('each say what to do', () => {
    const worst = [
      lagUs(20_000),
      missedByLag(9),
      localFailures(1),
      gcMs(20),
      loopUtilization(1),
      residual(1),
    ];
    const reasons = worst.flatMap((result) => judgeTrust(result).reasons);
    expect(reasons.map(({ hint }) => hint.length > 10)).toEqual(worst.map(() => true));
    expect(reasons.map(({ message }) => message)).toEqual([
      '1 % of the starts were at least 20.0 ms late: response times contain our own delay',
      '9 planned starts were never reached',
      '1 requests failed on this machine, not at the target: fd-limit',
      'garbage collection stopped a worker for 20 ms',
      'the generator was the limit: a worker used its whole core',
      'requests in flight and latency disagree by 100 % (Little’s law)'.replace('’', "'"),
    ]);
  });
});

function lagUs(p99Us: number): Result {
  return withLag(openRun, p99Us, 1_000_000);
}

/** 5 % of its response time are 250 µs. */
function lagOfFastTarget(p99Us: number): Result {
  return withLag(openRun, p99Us, 5000);
}

function withLag(result: Result, p99Us: number, responseUs: number): Result {
  const { responseTime, startLag } = result.latency;
  if (responseTime === null || startLag === null) return result;
  const all: Distribution = { ...responseTime.all, p50Us: responseUs };
  return {
    ...result,
    latency: { ...result.latency, startLag: { ...startLag, p99Us }, responseTime: { ...responseTime, all } },
  };
}

/** Of 150,000 planned. */
function missedByLag(lag: number): Result {
  const { accounting } = openRun;
  return { ...openRun, accounting: { ...accounting, missed: { ...accounting.missed, lag } } };
}

/** Of 149,400 started. */
function localFailures(count: number): Result {
  return { ...openRun, failures: [{ reason: 'fd-limit', count, example: 'EMFILE' }, ...openRun.failures] };
}

function gcMs(maxGcPauseMs: number): Result {
  return withWorker(openRun, { maxGcPauseMs });
}

function loopUtilization(eventLoopUtilization: number): Result {
  return withWorker(closedRun, { eventLoopUtilization });
}

/** The same change in one of the workers. */
function withWorker(result: Result, changes: Partial<Result['generator']['workers'][number]>): Result {
  const [first, ...others] = result.generator.workers;
  if (first === undefined) return result;
  return { ...result, generator: { ...result.generator, workers: [...others, { ...first, ...changes }] } };
}

function residual(value: number): Result {
  return { ...closedRun, littlesLaw: { ...closedRun.littlesLaw, residual: value } };
}
