import { describe, expect, it } from 'vitest';
import { readSlo } from '../../../src/modes/find-max/slo.ts';
import type { Trial } from '../../../src/modes/find-max/trial.ts';
import { type WeighedRate, weighTrials } from '../../../src/modes/find-max/weigh-trials.ts';
import type { Trust, TrustSignal } from '../../../src/summary/result.ts';
import { type TrialSample, trialResult, trialWindows } from '../../support/trial-result.ts';

function trial(given: Partial<TrialSample> = {}, rest: Partial<Trial> = {}): Trial {
  const result = trialResult(given);
  return { ratePerS: 100, length: 'full', result, windows: trialWindows(given), endedEarly: false, ...rest };
}

function weigh(slo: string, ...trials: Trial[]): WeighedRate {
  return weighTrials(trials, { conditions: readSlo([slo], null).slo.conditions, seed: 1, boundMs: 10_000 });
}

function because(signal: TrustSignal, level: 'degraded' | 'invalid'): Trust {
  return { level, reasons: [{ level, signal, message: `the ${signal}`, hint: '' }] };
}

const slow = { slowUs: 60_000 };
const short = { measuredMs: 2000, count: 400 };
const cut = trial(short, { endedEarly: true });

describe('trials at a rate', () => {
  it.each<[string, string, Trial[], string, boolean]>([
    ['within the limit', 'p99 < 50ms', [trial()], 'within', true],
    ['beyond it', 'p99 < 50ms', [trial(slow)], 'beyond', true],
    ['within it in a short trial, which is no bound', 'p99 < 50ms', [trial(short)], 'within', false],
    ['beyond one of several conditions', 'p99 < 50ms, errors < 1%', [trial({ failed: 20 })], 'beyond', true],
    ['within all of them', 'p99 < 50ms, errors < 1%', [trial({ failed: 9 })], 'within', true],
    ['with nothing but failures', 'p99 < 50ms', [trial({ failed: 1000 })], 'beyond', true],
    ['cut once, which may be chance', 'p99 < 50ms', [trial(short, { endedEarly: true })], 'beyond', false],
    ['cut twice, however short', 'p99 < 50ms', [cut, cut], 'beyond', true],
    ['cut once, and well in all others', 'p99 < 50ms', [cut, trial(), trial()], 'within', true],
    ['that disagree', 'errors < 1%', [trial({ failed: 20 }), trial()], 'unclear', false],
    [
      'that disagree, of which there are enough',
      'errors < 1%',
      [trial({ failed: 20 }), trial(), trial()],
      'within',
      true,
    ],
    ['with too few samples for the percentile', 'p99.9 < 50ms', [trial()], 'unclear', false],
    ['too few, and too many of them slow', 'p99.9 < 50ms', [trial(slow)], 'beyond', true],
  ])('%s', (_name, slo, trials, verdict, isBound) => {
    expect(weigh(slo, ...trials).evidence).toMatchObject({ verdict, isBound });
  });

  it('count together as one', () => {
    const { pooled, trials, evidence } = weigh(
      'errors < 1%',
      trial({ failed: 20 }),
      trial(),
      trial({ count: 500 }),
    );
    expect(pooled.accounting).toMatchObject({ started: 2500, ok: 2480, httpError: 20 });
    expect(pooled.latency.responseTime?.all.count).toBe(2500);
    expect(pooled.throughput.answeredPerS).toBeCloseTo(2500 / 30, 9);
    expect({ trials, trialMs: evidence.trialMs }).toEqual({ trials: 3, trialMs: 30_000 });
    expect(evidence.excess).toBeCloseTo(Math.log(0.8), 9);
  });

  it('say how far they are from the limit, by the worst condition', () => {
    expect(weigh('p99 < 50ms', trial(slow)).evidence.excess).toBeCloseTo(Math.log(60 / 50), 2);
    expect(weigh('p99 < 4ms, p50 < 4ms', trial()).evidence.excess).toBeCloseTo(Math.log(2 / 4), 2);
    expect(weigh('errors < 1%', trial()).evidence.excess).toBe(-2);
  });
});

describe('a long trial', () => {
  const long = { length: 'long' } as const;

  it('confirms what it holds by itself and with the others', () => {
    expect(weigh('p99 < 50ms', trial(), trial({}, long)).evidence).toMatchObject({ isConfirmed: true });
    expect(weigh('p99 < 50ms', trial(), trial()).evidence).toMatchObject({ isConfirmed: false });
  });

  it('that fails once asks for another; twice, the rate has given way', () => {
    const held = [trial(), trial(), trial(), trial()];
    const bad = trial({ failed: 30 }, long);
    expect(weigh('errors < 1%', ...held, bad).evidence).toMatchObject({
      verdict: 'within',
      isConfirmed: false,
    });
    expect(weigh('errors < 1%', ...held, ...held, bad, bad).evidence).toMatchObject({
      verdict: 'beyond',
      isBound: true,
    });
  });
});

describe('the generator', () => {
  const invalid = trial({ trust: because('accounting', 'invalid') });

  it('is what gave way where its numbers can not be trusted, for sure after three trials', () => {
    expect(weigh('p99 < 50ms', invalid).evidence).toMatchObject({ verdict: 'generator', isBound: false });
    expect(weigh('p99 < 50ms', invalid, invalid, invalid)).toMatchObject({
      evidence: { verdict: 'generator', isBound: true },
      generator: 'the accounting',
    });
  });

  it('is outvoted by longer trials in which it kept up', () => {
    expect(weigh('p99 < 50ms', invalid, trial(), trial())).toMatchObject({
      evidence: { verdict: 'within', trialMs: 20_000 },
      trials: 2,
      generator: null,
    });
  });

  it.each<TrustSignal>(['missed-starts', 'achieved-rate', 'event-loop', 'local-errors'])(
    'that was short of something is no proof against the target: %s',
    (signal) => {
      const trust = because(signal, 'degraded');
      expect(weigh('p99 < 50ms', trial({ ...slow, trust })).evidence.verdict).toBe('generator');
      expect(weigh('p99 < 50ms', trial({ trust })).evidence.verdict).toBe('within');
    },
  );

  it('that was ended early is no doubt for the starts of that instant, which it did not reach', () => {
    const completion = { state: 'partial', reasons: ['hopeless'] } as const;
    const trust = because('missed-starts', 'degraded');
    expect(weigh('p99 < 50ms', trial({ ...slow, trust, completion })).evidence.verdict).not.toBe('generator');
    const severe = because('missed-starts', 'invalid');
    expect(weigh('p99 < 50ms', trial({ ...slow, trust: severe, completion })).evidence.verdict).toBe(
      'generator',
    );
  });

  it.each<TrustSignal>(['start-lag', 'worker-gap', 'gc', 'steal', 'throttling', 'cpu-wait'])(
    'that only made times longer is no doubt where the SLO is kept all the same: %s',
    (signal) => {
      const trust = because(signal, 'invalid');
      expect(weigh('p99 < 50ms', trial({ trust })).evidence.verdict).toBe('within');
      expect(weigh('p99 < 50ms', trial({ ...slow, trust })).evidence.verdict).toBe('generator');
    },
  );

  it('whose delay is not what makes the difference leaves the fault with the target', () => {
    // Its p99 of the start lag is some 2 µs in the sample.
    const trust = because('start-lag', 'degraded');
    expect(weigh('p99 < 50ms', trial({ ...slow, trust })).evidence.verdict).toBe('beyond');
    expect(weigh('p99 < 59.999ms', trial({ ...slow, trust })).evidence.verdict).toBe('generator');
  });
});
