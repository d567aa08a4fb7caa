import { expect, it } from 'vitest';
import { everyNth } from '../../../src/page/chart/every-nth.ts';

it.each([
  [0, 1],
  [240, 1],
  [241, 2],
  [481, 5],
  [3600, 20],
  [86_400, 500],
])('of %d rows shows every %dth', (rows, every) => {
  expect(everyNth(rows, 240)).toBe(every);
});
