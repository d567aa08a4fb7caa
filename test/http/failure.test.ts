import { describe, expect, it } from 'vitest';
import { connectFailure, failureReasons, isLocal, isTimeout } from '../../src/http/failure.ts';

describe('failure reasons', () => {
  it('are timeouts when they say so', () => {
    const timeouts = failureReasons.filter((reason) => reason.endsWith('-timeout'));
    expect(failureReasons.filter(isTimeout)).toEqual(timeouts);
    expect(timeouts).toHaveLength(5);
  });

  it('blame this machine only for what it ran out of', () => {
    expect(failureReasons.filter(isLocal)).toEqual(['fd-limit', 'port-exhausted']);
  });

  it('are neither while nothing failed', () => {
    expect([isTimeout('none'), isLocal('none')]).toEqual([false, false]);
  });

  it('are each there once', () => {
    expect(new Set(failureReasons).size).toBe(failureReasons.length);
    expect(failureReasons).not.toContain('none');
  });
});

describe('an error while a socket is opened', () => {
  it.each([
    ['ECONNREFUSED', 'connect-refused'],
    ['ETIMEDOUT', 'connect-timeout'],
    ['EMFILE', 'fd-limit'],
    ['ENFILE', 'fd-limit'],
    ['EADDRNOTAVAIL', 'port-exhausted'],
    ['EADDRINUSE', 'port-exhausted'],
    ['ENOBUFS', 'port-exhausted'],
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['ECONNRESET', 'connect-failed'],
    ['EHOSTUNREACH', 'connect-failed'],
    ['ENETUNREACH', 'connect-failed'],
    ['ENOENT', 'connect-failed'],
    ['', 'connect-failed'],
  ])('%s is %s', (code, reason) => {
    expect(connectFailure(code)).toBe(reason);
  });
});
