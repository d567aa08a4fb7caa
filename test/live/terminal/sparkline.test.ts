import { expect, it } from 'vitest';
import { sparkline } from '../../../src/live/terminal/sparkline.ts';

it.each([
  ['nothing', [], 5, ''],
  ['values from 0 to the highest', [0, 1, 2, 3, 4, 5, 6], 6, '▁▂▃▄▅▆▇'],
  ['what is missing, and 0', [3, null, 0, 3], 3, '▇ ▁▇'],
  ['zeros alone', [0, 0], 0, '▁▁'],
  ['what is above the highest', [10], 5, '▇'],
])('shows %s', (_what, values, highest, strip) => {
  expect(sparkline(values, highest)).toBe(strip);
});
