import { expect, it } from 'vitest';
import { chartKey } from '../../../src/page/chart/chart-keys.ts';

function pressed(key: string, points: number): { isMeant: boolean; moves: (number | 'leave')[] } {
  const moves: (number | 'leave')[] = [];
  const plot = { step: (by: number): unknown => moves.push(by), leave: (): unknown => moves.push('leave') };
  return { isMeant: chartKey(key, points, plot), moves };
}

it.each([
  ['ArrowLeft', 100, -1],
  ['ArrowRight', 100, 1],
  ['PageUp', 100, -5],
  ['PageDown', 3600, 180],
  ['PageDown', 3, 2],
  ['Home', 100, -Infinity],
  ['End', 100, Infinity],
  ['Escape', 100, 'leave'] as const,
])('%s in a chart of %d points moves by %s', (key, points, move) => {
  expect(pressed(key, points)).toEqual({ isMeant: true, moves: [move] });
});

it.each(['Tab', 'a', 'toString', ' '])('leaves %s to the browser', (key) => {
  expect(pressed(key, 100)).toEqual({ isMeant: false, moves: [] });
});
