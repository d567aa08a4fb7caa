import { describe, expect, it } from 'vitest';
import type { FailureCount, Result, TrustLevel } from '../../../src/summary/result.ts';
import { closedRun, openRun } from '../../support/sample-result.ts';
import { onlyReason, says, told } from './told.ts';

describe('requests that failed on this machine', () => {
  // Of 149,400 started.
  it.each<[string, number, TrustLevel]>([
    ['one', 1, 'degraded'],
    ['0.1 %', 149, 'degraded'],
    ['more than 0.1 %', 150, 'invalid'],
  ])('%s', (_name, count, level) => {
    expect(told(withFailures(openRun, fault('fd-limit', count)))).toBe(says(level, 'local-errors'));
    expect(told(withFailures(openRun, fault('port-exhausted', count)))).toBe(says(level, 'local-errors'));
  });

  it('are not those of the target', () => {
    expect(told(withFailures(openRun, fault('connect-refused', 149_000)))).toBe('ok');
    expect(told(withFaults(openRun, fault('reset', 149_000)))).toBe('ok');
  });
});

describe('sockets that failed on this machine', () => {
  it('degrade a run, before the start too', () => {
    expect(told(withFaults(openRun, fault('fd-limit', 1)))).toBe('degraded: local-errors');
    expect(told(withFaults(closedRun, fault('port-exhausted', 9000)))).toBe('degraded: local-errors');
  });

  it('make a closed load invalid that had fewer connections for it', () => {
    // Of 50.
    expect(told(withFaults(opened(49), fault('fd-limit', 1)))).toBe('degraded: local-errors');
    expect(told(withFaults(opened(48), fault('fd-limit', 1)))).toBe('invalid: local-errors');
    expect(told(withFaults(opened(48), fault('reset', 1)))).toBe('ok');
  });

  it('are told with what is missing and what to do', () => {
    const failed = withFailures(opened(40), fault('fd-limit', 1));
    expect(onlyReason(withFaults(failed, fault('fd-limit', 12), fault('port-exhausted', 3)))).toBe(
      '1 request and 15 sockets failed on this machine, not at the target: fd-limit, port-exhausted, ' +
        '40 of 50 connections were open → lower -c, keep connections alive, raise ulimit -n, or add source ' +
        'addresses with --local-address',
    );
  });
});

function fault(reason: string, count: number): FailureCount {
  return { reason, count, example: reason };
}

function withFailures(result: Result, ...failures: FailureCount[]): Result {
  return { ...result, failures };
}

function withFaults(result: Result, ...faults: FailureCount[]): Result {
  return { ...result, sockets: { ...result.sockets, faults } };
}

function opened(peakSockets: number): Result {
  return { ...closedRun, generator: { ...closedRun.generator, peakSockets } };
}
