import { describe, expect, it } from 'vitest';
import { findTrend } from '../../../src/gate/trend/find-trend.ts';
import type { TrendResult } from '../../../src/gate/trend/trend-result.ts';
import { shapeProblems, type TrendShape } from '../../../src/gate/trend/trend-shape.ts';
import type { Result } from '../../../src/summary/result.ts';
import { partialRun } from '../../support/sample-result.ts';
import { noisyRuns, storedRun } from '../../support/stored-run.ts';

describe('the trend of stored runs', () => {
  it('finds since when a target is slower, and by how much', () => {
    const { changePoints, finding, gates } = trend([...steady(20), ...slower(10, 20)]);
    expect(changePoints.map(({ metric }) => metric)).toEqual(['p50', 'p95', 'p99', 'rate']);
    for (const change of changePoints) {
      expect(change).toMatchObject({ lastBefore: 19, firstAfter: 20, runsBefore: 20, runsAfter: 10 });
      expect(change.verdict).toBe('worse');
      expect(change.pValue).toBeLessThan(0.001);
      expect(change.differences).toEqual([]);
    }
    const [p50] = changePoints;
    expect(p50?.base).toBeCloseTo(10, 0);
    expect(p50?.head).toBeCloseTo(12, 0);
    expect(p50?.effect).toBeGreaterThan(0.17);
    expect(p50?.effect).toBeLessThan(0.23);
    expect(p50?.interval?.low).toBeGreaterThan(0.15);
    expect(finding).toMatch(
      /^Since 2026-05-04 \(20\.json\) p50 slower by 2\d % \(\d+ to 2\d %\), .* and rate lower by 1\d % /,
    );
    expect(gates).toEqual([]);
  });

  it('tells the newest change first, and that one was taken back', () => {
    const { changePoints } = trend([...steady(12), ...slower(8, 12), ...steady(12, 20)], ['p50']);
    expect(changePoints.map(({ firstAfter, verdict }) => [firstAfter, verdict])).toEqual([
      [20, 'better'],
      [12, 'worse'],
    ]);
  });

  it('finds nothing in runs that differ by noise alone', () => {
    const { changePoints, finding } = trend(steady(40));
    expect(changePoints).toEqual([]);
    expect(finding).toBe('No change of p50, p95, p99, rate and errors in 40 runs.');
  });

  it('leaves out a change that is too small to matter', () => {
    const runs = [
      ...noisyRuns(20, { noise: 0.002, seed: 1 }),
      ...noisyRuns(20, { noise: 0.002, seed: 2, slower: 1.02, minute: 20 }),
    ];
    expect(trend(runs).changePoints).toEqual([]);
    expect(trend(runs, ['p50'], { minEffect: 0.005 }).changePoints.length).toBe(1);
  });

  it('says that it takes six runs', () => {
    expect(trend(steady(5)).finding).toBe('Too few runs to see a change: it takes 6, and 5 count.');
    expect(trend(steady(1)).finding).toBe('Too few runs to see a change: it takes 6, and one counts.');
  });

  it('skips runs without the number, and still knows which run it was', () => {
    const runs = [...steady(10), ...slower(10, 10)].map((run, index) =>
      [3, 9, 10].includes(index) ? storedRun({ p99Ms: null, minute: index }) : run,
    );
    const { changePoints, series } = trend(runs, ['p99']);
    expect(changePoints).toMatchObject([{ lastBefore: 8, firstAfter: 11, runsBefore: 8, runsAfter: 9 }]);
    expect(series[0]?.values[9]).toBeNull();
  });

  it('takes shares in points, and no time of a run in which nothing succeeded', () => {
    const failing = Array.from({ length: 6 }, (_, index) =>
      storedRun({ failed: 30_000, p50Ms: 0.01, minute: 20 + index }),
    );
    const { changePoints, series } = trend([...steady(20), ...failing]);
    expect(changePoints).toMatchObject([
      { metric: 'errors', base: 0, head: 100, effect: 100, effectKind: 'points', verdict: 'worse' },
    ]);
    expect(series.find(({ metric }) => metric === 'p50')?.values.at(-1)).toBeNull();
  });

  it('shows each request by name, but only all of them decide', () => {
    const runs = Array.from({ length: 12 }, (_, index) =>
      storedRun({ minute: index }, { orders: { p50Ms: index < 6 ? 10 : 20 }, items: {} }),
    );
    const { changePoints, finding } = trend(runs);
    expect(changePoints).toMatchObject([{ request: 'orders', metric: 'p50', isGated: false }]);
    expect(finding).toMatch(/^No change of p50/);
  });

  it('says what no run has', () => {
    const { notes, series } = trend(steady(8), ['tls.p95']);
    expect(notes).toEqual(['no run has tls.p95: were there too few requests?']);
    expect(series.map(({ metric }) => metric)).toEqual(['tls.p95', 'errors']);
  });

  it('says where numbers are only lower bounds', () => {
    const runs = steady(8).map((run, index) => (index < 2 ? censored(run) : run));
    expect(trend(runs, ['p99']).notes).toEqual(['2 runs know of p99 only that it is at least so much']);
  });

  it('marks a change that came with another machine', () => {
    const moved = slower(10, 20).map(onOtherMachine);
    const { changePoints, notes, runs } = trend([...steady(20), ...moved], ['p50']);
    expect(changePoints).toMatchObject([{ differences: ['machine: cores: 4, now 64'] }]);
    expect(notes).toEqual(['other conditions from 20.json on: machine: cores: 4, now 64']);
    expect(runs.map(({ conditions }) => conditions)).toEqual([...zeros(20), ...zeros(10).map(() => 1)]);
  });
});

describe('what a trend refuses', () => {
  it.each<[string, TrendShape, string[]]>([
    ['nothing of what is usual', {}, []],
    ['no change that matters', { minEffect: 0 }, ['--min-effect must be above 0 % and below 100 %, got 0 %']],
    ['anything for a change', { maxPValue: 1 }, ['--p-value must be above 0 and at most 0.5, got 1']],
    [
      'no runs',
      { last: 0, gatedRuns: 0 },
      [
        '--last must be a whole number of runs above 0, got 0',
        '--fail-on-alert must be a whole number of runs above 0, got 0',
      ],
    ],
    [
      'a gate without teeth',
      { gatedRuns: 2 },
      ['--fail-on-alert 2 could never fail: a change takes 3 runs to show'],
    ],
    [
      'a gate without a past',
      { last: 12, gatedRuns: 10 },
      ['--last 12 leaves too few runs before the newest 10'],
    ],
    ['not the fewest that do', { last: 13, gatedRuns: 10 }, []],
  ])('%s', (_name, shape, expected) => {
    expect(shapeProblems(shape).map(({ message }) => message)).toEqual(expected);
  });

  it('a metric that is none, together with all else', () => {
    expect(() => trend(steady(8), ['p98', 'requests'], { last: 0 })).toThrow(
      expect.objectContaining({
        problems: [
          { message: expect.stringContaining('--last must be') as string },
          { message: expect.stringContaining('--metric "p98"') as string },
          { message: expect.stringContaining('--metric "requests" is a count') as string },
        ],
      }) as Error,
    );
  });

  it('to say anything without a run that counts', () => {
    expect(() => trend([partialRun])).toThrow('no run counts: 0.json: partial: ');
    expect(() => trend([])).toThrow('there is no run');
  });
});

describe('a gate on the newest runs', () => {
  const gated = { gatedRuns: 10 };

  it('fails when a metric got worse in them', () => {
    const { gates } = trend([...steady(20), ...slower(8, 20)], ['p50'], gated);
    expect(gates).toMatchObject([
      {
        expression: 'p50 at most 3 % slower',
        verdict: 'failed',
        limit: 3,
        unit: '%',
        note: 'for 8 runs now',
      },
      { expression: 'errors at most 0.1 points more', verdict: 'passed', value: 0, note: null },
    ]);
    expect(gates[0]?.value).toBeGreaterThan(17);
    expect(gates[0]?.interval?.low).toBeGreaterThan(3);
  });

  it.each<[string, Result[], string, string | null]>([
    ['passes what got worse before them', [...steady(20), ...slower(12, 20)], 'passed', null],
    ['passes what was taken back since', [...steady(20), ...slower(5, 20), ...steady(5, 25)], 'passed', null],
    [
      'passes what got better',
      [...steady(20), ...noisyRuns(8, { noise: 0.03, seed: 2, slower: 0.8, minute: 20 })],
      'passed',
      null,
    ],
    [
      "can't tell where the machine changed too",
      [...steady(20), ...slower(8, 20).map(onOtherMachine)],
      'inconclusive',
      'other conditions: machine: cores: 4, now 64',
    ],
    [
      "can't tell with fewer than six runs",
      steady(5),
      'inconclusive',
      'a change takes 6 runs to show, and 5 have this number',
    ],
    [
      'has no data where the newest run has none',
      [...steady(20), storedRun({ minute: 20, failed: 30_000 })],
      'no-data',
      'the newest run has no such number',
    ],
  ])('%s', (_name, runs, verdict, note) => {
    const [gate] = trend(runs, ['p50'], gated).gates;
    expect([gate?.verdict, gate?.note]).toEqual([verdict, note]);
  });

  it("can't tell where it changed, but maybe by less than matters", () => {
    const runs = [
      ...noisyRuns(30, { noise: 0.02, seed: 3 }),
      ...noisyRuns(9, { noise: 0.02, seed: 4, slower: 1.035, minute: 30 }),
    ];
    const { gates, changePoints } = trend(runs, ['p50'], gated);
    expect(changePoints[0]?.verdict).toBe('inconclusive');
    expect(gates[0]).toMatchObject({
      verdict: 'inconclusive',
      note: 'it changed, but maybe by less: more runs would tell',
    });
  });
});

function trend(results: readonly Result[], wanted?: readonly string[], shape: TrendShape = {}): TrendResult {
  const runs = results.map((result, index) => ({ name: `${index}.json`, result }));
  return findTrend({ label: 'results', runs }, wanted === undefined ? shape : { ...shape, metrics: wanted });
}

function steady(count: number, minute = 0): Result[] {
  return noisyRuns(count, { noise: 0.03, seed: 1 + minute, minute });
}

function slower(count: number, minute: number): Result[] {
  return noisyRuns(count, { noise: 0.03, seed: 7, slower: 1.2, minute });
}

function onOtherMachine(run: Result): Result {
  return { ...run, generator: { ...run.generator, machine: { ...run.generator.machine, cores: 64 } } };
}

function censored(run: Result): Result {
  const { all, ok } = run.latency.serviceTime;
  const bounded = { ...all, censored: 9000, censoredFromUs: 30_000 };
  return { ...run, latency: { ...run.latency, serviceTime: { ok, all: bounded } } };
}

function zeros(count: number): number[] {
  return Array<number>(count).fill(0);
}
