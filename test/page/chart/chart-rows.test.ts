import { expect, it } from 'vitest';
import { chartRows } from '../../../src/page/chart/chart-rows.ts';

it.each([
  ['alone', 'c', 'W'],
  ['two', 'cc', 'hh'],
  ['three', 'ccc', 'Whh'],
  ['four', 'cccc', 'hhhh'],
  ['others are wide', '-c-', 'WWW'],
  ['rows apart', 'cc-ccc-', 'hhWWhhW'],
  ['none', '', ''],
])('charts side by side: %s', (_name, blocks, widths) => {
  const isWide = chartRows(Array.from(blocks, (block) => block === 'c'));
  expect(isWide.map((wide) => (wide ? 'W' : 'h')).join('')).toBe(widths);
});
