import { expect, it } from 'vitest';
import { present } from '../../../src/base/assert.ts';
import { findMaxPage } from '../../../src/report/html/find-max-page.ts';
import type { Figures, Table } from '../../../src/report/html/page.ts';
import { bracketed, brokenOff, generatorLimited, noneHolds } from '../../support/sample-find-max.ts';

type FindMax = typeof bracketed;

function figuresOf(result: FindMax): Figures['items'] {
  const blocks = findMaxPage(result).sections.flatMap((section) => section.blocks);
  return blocks.flatMap((block) => (block.kind === 'figures' ? block.items : []));
}

function tableOf(result: FindMax, id: string): Table {
  const blocks = findMaxPage(result).sections.flatMap((section) => section.blocks);
  return present(blocks.filter((block) => block.kind === 'table').find((table) => table.id === id));
}

it.each([
  ['bracketed', bracketed, ['holds 660/s good', "doesn't hold 690/s neutral", 'between them 4.55 % neutral']],
  ['limited by the generator', generatorLimited, ['holds 40,000/s good', 'not known from 42,000/s neutral']],
  ['where none holds', noneHolds, ['holds – bad', "doesn't hold 5/s neutral"]],
  ['broken off', brokenOff, ['holds – neutral', "doesn't hold – neutral", 'between them – neutral']],
])('the answer stands large: %s', (_name, result, expected) => {
  const told = figuresOf(result).map(({ label, value, tone }) => `${label} ${value} ${tone}`);
  expect(told.slice(0, expected.length)).toEqual(expected);
});

it('a rate has its verdict with a tone, and is sorted by its numbers', () => {
  const { columns, rows } = tableOf(bracketed, 'rates-table');
  expect(columns.map(({ isNumber }) => isNumber)).toEqual([...Array.from({ length: 7 }, () => true), false]);
  expect(rows.map((row) => row.at(-1)).map((cell) => `${cell?.text} ${cell?.tone}`)).toEqual([
    'within? good',
    'within? good',
    'within? good',
    'within good',
    'beyond bad',
    'beyond bad',
  ]);
  expect(rows.map(([rate]) => rate?.order)).toEqual([200, 400, 566, 660, 690, 800]);
  expect(rows[4]?.map(({ order }) => order).slice(5)).toEqual([expect.closeTo(0.217, 3), 20_000, null]);
});

it('every trial is listed, with what was odd about it', () => {
  const { rows } = tableOf(bracketed, 'trials-table');
  expect(rows.map(([number]) => number?.order)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(rows[2]?.at(-1)?.text).toBe('ended early: far beyond the SLO');
});
