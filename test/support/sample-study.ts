import type { AbResult } from '../../src/modes/ab/ab-result.ts';
import { closedRun } from './sample-result.ts';

const side = {
  label: 'main (3f2a9c1)',
  target: closedRun.target,
  started: 1000,
  failed: 0,
  time: closedRun.latency.serviceTime.all,
  server: null,
};

/** A candidate whose p99 is 12 % slower, by a gate that failed beside one that passed and one that can't tell. */
export const slowerCandidate: AbResult = {
  schemaVersion: 1,
  kind: 'ab',
  inrush: '0.1.0',
  startedAt: '2026-05-04T09:30:00.000Z',
  scenario: null,
  a: side,
  b: { ...side, label: 'topic (9c1e4d2)' },
  load: closedRun.load,
  design: {
    kind: 'interleaved',
    isSelfTest: false,
    blockMs: 5000,
    warmupMs: 1000,
    pairs: 10,
    mostPairs: 20,
    minEffect: 0.03,
    minPoints: 0.5,
    alpha: 0.05,
  },
  changes: [
    change('p99', { base: 1.644, head: 1.841, effect: 0.12, verdict: 'worse' }),
    change('rate', { base: 61_200, head: 61_150, effect: -0.001, verdict: 'same' }),
    change('p50', { base: 0.788, head: 0.8, effect: 0.015, verdict: 'inconclusive' }),
  ],
  pairs: [],
  looks: [],
  finding: 'B is slower: p99 by 12 % (5 to 19 %).',
  completion: { state: 'complete' },
  trust: { level: 'ok', reasons: [] },
  gates: [
    gate('p99 at most 3 % slower', { verdict: 'failed', value: 12, low: 5, high: 19, margin: -9 }),
    gate('rate at most 3 % lower', { verdict: 'passed', value: 0.1, low: -0.4, high: 0.6, margin: 2.9 }),
    gate('p50 at most 3 % slower', { verdict: 'inconclusive', value: 1.5, low: -1, high: 4, margin: 1.5 }),
  ],
};

function change(
  metric: string,
  figures: Pick<AbResult['changes'][number], 'base' | 'head' | 'effect' | 'verdict'>,
): AbResult['changes'][number] {
  const isRate = metric === 'rate';
  return {
    metric,
    request: null,
    unit: isRate ? '/s' : 'ms',
    isHigherBetter: isRate,
    effectKind: 'ratio',
    interval: null,
    pValue: 0.01,
    detectable: 0.04,
    ...figures,
  };
}

function gate(
  expression: string,
  {
    low,
    high,
    ...figures
  }: Pick<AbResult['gates'][number], 'verdict' | 'value' | 'margin'> & { low: number; high: number },
): AbResult['gates'][number] {
  return {
    expression,
    limit: 3,
    unit: '%',
    holds: 'passes',
    interval: { confidence: 0.95, low, high },
    note: null,
    ...figures,
  };
}
