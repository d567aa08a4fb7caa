import { describe, expect, it } from 'vitest';
import { makeBaseline } from '../../../src/gate/baseline/make-baseline.ts';
import {
  baselineLevels,
  baselinePoints,
  baselineSection,
} from '../../../src/report/html/baseline-overlay.ts';
import type { SectionDraft } from '../../../src/report/html/page-sections.ts';
import type { Result } from '../../../src/summary/result.ts';
import { storedRun } from '../../support/stored-run.ts';

const twoRuns = makeBaseline([
  storedRun({ p50Ms: 9, ratePerS: 900 }),
  storedRun({ p50Ms: 11, ratePerS: 1100 }),
]);

describe('a baseline beside a run', () => {
  it('lies across the charts as its median, with one sigma on either side', () => {
    const { rate, p50Us } = baselineLevels(twoRuns);
    expect(rate).toMatchObject({ label: 'baseline', value: 1000 });
    expect(rate?.band?.high).toBeCloseTo(1141.4, 1);
    expect(p50Us).toMatchObject({ value: 10_000 });
    expect(p50Us?.band?.low).toBeCloseTo(10_000 - 1414.2, 1);
  });

  it('of one run has no band', () => {
    expect(baselineLevels(makeBaseline([storedRun()])).p50Us?.band).toBeNull();
  });

  it('has a point at each percentile that it knows', () => {
    expect(baselinePoints(twoRuns).valuesUs.get(0.5)).toBe(10_000);
    const withoutP99 = makeBaseline([storedRun({ p99Ms: null })]);
    expect(baselinePoints(withoutP99).valuesUs.has(0.99)).toBe(false);
  });

  it('is told number by number: by how much this run differs, and by how many sigmas', () => {
    expect(rowOf(storedRun({ p50Ms: 12 }), 'p50')).toEqual([
      '12.0 ms',
      '10.0 ms',
      '1.41 ms',
      '+20 %',
      '+1.4',
    ]);
    expect(rowOf(storedRun({ failed: 300 }), 'errors')).toEqual(['1 %', '0 %', '0 %', '+1 %', '–']);
  });

  it('says where it was recorded under other conditions', () => {
    const run = storedRun();
    expect(titlesOf(baselineSection(run, twoRuns))).toEqual([]);
    const other = { ...run, load: { ...run.load, connections: 80 } };
    expect(titlesOf(baselineSection(other, twoRuns))).toEqual([
      'The baseline was recorded under other conditions',
    ]);
  });
});

function rowOf(run: Result, name: string): string[] {
  const table = baselineSection(run, twoRuns).parts.find((part) => part.kind === 'table');
  const row = table?.rows.find(([first]) => first?.text === name);
  return row?.slice(1).map(({ text }) => text) ?? [];
}

function titlesOf({ parts }: SectionDraft): string[] {
  return parts.flatMap((part) => (part.kind === 'notice' ? [part.title] : []));
}
