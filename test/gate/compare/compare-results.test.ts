import { describe, expect, it } from 'vitest';
import { InrushError } from '../../../src/base/errors.ts';
import type { Change } from '../../../src/gate/change.ts';
import { compareResults } from '../../../src/gate/compare/compare-results.ts';
import type { Result } from '../../../src/summary/result.ts';
import { foldVerdict } from '../../../src/gate/verdict.ts';
import { invalidRun, partialRun } from '../../support/sample-result.ts';
import { noisyRuns, sideOf, storedRun } from '../../support/stored-run.ts';

function verdicts(changes: readonly Change[]): Record<string, string> {
  return Object.fromEntries(
    changes.map(({ request, metric, verdict }) => [
      request === null ? metric : `${request}.${metric}`,
      verdict,
    ]),
  );
}

describe('several runs a side', () => {
  const base = sideOf('main', noisyRuns(10, { noise: 0.03, seed: 1 }));

  it('are judged by their order', () => {
    const slower = sideOf('pr', noisyRuns(10, { noise: 0.03, seed: 2, slower: 1.2 }));
    const result = compareResults(base, slower);
    expect(result.method).toBe('rank-sum');
    expect(verdicts(result.changes)).toEqual({
      p50: 'worse',
      p95: 'worse',
      p99: 'worse',
      rate: 'worse',
      errors: 'same',
    });
    expect(foldVerdict(result.gates, result.trust.level)).toBe('failed');
    const [p50] = result.changes;
    expect(p50?.effect).toBeGreaterThan(0.15);
    expect(p50?.effect).toBeLessThan(0.25);
    expect(p50?.interval?.low).toBeGreaterThan(0.03);
    expect(p50?.pValue).toBeLessThan(0.05);
    expect(result.finding).toMatch(/^The candidate is slower: p50 by /);
  });

  it('that got faster are better, and pass', () => {
    const faster = sideOf('pr', noisyRuns(10, { noise: 0.03, seed: 2, slower: 0.8 }));
    const result = compareResults(base, faster);
    expect(verdicts(result.changes)).toMatchObject({ p50: 'better', rate: 'better' });
    expect(foldVerdict(result.gates, result.trust.level)).toBe('passed');
    expect(result.finding).toMatch(/^The candidate is faster: p50 faster by /);
  });

  it('that are alike within the smallest effect are the same', () => {
    const quiet = sideOf('main', noisyRuns(10, { noise: 0.004, seed: 1 }));
    const same = sideOf('pr', noisyRuns(10, { noise: 0.004, seed: 2 }));
    expect(verdicts(compareResults(quiet, same).changes)).toMatchObject({ p50: 'same', p95: 'same' });
    expect(compareResults(quiet, same).finding).toMatch(/^The candidate is like the baseline: /);
  });

  it('that are too noisy for the difference are inconclusive, and say what they could have shown', () => {
    const noisy = sideOf('main', noisyRuns(10, { noise: 0.2, seed: 1 }));
    const other = sideOf('pr', noisyRuns(10, { noise: 0.2, seed: 2, slower: 1.05 }));
    const { changes, gates, trust } = compareResults(noisy, other);
    expect(verdicts(changes)).toMatchObject({ p50: 'inconclusive' });
    expect(changes[0]?.detectable).toBeGreaterThan(0.1);
    expect(foldVerdict(gates, trust.level)).toBe('inconclusive');
  });

  it('that are few are judged by how much they differ', () => {
    const three = sideOf('main', noisyRuns(3, { noise: 0.01, seed: 1 }));
    const slower = sideOf('pr', noisyRuns(3, { noise: 0.01, seed: 2, slower: 1.5 }));
    const result = compareResults(three, slower);
    expect(result.method).toBe('t');
    expect(verdicts(result.changes)).toMatchObject({ p50: 'worse' });
    expect(result.notes.join()).toContain('log-normal');
  });

  it('can show what they say is detectable in about four of five cases', () => {
    const noise = 0.05;
    const found =
      compareResults(base, sideOf('pr', noisyRuns(10, { noise, seed: 3 }))).changes[0]?.detectable ?? 0;
    expect(found).toBeGreaterThan(0.05);
    expect(found).toBeLessThan(0.2);
    const shown = Array.from({ length: 60 }, (_, index) => {
      const main = sideOf('main', noisyRuns(10, { noise, seed: 1000 + index }));
      const detectable = compareResults(main, sideOf('pr', noisyRuns(10, { noise, seed: 2000 + index })))
        .changes[0]?.detectable;
      const pr = sideOf('pr', noisyRuns(10, { noise, seed: 3000 + index, slower: 1 + (detectable ?? 0) }));
      return verdicts(compareResults(main, pr).changes)['p50'] === 'worse';
    }).filter((isShown) => isShown).length;
    expect(shown).toBeGreaterThan(38);
    expect(shown).toBeLessThan(58);
  });
});

describe('false alarms are rare', () => {
  const alarms = (baseRuns: number, headRuns: number, noise: number): number =>
    Array.from({ length: 200 }, (_, index) => {
      const main = sideOf('main', noisyRuns(baseRuns, { noise, seed: 10_000 + index }));
      const pr = sideOf('pr', noisyRuns(headRuns, { noise, seed: 20_000 + index }));
      return compareResults(main, pr).gates.some(({ verdict }) => verdict === 'failed');
    }).filter((isAlarm) => isAlarm).length / 200;

  it.each([
    [10, 10, 0.2],
    [5, 5, 0.2],
    [10, 1, 0.2],
    [3, 3, 0.2],
    [1, 1, 0.2],
  ])('%i against %i runs with noise of %f', (baseRuns, headRuns, noise) => {
    expect(alarms(baseRuns, headRuns, noise)).toBeLessThan(0.06);
  });
});

describe('one run a side', () => {
  const main = sideOf('main.json', [storedRun()]);

  it('tells only of what is far beyond any noise', () => {
    const result = compareResults(main, sideOf('pr.json', [storedRun({ p50Ms: 15, p95Ms: 70 })]));
    expect(result.method).toBe('assumed-noise');
    expect(verdicts(result.changes)).toMatchObject({ p50: 'inconclusive', p95: 'worse' });
    expect(result.notes.join()).toContain('taken for 10 %');
  });

  it('is as unsure as its own interval', () => {
    const vague = (run: Result): Result => {
      const { confidence } = run.latency;
      const percentiles = {
        ...confidence?.percentiles,
        p50Us: { lowUs: 2000, highUs: null, method: 'bootstrap' },
      };
      return { ...run, latency: { ...run.latency, confidence: { ...confidence, percentiles } } } as Result;
    };
    const pr = sideOf('pr.json', [vague(storedRun({ p50Ms: 15 }))]);
    const [p50] = compareResults(main, pr, { runNoise: 0.01 }).changes;
    expect(p50).toMatchObject({ verdict: 'inconclusive', interval: { high: null } });
    expect(p50?.interval?.low).toBeLessThan(-0.5);
  });

  it('tells more where the noise is known', () => {
    const result = compareResults(main, sideOf('pr.json', [storedRun({ p50Ms: 15 })]), { runNoise: 0.05 });
    expect(verdicts(result.changes)).toMatchObject({ p50: 'worse' });
    expect(result.design.runNoise).toEqual({ share: 0.05, isGuess: false });
    expect(result.notes.join()).toContain('taken for 5 %, as --run-noise says');
  });

  it('fails where a good part of the requests does', () => {
    const result = compareResults(main, sideOf('pr.json', [storedRun({ failed: 3000 })]));
    expect(verdicts(result.changes)).toMatchObject({ errors: 'worse', p50: 'inconclusive' });
  });

  it('fails without a success, however fast the refusals were', () => {
    const result = compareResults(main, sideOf('pr.json', [storedRun({ p50Ms: 1, failed: 30_000 })]));
    expect(verdicts(result.changes)).toMatchObject({ errors: 'worse', p50: 'no-data', rate: 'no-data' });
    expect(foldVerdict(result.gates, result.trust.level)).toBe('failed');
  });
});

describe('numbers that are only lower bounds', () => {
  // From 15 ms on: of 20 and of 40 ms nobody knows how much longer they would have taken.
  const bounded = (run: Result): Result => {
    const { ok, all } = run.latency.serviceTime;
    const serviceTime = { ok, all: { ...all, censored: 9, censoredFromUs: 15_000 } };
    return { ...run, latency: { ...run.latency, serviceTime } };
  };
  const quick = noisyRuns(10, { noise: 0.01, seed: 1 });
  const slow = noisyRuns(10, { noise: 0.01, seed: 2, slower: 2 });

  it.each([
    ['a candidate that is slower at least', quick, slow.map(bounded), 'worse'],
    ['a candidate that may be anything', slow, quick.map(bounded), 'inconclusive'],
    ['a baseline that may have been slower', quick.map(bounded), slow, 'inconclusive'],
    ['a baseline that was slower at least', slow.map(bounded), quick, 'better'],
    ['both of them', quick.map(bounded), quick.map(bounded), 'inconclusive'],
  ])('tell no more than they do: %s', (_name, base, head, verdict) => {
    expect(verdicts(compareResults(sideOf('a', base), sideOf('b', head)).changes)).toMatchObject({
      p95: verdict,
    });
  });
});

describe('numbers that are missing', () => {
  const few = [storedRun({ p99Ms: null })];

  it('are left out, and said, where a side had too few requests for them', () => {
    for (const base of [few, [storedRun()]]) {
      const result = compareResults(sideOf('a', base), sideOf('b', few));
      expect(verdicts(result.changes)).not.toHaveProperty('p99');
      expect(result.notes.join()).toMatch(/no run of (a and )?b has a p99, which takes more requests/);
    }
  });

  it('fail where somebody asked for them', () => {
    const asked = compareResults(sideOf('a', few), sideOf('b', [storedRun()]), { metrics: ['p99'] });
    expect(verdicts(asked.changes)).toEqual({ p99: 'no-data', errors: 'same' });
    expect(asked.gates[0]).toMatchObject({
      verdict: 'no-data',
      note: 'no run of the baseline has this number',
    });
    expect(asked.finding).toBe('Not all of it can be compared: the baseline has no p99; errors the same.');
  });
});

describe('runs that do not count', () => {
  it('are named with their reason', () => {
    const result = compareResults(
      sideOf('main', [storedRun(), storedRun({ minute: 1 }), invalidRun, partialRun]),
      sideOf('pr', [storedRun()]),
      { allowDifferent: true },
    );
    expect(result.base.runs).toBe(2);
    expect(result.base.leftOut.map(({ name, reason }) => [name, reason.split(':')[0]])).toEqual(
      expect.arrayContaining([
        ['2.json', "its numbers can't be trusted"],
        ['3.json', 'partial'],
      ]),
    );
  });

  it('leave nothing to compare, and the gates invalid', () => {
    const result = compareResults(sideOf('main', [partialRun]), sideOf('pr', [storedRun()]));
    expect(result.finding).toBe('There is nothing to compare: no run of main counts.');
    expect(foldVerdict(result.gates, result.trust.level)).toBe('invalid');
  });
});

describe('different conditions', () => {
  const base = sideOf('main', [storedRun()]);
  const run = storedRun({ p50Ms: 100, p95Ms: 200, p99Ms: 400 });
  const other = {
    ...run,
    load: {
      ...run.load,
      connections: 80,
      load: { kind: 'constant-vus', vus: 80, durationMs: 30_000 } as const,
    },
    generator: { ...run.generator, machine: { ...run.generator.machine, cores: 2 } },
  };

  it('are refused, all of them at once', () => {
    const messages = messagesOf(() => compareResults(base, sideOf('pr', [other])));
    expect(messages).toEqual([
      'not the same on both sides: load.load.vus: 50, now 80',
      'not the same on both sides: load.connections: 50, now 80',
      'not the same on both sides: machine: cores: 4, now 2',
    ]);
  });

  it('are shown if somebody insists, and gate nothing', () => {
    const result = compareResults(base, sideOf('pr', [other]), { allowDifferent: true });
    expect(verdicts(result.changes)).toMatchObject({ p50: 'worse' });
    expect(result.gates).toEqual([]);
    expect(result.differences).toHaveLength(3);
  });

  it('within a side are refused, too', () => {
    const messages = messagesOf(() => compareResults(base, sideOf('pr', [run, other])));
    expect(messages[0]).toBe('not the same on both sides: 1.json: load.load.vus: 50, now 80');
  });

  it('are not another port or seed', () => {
    const moved = {
      ...run,
      target: { ...run.target, url: 'http://127.0.0.1:9999/items' },
      requests: run.requests.map((row) => ({ ...row, name: 'http://127.0.0.1:9999/items' })),
      load: { ...run.load, seed: 7 },
    };
    expect(compareResults(base, sideOf('pr', [moved])).differences).toEqual([]);
  });
});

describe('requests', () => {
  const rows = (ordersMs: number): Record<string, { p50Ms?: number; p95Ms?: number }> => ({
    cart: {},
    orders: { p50Ms: ordersMs, p95Ms: 2 * ordersMs },
  });
  const side = (label: string, ordersMs: number) =>
    sideOf(
      label,
      Array.from({ length: 10 }, (_, index) =>
        storedRun({ minute: index }, rows(ordersMs * (1 + index / 1000))),
      ),
    );

  it('are shown beside, and decide where they are named', () => {
    const shown = compareResults(side('main', 10), side('pr', 15));
    expect(verdicts(shown.changes)).toMatchObject({ p50: 'same', errors: 'same' });
    expect(verdicts(shown.requestChanges)).toMatchObject({ 'orders.p50': 'worse', 'cart.p50': 'same' });
    expect(foldVerdict(shown.gates, shown.trust.level)).toBe('passed');
    expect(shown.finding).toContain('But orders.p50 and orders.p95 are worse');
    const named = compareResults(side('main', 10), side('pr', 15), { metrics: ['orders.p50'] });
    expect(verdicts(named.changes)).toEqual({ 'orders.p50': 'worse', errors: 'same' });
    expect(foldVerdict(named.gates, named.trust.level)).toBe('failed');
  });

  it('and metrics that are not there are refused with a suggestion', () => {
    const wanted = { metrics: ['order.p50', 'p98', 'requests', 'lag.p99'] };
    expect(messagesOf(() => compareResults(side('main', 10), side('pr', 15), wanted))).toEqual([
      expect.stringContaining('did you mean "orders"?'),
      expect.stringContaining('p98 is not kept'),
      expect.stringContaining('"requests" is a count'),
      expect.stringContaining('needs runs of an open model'),
    ]);
  });
});

it('only the newest forty runs of a side count', () => {
  const result = compareResults(
    sideOf('main', noisyRuns(43, { noise: 0.01, seed: 1 })),
    sideOf('pr', [storedRun()]),
  );
  expect(result.base.runs).toBe(40);
  expect(result.base.leftOut.map(({ name }) => name)).toEqual(['0.json', '1.json', '2.json']);
});

function messagesOf(act: () => unknown): string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof InrushError) return error.problems.map(({ message }) => message);
    throw error;
  }
  return [];
}
