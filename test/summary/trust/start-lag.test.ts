import { describe, expect, it } from 'vitest';
import type { Distribution, Result, TrustLevel } from '../../../src/summary/result.ts';
import { withLag, withMedianUs, withSecond, withWorker, withWorkers } from '../../support/changed-run.ts';
import { openRun, smallRun } from '../../support/sample-result.ts';
import { onlyReason, says, told } from './told.ts';

type Key = 'p50Us' | 'p75Us' | 'p90Us' | 'p95Us' | 'p99Us' | 'p999Us' | 'maxUs';

const keys: readonly Key[] = ['p50Us', 'p75Us', 'p90Us', 'p95Us', 'p99Us'];
const uncarried = { p50Us: null, p75Us: null, p90Us: null, p95Us: null, p99Us: null, p999Us: null };

describe('a percentile of the start lag', () => {
  it.each<[string, number, number, TrustLevel]>([
    ['5 % of the same percentile of the response time', 20_000, 1000, 'ok'],
    ['more than 5 % of it', 20_000, 1001, 'degraded'],
    ['20 % of it', 40_000, 8000, 'degraded'],
    ['more than 20 % of it', 40_000, 8001, 'invalid'],
    ['1 ms', 100_000, 1000, 'ok'],
    ['more than 1 ms', 100_000, 1001, 'degraded'],
    ['10 ms', 100_000, 10_000, 'degraded'],
    ['more than 10 ms', 100_000, 10_001, 'invalid'],
    ['1 % of a slow target', 2_000_000, 20_000, 'ok'],
    ['more than 1 % of a slow target', 2_000_000, 20_001, 'degraded'],
    ['5 % of a slow target', 2_000_000, 100_000, 'degraded'],
    ['more than 5 % of a slow target', 2_000_000, 100_001, 'invalid'],
  ])('may be %s', (_name, responseUs, lagUs, level) => {
    for (const key of keys) expect(told(lagBeside(key, responseUs, lagUs))).toBe(says(level, 'start-lag'));
  });

  it.each<[Key, number, number]>([
    ['p50Us', 100, 1000],
    ['p75Us', 100, 1000],
    ['p90Us', 500, 5000],
    ['p95Us', 500, 5000],
    ['p99Us', 1000, 5000],
  ])('of a target however fast: %s up to %i µs is on time, above %i µs is invalid', (key, least, most) => {
    expect(told(lagBeside(key, 40, least))).toBe('ok');
    expect(told(lagBeside(key, 40, least + 1))).toBe('degraded: start-lag');
    expect(told(lagBeside(key, 40, most))).toBe('degraded: start-lag');
    expect(told(lagBeside(key, 40, most + 1))).toBe('invalid: start-lag');
  });

  it('is told with its limit, its worst second and what to do', () => {
    const late = withSecond(lagBeside('p99Us', 90_000, 38_200), 3000, { startLagP99Us: 91_000 });
    expect(onlyReason(late)).toBe(
      'starts were late: p99 of the start lag is 38.2 ms, above 10.0 ms (worst at 3 s) → ' +
        'give the generator cores of its own, add workers (-w) or lower the rate',
    );
  });

  it('is told where it is worst, of several', () => {
    const both = withLag(lagBeside('p99Us', 16_000, 900), { p50Us: 300 });
    expect(onlyReason(withMedianUs(both, 1000))).toContain('p50 of the start lag is 300 µs, above 100 µs');
    const median = withLag(lagBeside('p99Us', 40_000, 8300), { p50Us: 900 });
    expect(onlyReason(withMedianUs(median, 1000))).toContain('p99 of the start lag is 8.3 ms, above 8.0 ms');
  });

  it('is no wonder with --pacing timer', () => {
    const late = lagBeside('p99Us', 1000, 1100);
    expect(onlyReason({ ...late, load: { ...late.load, pacing: 'timer' } })).toContain('use --pacing auto');
  });

  it('is cured by spinning where there was time to sleep', () => {
    const late = lagBeside('p99Us', 1000, 1200);
    const slow = { ...late, throughput: { ...late.throughput, askedPerS: 300 } };
    expect(onlyReason(slow)).toContain('→ wait for starts with --pacing precise, give');
    expect(onlyReason({ ...slow, load: { ...slow.load, pacing: 'precise' } })).not.toContain('--pacing');
    expect(onlyReason(late)).not.toContain('--pacing');
  });

  it('asks for a larger machine where each core has its worker', () => {
    expect(onlyReason(lagBeside('p99Us', 1000, 1100, withWorkers(openRun, 4)))).toContain(
      'with more than 4 cores',
    );
  });
});

describe('the longest start lag, of too few for a p99', () => {
  it.each<[string, Partial<Distribution>, number, TrustLevel]>([
    ['up to 10 ms', { p50Us: 1, p95Us: 90, maxUs: 10_000 }, 12_000, 'ok'],
    ['more than 10 ms', { p50Us: 1, p95Us: 90, maxUs: 10_001 }, 12_000, 'degraded'],
    ['seconds, for a single one', { p50Us: 1, p95Us: 90, maxUs: 3_000_000 }, 3_100_000, 'degraded'],
    ['up to 5 % of the longest response', { p50Us: 1, maxUs: 50_000 }, 1_000_000, 'ok'],
    ['more than 5 % of the longest response', { p50Us: 1, maxUs: 50_001 }, 1_000_000, 'degraded'],
    ['of hardly any, up to a millisecond', { maxUs: 1000 }, 12_000, 'ok'],
    ['of hardly any, more than a millisecond', { maxUs: 1001 }, 12_000, 'degraded'],
    ['of hardly any, more than a fifth', { maxUs: 8001 }, 40_000, 'invalid'],
  ])('may be %s', (_name, lag, responseUs, level) => {
    const few = withResponse(withLag(openRun, { ...uncarried, ...lag }), { maxUs: responseUs });
    expect(told(few)).toBe(says(level, 'start-lag'));
  });

  it('is told as what it is', () => {
    const few = withLag(openRun, { ...uncarried, p50Us: 1, count: 200, maxUs: 2_977_000 });
    expect(onlyReason(few)).toContain('the longest start lag of 200 is 3.0 s, above 100.0 ms');
  });
});

describe('a part of the start lag', () => {
  it('of one worker in four degrades, however late', () => {
    const four = withResponse(withWorkers(openRun, 4), { p99Us: 100_000 });
    expect(told(withWorker(four, 2, { startLagP99Us: 1000 }))).toBe('ok');
    expect(told(withWorker(four, 2, { startLagP99Us: 30_000 }))).toBe('degraded: start-lag');
    expect(onlyReason(withWorker(four, 2, { startLagP99Us: 5400 }))).toContain(
      'starts were late: p99 of worker 3 of 4 is 5.4 ms, above 1.0 ms',
    );
  });

  it.each<[string, number, number, TrustLevel]>([
    ['10 ms', 100_000, 10_000, 'ok'],
    ['more than 10 ms', 100_000, 10_001, 'degraded'],
    ['seconds', 100_000, 2_000_000, 'degraded'],
    ['5 % of a slow target', 2_000_000, 100_000, 'ok'],
    ['more than 5 % of a slow target', 2_000_000, 100_001, 'degraded'],
  ])('of one start in a thousand may be %s', (_name, responseUs, lagUs, level) => {
    expect(told(lagBeside('p999Us', responseUs, lagUs))).toBe(says(level, 'start-lag'));
  });

  it('of one second may be 100 ms, or 5 % of the median', () => {
    expect(told(withSecond(openRun, 3000, { startLagP99Us: 100_000 }))).toBe('ok');
    expect(told(withSecond(openRun, 3000, { startLagP99Us: 100_001 }))).toBe('degraded: start-lag');
    expect(told(withSecond(withMedianUs(openRun, 4_000_000), 3000, { startLagP99Us: 200_000 }))).toBe('ok');
    expect(told(withSecond(openRun, 0, { startLagP99Us: 900_000 }))).toBe('ok');
  });
});

describe('start lag', () => {
  it('is nothing where nothing was started, and in a closed load', () => {
    expect(told(withLag(openRun, { ...uncarried, count: 0, maxUs: null }))).toBe('ok');
    expect(told(smallRun)).toBe('ok');
  });
});

/** Everything else on time. */
function lagBeside(key: Key, responseUs: number, lagUs: number, result: Result = openRun): Result {
  return withResponse(withLag(result, { p999Us: 0, [key]: lagUs }), { [key]: responseUs });
}

function withResponse(result: Result, changes: Partial<Distribution>): Result {
  const { responseTime } = result.latency;
  if (responseTime === null) throw new Error('an open load has response times');
  const all = { ...responseTime.all, ...changes };
  return { ...result, latency: { ...result.latency, responseTime: { ...responseTime, all } } };
}
