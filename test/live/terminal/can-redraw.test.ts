import { expect, it } from 'vitest';
import { canRedraw } from '../../../src/live/terminal/can-redraw.ts';

it.each([
  ['a terminal', true, { TERM: 'xterm-256color' }, true],
  ['a terminal that says nothing of itself', true, {}, true],
  ['a terminal that can only print', true, { TERM: 'dumb' }, false],
  ['a terminal of a CI server', true, { TERM: 'xterm', CI: 'true' }, false],
  ['a terminal of somebody who says that it is none', true, { TERM: 'xterm', CI: 'false' }, true],
  ['a pipe', false, { TERM: 'xterm' }, false],
])('what may be drawn over: %s', (_what, isTTY, environment, expected) => {
  expect(canRedraw({ isTTY }, environment)).toBe(expected);
});
