import { expect, it } from 'vitest';
import { displayWidth } from '../../src/base/fit.ts';
import { field } from '../../src/report/layout.ts';

it.each(['p99', '⺀⺀', '日本語'])('puts text into the same column beside any label: %s', (label) => {
  const [first = '', second = ''] = field(label, ['one', 'two'], (text) => text);
  expect(displayWidth(first)).toBe(displayWidth(second));
});
