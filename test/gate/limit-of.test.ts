import { describe, expect, it } from 'vitest';
import { assert } from '../../src/base/assert.ts';
import type { Baseline } from '../../src/gate/baseline/baseline.ts';
import { conditionsOf } from '../../src/gate/compare/conditions.ts';
import { evaluate } from '../../src/gate/evaluate.ts';
import { limitOf } from '../../src/gate/limit-of.ts';
import { parseThreshold, type Threshold } from '../../src/scenario/threshold.ts';
import type { Result } from '../../src/summary/result.ts';
import { closedRun } from '../support/sample-result.ts';

/** The p95 of the run is 1.093 ms. */
const run = closedRun;
const baseline: Baseline = {
  schemaVersion: 1,
  kind: 'baseline',
  inrush: '0.1.0',
  startedAt: '2026-05-04T09:30:00.000Z',
  runs: 10,
  startedAts: [],
  trust: 'ok',
  conditions: conditionsOf(run),
  rows: [
    { request: null, metric: 'p95', unit: 'ms', median: 1, sigma: 0.02, values: [] },
    { request: null, metric: 'p50', unit: 'ms', median: 0.7, sigma: null, values: [0.7] },
    { request: null, metric: 'errors', unit: '%', median: 0.5, sigma: 0.1, values: [] },
    { request: null, metric: 'rate', unit: '/s', median: 60_000, sigma: 600, values: [] },
  ],
};

describe('the limit that a baseline leads to', () => {
  it.each<[string, number, string]>([
    ['p95 < baseline + 10%', 1.1, 'limit 1.1 ms: baseline 1 ms (sigma 0.02 ms) + 10 %'],
    ['p95 < baseline + 3 sigma', 1.06, 'limit 1.06 ms: baseline 1 ms (sigma 0.02 ms) + 3 sigma'],
    ['p95 < baseline + max(10%, 3 sigma, 2ms)', 3, '+ 2 ms'],
    ['p95 < baseline + max(10%, 6σ)', 1.12, '+ 6 sigma'],
    ['p95 <= baseline', 1, 'baseline 1 ms (sigma 0.02 ms)'],
    ['service.p95 < baseline + 10%', 1.1, '+ 10 %'],
    ['rate > baseline - 5%', 57_000, 'limit 57000/s: baseline 60000/s (sigma 600/s) - 5 %'],
    ['errors < baseline + 1%', 1.5, '+ 1 %'],
    ['p50 < baseline + max(3 sigma, 10%)', 0.77, 'limit 0.77 ms: baseline 0.7 ms + 10 %'],
  ])('%s', (text, limit, note) => {
    expect(limitOf(threshold(text), run, baseline)).toEqual({
      kind: 'known',
      limit: expect.closeTo(limit, 9),
      note: expect.stringContaining(note),
    });
  });

  it('stands in the outcome, with what it is made of', () => {
    expect(outcome('p95 < baseline + 10%')).toMatchObject({
      verdict: 'passed',
      value: 1.093,
      limit: expect.closeTo(1.1, 9),
      margin: expect.closeTo(0.007, 9),
      note: expect.stringContaining('baseline 1 ms'),
    });
    expect(outcome('p95 < baseline + 3 sigma')).toMatchObject({
      verdict: 'failed',
      note: expect.stringContaining('3 sigma'),
    });
  });
});

describe('what can’t be held against a baseline', () => {
  it('is a run of something else: neither passed nor failed, however it went', () => {
    const slower: Result = { ...run, load: { ...run.load, connections: 77 } };
    for (const text of ['p95 < baseline + 10%', 'p95 < baseline']) {
      expect(outcome(text, slower)).toMatchObject({
        verdict: 'inconclusive',
        value: 1.093,
        limit: null,
        margin: null,
        note: expect.stringContaining('the baseline is of something else (load.connections: '),
      });
    }
  });

  it('is a run on another machine', () => {
    const machine = { ...run.generator.machine, cpuModel: 'another' };
    const elsewhere: Result = { ...run, generator: { ...run.generator, machine } };
    expect(outcome('p95 < baseline + 10%', elsewhere)).toMatchObject({
      verdict: 'inconclusive',
      limit: null,
    });
  });

  it('is a number that the baseline doesn’t have, which fails', () => {
    expect(outcome('p99.9 < baseline + 10%')).toMatchObject({
      verdict: 'no-data',
      limit: null,
      note: 'the baseline has no p99.9: record it again',
    });
  });

  it('is sigma of a single run, and a baseline that nobody trusts', () => {
    expect(outcome('p50 < baseline + 3 sigma')).toMatchObject({
      verdict: 'inconclusive',
      note: 'the baseline is of one run, and sigma needs two at least',
    });
    expect(outcome('p95 < baseline + 10%', run, { ...baseline, trust: 'invalid' })).toMatchObject({
      verdict: 'inconclusive',
    });
    expect(outcome('p95 < baseline + 10%', run, null)).toMatchObject({ verdict: 'inconclusive' });
  });

  it('fails all the same where nothing succeeded', () => {
    const accounting = { ...run.accounting, ok: 0, httpError: run.accounting.started };
    const elsewhere = { ...run, accounting, load: { ...run.load, connections: 77 } };
    expect(outcome('p95 < baseline + 10%', elsewhere).verdict).toBe('no-data');
  });
});

function outcome(
  text: string,
  result: Result = run,
  held: Baseline | null = baseline,
): Result['gates'][number] {
  const [found] = evaluate([threshold(text)], result, held);
  assert(found !== undefined, 'no outcome');
  return found;
}

function threshold(text: string): Threshold {
  const parsed = parseThreshold(text, 'load', { requests: null, holds: 'passes' });
  assert(parsed.ok, text);
  return parsed.value;
}
