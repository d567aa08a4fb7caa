import { expect, it } from 'vitest';
import { HeadMemos } from '../../../src/http/h1/head-memos.ts';

it('each row has a memory of its own, the same each time', () => {
  const memos = new HeadMemos();
  const rows = Array.from({ length: 64 }, (_, row) => memos.of(row));
  expect(new Set(rows).size).toBe(64);
  expect(rows.map((_memo, row) => memos.of(row) === rows[row])).toEqual(Array(64).fill(true));
});

it('requests without a row share one, and rows beyond the 64th share with others', () => {
  const memos = new HeadMemos();
  expect(memos.of(-1)).toBe(memos.of(-1));
  expect(memos.of(64)).toBe(memos.of(0));
  expect(memos.of(1_000_001)).toBe(memos.of(1_000_001 % 64));
});

it('two engines share nothing', () => {
  expect(new HeadMemos().of(0)).not.toBe(new HeadMemos().of(0));
});
