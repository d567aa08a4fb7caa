import { expect, it } from 'vitest';
import { present } from '../../../src/base/assert.ts';
import type { Table } from '../../../src/report/html/page.ts';
import { trendPage } from '../../../src/report/html/trend-page.ts';
import { slowerSince, steadyTrend } from '../../support/sample-trend.ts';

function tableOf(result: typeof slowerSince, id: string): Table | undefined {
  const blocks = trendPage(result).sections.flatMap((section) => section.blocks);
  return blocks.filter((block) => block.kind === 'table').find((table) => table.id === id);
}

it('lists the runs newest first, each with its numbers, the first of a change marked', () => {
  const { rows } = present(tableOf(slowerSince, 'runs-table'));
  expect(rows.map(([name]) => name?.text).slice(0, 2)).toEqual(['nightly-30.json', 'nightly-29.json']);
  expect(rows.flatMap(([name]) => (name?.tone === 'bad' ? [name.text] : []))).toEqual(['nightly-21.json']);
  const p50 = present(slowerSince.series.find(({ metric }) => metric === 'p50'));
  expect(rows.map((row) => row[3]?.order)).toEqual(p50.values.toReversed());
});

it('tells since when what changed, and what else changed with it', () => {
  const { columns, rows } = present(tableOf(slowerSince, 'changes-table'));
  expect(rows[0]?.slice(0, 4).map(({ text }) => text)).toEqual([
    'p50 slower by 20 % (18 to 23 %)',
    'worse',
    '2026-01-23',
    'nightly-21.json',
  ]);
  expect(columns.map(({ label }) => label)).not.toContain('conditions that changed too');
  const moved = slowerSince.changePoints.map((change) => ({
    ...change,
    differences: ['machine: 4 cores, now 8'],
  }));
  const other = tableOf({ ...slowerSince, changePoints: moved }, 'changes-table');
  expect(other?.rows[0]?.at(-1)).toMatchObject({ text: 'machine: 4 cores, now 8', tone: 'warn' });
});

it('says so where nothing changed', () => {
  expect(trendPage(steadyTrend).status).toEqual({ tone: 'neutral', label: 'no change' });
  expect(tableOf(steadyTrend, 'changes-table')).toBeUndefined();
  expect(trendPage(slowerSince).status).toEqual({ tone: 'bad', label: 'failed' });
});
