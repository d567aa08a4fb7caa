import { describe, expect, it } from 'vitest';
import { overlayPage } from '../../../src/report/html/overlay-page.ts';
import type { Block, Chart, Column, Page } from '../../../src/report/html/page.ts';
import type { Result } from '../../../src/summary/result.ts';
import { pageFaults } from '../../support/page-faults.ts';
import { gatedRun, invalidRun, openRun, partialRun } from '../../support/sample-result.ts';

const [point] = openRun.timeSeries.points;

/** Seconds with so many answers each, after a warm-up. */
function runOf(answered: readonly number[], warmupMs: number): Result {
  if (point === undefined) throw new Error('the sample has no point');
  const points = answered.map((count, second) => ({
    ...point,
    atMs: second * 1000,
    warmup: second * 1000 < warmupMs,
    answered: count,
  }));
  const measuredMs = answered.length * 1000 - warmupMs;
  return {
    ...openRun,
    load: { ...openRun.load, warmupMs },
    measuredMs,
    wallMs: measuredMs,
    timeSeries: { intervalMs: 1000, points },
  };
}

describe('several runs over each other', () => {
  it('can be drawn', () => {
    const page = overlayPage([
      { name: 'main', result: gatedRun },
      { name: 'candidate', result: invalidRun },
    ]);
    expect(pageFaults(page)).toEqual([]);
    expect(page.status).toEqual({ tone: 'bad', label: 'invalid' });
  });

  it('begin where their loads did, and share their seconds', () => {
    const { series, columns } = throughputOf([runOf([1, 2, 3, 4], 2000), runOf([9, 8], 400)]);
    expect(series.map(({ label, colour }) => [label, colour])).toEqual([
      ['run 0', 0],
      ['run 1', 1],
    ]);
    expect(columns).toEqual([
      [-2, -1, 0, 1],
      [1, 2, 3, 4],
      [null, null, 9, 8],
    ]);
  });

  it('say which of them broke off', () => {
    const broken = { ...openRun, completion: partialRun.completion };
    expect(noticesOf([openRun, broken])).toMatchObject([{ title: 'run 1 is partial' }]);
  });

  it('under other conditions are drawn nevertheless, and say so', () => {
    const other = { ...openRun, load: { ...openRun.load, connections: 7 } };
    expect(noticesOf([openRun, openRun])).toEqual([]);
    expect(noticesOf([openRun, other])).toEqual([
      {
        kind: 'notice',
        tone: 'warn',
        title: 'run 1 was made under other conditions than run 0',
        lines: [`load.connections: ${openRun.load.connections}, now 7`],
      },
    ]);
  });
});

function pageOf(results: readonly Result[]): Page {
  return overlayPage(results.map((result, index) => ({ name: `run ${index}`, result })));
}

function blocksOf(results: readonly Result[]): Block[] {
  return pageOf(results).sections.flatMap(({ blocks }) => blocks);
}

function noticesOf(results: readonly Result[]): Block[] {
  return blocksOf(results).filter(({ kind }) => kind === 'notice');
}

function throughputOf(results: readonly Result[]): {
  readonly series: Chart['series'];
  readonly columns: readonly Column[];
} {
  const chart = blocksOf(results).find((block) => block.kind === 'chart' && block.id === 'throughput');
  if (chart?.kind !== 'chart') throw new Error('there is no such chart');
  return { series: chart.series, columns: pageOf(results).frames[chart.frame]?.columns ?? [] };
}
