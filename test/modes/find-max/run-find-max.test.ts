import { describe, expect, it } from 'vitest';
import { InrushError } from '../../../src/base/errors.ts';
import type { FindMaxResult } from '../../../src/modes/find-max/find-max-result.ts';
import { type FindMaxPlan, planFindMax } from '../../../src/modes/find-max/plan-find-max.ts';
import { type FindMaxOptions, runFindMax } from '../../../src/modes/find-max/run-find-max.ts';
import { loadsOf, workLengthMs } from '../../../src/plan/loads.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import type { RunOptions } from '../../../src/run/run-load.ts';
import type { Tick } from '../../../src/run/tick.ts';
import type { Timers } from '../../../src/run/timers.ts';
import type { Result } from '../../../src/summary/result.ts';
import { roomyMachine } from '../../support/plan-for.ts';
import { trialResult, type TrialSample } from '../../support/trial-result.ts';

const usual = { url: 'http://127.0.0.1:8080/' };
const calmTick: Tick = {
  elapsedMs: 1000,
  isWarmup: false,
  lengthMs: 10_000,
  progress: 0.1,
  answered: 100,
  failed: 0,
  errors: 0,
  inFlight: 1,
  intervalMs: 1000,
  answeredInInterval: 100,
  p50Us: 1000,
  p99Us: 2000,
  maxUs: 2000,
  latencyCounts: [],
};

function searchFor(ask: Partial<Parameters<typeof planFindMax>[2]> = {}): FindMaxPlan {
  const planning = planFindMax(usual, roomyMachine, { slo: ['p99 < 50ms'], ...ask });
  if (!planning.ok) throw new Error(planning.problems.map(({ message }) => message).join('\n'));
  return planning.plan;
}

type Answer = Partial<TrialSample> & { readonly ticks?: readonly Partial<Tick>[] };

/** A target whose times depend on the rate alone, on a clock that each run moves by its own length. */
class FakeTarget {
  now = 0;
  readonly plans: Plan[] = [];
  readonly options: RunOptions[] = [];
  readonly #answer: (ratePerS: number, run: number) => Answer;
  readonly timers: Timers = {
    after: (delayMs, callback) => {
      this.now += delayMs;
      callback();
      return () => {};
    },
    soon: () => () => {},
  };

  constructor(answer: (ratePerS: number, run: number) => Answer) {
    this.#answer = answer;
  }

  readonly run = (plan: Plan, options: RunOptions): Promise<Result> => {
    this.plans.push(plan);
    this.options.push(options);
    const [load] = loadsOf(plan.work);
    const ratePerS = load.kind === 'constant-arrival-rate' ? load.ratePerS : NaN;
    const { ticks = [], ...sample } = this.#answer(ratePerS, this.plans.length);
    let cutAfter = Infinity;
    options.interrupts?.onCut(() => (cutAfter = Math.min(cutAfter, index + 1)));
    let index = 0;
    for (; index < ticks.length && index < cutAfter; index++) {
      options.onTick?.({ ...calmTick, ...ticks[index] });
    }
    const measuredMs = Math.min(workLengthMs(plan.work), 1000 * cutAfter);
    const warmupMs = plan.warmup.kind === 'fixed' ? plan.warmup.ms : 0;
    this.now += measuredMs + warmupMs;
    const count = Math.max(1, Math.round((ratePerS * measuredMs) / 1000));
    return Promise.resolve(trialResult({ count, measuredMs, ...sample }));
  };

  async search(plan: FindMaxPlan = searchFor(), options: FindMaxOptions = {}): Promise<FindMaxResult> {
    const clock = { now: () => this.now };
    return runFindMax(plan, { clock, timers: this.timers, wallClock: () => 0, ...options }, this.run);
  }

  /** Of the trials; what probes is not among them. */
  get rates(): readonly number[] {
    return this.plans.flatMap((plan) => {
      const [load] = loadsOf(plan.work);
      const isProbe = plan.warmup.kind === 'fixed' && plan.warmup.ms === 0;
      return load.kind === 'constant-arrival-rate' && !isProbe ? [load.ratePerS] : [];
    });
  }
}

/** Up to the capacity 1 ms, above it 100 ms. */
const upTo =
  (capacityPerS: number) =>
  (ratePerS: number): Answer =>
    ratePerS <= capacityPerS ? {} : { usualUs: 100_000, slowUs: 200_000 };

describe('a search', () => {
  it('answers a bracket around what the target gives, and says so', async () => {
    const { bracket, finding, completion, rates, trust } = await new FakeTarget(upTo(700)).search();
    expect(bracket.holds).toMatchObject({ isBound: true, isConfirmed: true });
    expect(bracket.holds?.ratePerS).toBeLessThanOrEqual(700);
    expect(bracket.fails).toMatchObject({ cause: 'target', isBound: true });
    expect(bracket.fails?.ratePerS).toBeGreaterThan(700);
    expect(bracket.width).toBeLessThanOrEqual(0.1);
    expect(finding.kind).toBe('found');
    expect(finding.sentence).toMatch(/^the target holds \d+\/s within p99 < 50ms, and not \d+\/s: they are /);
    expect(completion).toEqual({ state: 'complete' });
    expect(trust).toEqual({ level: 'ok', reasons: [] });
    expect(rates.map(({ ratePerS }) => ratePerS)).toEqual(
      rates.map(({ ratePerS }) => ratePerS).toSorted((a, b) => a - b),
    );
  });

  it('shows its trials while they go, and nothing of what it probes with', async () => {
    const target = new FakeTarget(upTo(700));
    const { trials } = await target.search(searchFor(), { onTick: () => {}, onSnapshot: () => {} });
    const shown = target.options.filter(({ onSnapshot }) => onSnapshot !== undefined);
    const probes = target.options.filter(({ onTick }) => onTick === undefined);
    expect(shown).toHaveLength(trials.length);
    expect(probes.length).toBeGreaterThan(0);
    expect(shown.length + probes.length).toBe(target.options.length);
  });

  it('sends each trial with a seed of its own, after a warm-up', async () => {
    const target = new FakeTarget(upTo(700));
    const { trials } = await target.search();
    const seeds = target.plans.filter(({ warmup }) => warmup.kind === 'fixed' && warmup.ms === 1000);
    expect(new Set(seeds.map(({ seed }) => seed)).size).toBe(trials.length);
  });

  it('measures longer where the percentile needs more samples', async () => {
    const { trials } = await new FakeTarget(upTo(7)).search(searchFor({ maxPerS: 20 }));
    expect(trials.every(({ ratePerS, measuredMs }) => (ratePerS * measuredMs) / 1000 >= 368)).toBe(true);
  });

  it('stops at the highest rate that was wanted', async () => {
    const target = new FakeTarget(upTo(1e9));
    const { finding, bracket } = await target.search(searchFor({ maxPerS: 500 }));
    expect(Math.max(...target.rates)).toBe(500);
    expect(bracket).toMatchObject({ holds: { ratePerS: 500, isConfirmed: true }, fails: null, width: null });
    expect(finding).toEqual({
      kind: 'at-least',
      sentence: expect.stringContaining('the highest rate that was asked for') as string,
    });
  });

  it('says that nothing holds', async () => {
    const { finding, bracket } = await new FakeTarget(upTo(0)).search();
    expect(bracket.holds).toBeNull();
    expect(finding.kind).toBe('none-holds');
    expect(finding.sentence).toMatch(/^the target does not keep p99 < 50ms at 3\/s, the lowest rate tried$/);
  });

  it('ends with the best that it knows when its time is over', async () => {
    const target = new FakeTarget(upTo(700));
    const { finding, tookMs } = await target.search(searchFor({ withinMs: 60_000, trialMs: 10_000 }));
    expect(tookMs).toBeLessThanOrEqual(60_000);
    expect(finding).toEqual({
      kind: 'wide',
      sentence: expect.stringContaining('The time was over') as string,
    });
  });
});

describe('the generator', () => {
  const reason = {
    level: 'invalid',
    signal: 'achieved-rate',
    message: 'starts were late',
    hint: '',
  } as const;
  const trust = { level: 'invalid', reasons: [reason] } as const;

  it('that gives way is never told as what the target can do', async () => {
    const target = new FakeTarget((rate) => (rate > 42_000 ? { trust } : {}));
    const { finding, bracket, gates } = await target.search(searchFor({ atLeastPerS: 100_000 }));
    expect(bracket.fails).toMatchObject({ cause: 'generator', reason: 'starts were late' });
    expect(bracket.width).toBeNull();
    expect(finding.kind).toBe('generator-limited');
    expect(finding.sentence).toMatch(
      /^the generator was the limit at 4\d,\d+\/s: the target holds at least /,
    );
    expect(gates).toMatchObject([{ verdict: 'inconclusive', interval: { high: null } }]);
  });

  it('that has a hiccup is asked again', async () => {
    const { finding } = await new FakeTarget((rate, run) =>
      run === 3 ? { trust } : upTo(700)(rate),
    ).search();
    expect(finding.kind).toBe('found');
  });

  it('in whose way nothing was seen leaves no number to trust', async () => {
    const result = await new FakeTarget(() => ({ trust })).search(searchFor({ atLeastPerS: 10 }));
    expect(result.trust.level).toBe('invalid');
    expect(result.finding.sentence).toContain('nothing is known of the target');
  });
});

describe('a trial that goes badly', () => {
  const bad = Array.from({ length: 10 }, () => ({ p50Us: 90_000 }));

  it('ends after three seconds in a row, and counts as beyond', async () => {
    const target = new FakeTarget((rate) => ({ ...upTo(700)(rate), ...(rate > 700 ? { ticks: bad } : {}) }));
    const { trials, finding } = await target.search();
    const above = trials.filter(({ ratePerS }) => ratePerS > 700);
    expect(above.map(({ endedEarly }) => endedEarly)).toEqual(above.map(() => true));
    expect(Math.max(...above.map(({ measuredMs }) => measuredMs))).toBe(3000);
    expect(finding.kind).toBe('found');
  });

  it('for once is chance: the answer is the same', async () => {
    const hiccup = Array.from({ length: 3 }, () => ({ p50Us: 900_000 }));
    const target = new FakeTarget((rate, run) =>
      run === 2 ? { usualUs: 900_000, slowUs: 900_000, ticks: hiccup } : upTo(700)(rate),
    );
    const { trials, finding, bracket } = await target.search();
    expect(trials[1]).toMatchObject({ ratePerS: 200, endedEarly: true });
    expect(finding.kind).toBe('found');
    expect(bracket.holds?.ratePerS).toBeGreaterThan(650);
  });

  it('is followed by a pause until a few requests are as fast as at a low rate', async () => {
    let probes = 0;
    const target = new FakeTarget((rate) => {
      if (rate > 10) return upTo(700)(rate);
      probes++;
      return probes < 3 ? { usualUs: 50_000, slowUs: 50_000 } : {};
    });
    const { trials } = await target.search(searchFor({ fromPerS: 100 }));
    const [, , , first, second] = trials;
    expect(first).toMatchObject({ ratePerS: 800, isRested: null, pauseMs: 0 });
    // Pauses of 100, 200 and 400 ms, and a probe of half a second after each.
    expect(second).toMatchObject({ isRested: true, pauseMs: 2200 });
  });

  it('says so where the target never gets over it', async () => {
    const target = new FakeTarget((rate) =>
      rate > 10 ? upTo(700)(rate) : { usualUs: 50_000, slowUs: 50_000 },
    );
    const { trials } = await target.search();
    expect(trials.some(({ isRested }) => isRested === false)).toBe(true);
    expect(Math.max(...trials.map(({ pauseMs }) => pauseMs))).toBeLessThanOrEqual(10_000);
  });
});

describe('a gate', () => {
  it.each([
    [500, 'passed'],
    [690, 'inconclusive'],
    [900, 'failed'],
  ])('of at least %i/s, where the target gives 700/s: %s', async (atLeastPerS, verdict) => {
    const search = searchFor({ atLeastPerS, precision: 0.2, slo: ['p90 < 50ms'] });
    const { gates, bracket } = await new FakeTarget(upTo(700)).search(search);
    expect(gates).toMatchObject([
      { verdict, limit: atLeastPerS, value: bracket.holds?.ratePerS, unit: '/s' },
    ]);
  });

  it('fails where nothing holds', async () => {
    const { gates } = await new FakeTarget(upTo(0)).search(searchFor({ atLeastPerS: 10 }));
    expect(gates).toMatchObject([{ verdict: 'failed', value: null }]);
  });
});

describe('what ends a search', () => {
  it('throws before there is anything to tell', async () => {
    const refused = new InrushError('cannot-run', [{ message: 'nothing answers' }]);
    const target = new FakeTarget(() => {
      throw refused;
    });
    await expect(target.search()).rejects.toBe(refused);
  });

  it('leaves a partial result of what is known by then', async () => {
    const target = new FakeTarget((rate) => {
      if (rate > 300) throw new InrushError('cannot-run', [{ message: 'nothing answers' }]);
      return {};
    });
    const { completion, bracket } = await target.search();
    expect(completion).toEqual({ state: 'partial', reasons: ['nothing answers'] });
    expect(bracket.holds).toMatchObject({ ratePerS: 200, isBound: false });
  });

  it('is the user, at once', async () => {
    let drain: (reason: string) => void = () => {};
    const interrupts = { onDrain: (listener: typeof drain) => void (drain = listener), onCut: () => {} };
    const target = new FakeTarget((rate) => {
      if (rate > 300) drain('interrupted (SIGINT)');
      return {};
    });
    const { completion, trials } = await target.search(searchFor(), { interrupts });
    expect(completion).toEqual({ state: 'partial', reasons: ['interrupted (SIGINT)'] });
    expect(trials.map(({ ratePerS }) => ratePerS)).toEqual([100, 200]);
  });
});
