import { expect, it } from 'vitest';
import type { Result } from '../../../src/summary/result.ts';
import { quantileMs } from '../decoded.ts';
import { measure } from './measured.ts';
import { startTargetProcess } from './target-process.ts';

const delayMs = 100;
/** Of a busy machine: far less than half of the delay for a typical request. */
const noise = { typicalMs: 40, worstMs: 250 };

it(
  'measures 100 ms of a target in another process that takes 100 ms, at every rate',
  { retry: 1 },
  async () => {
    const url = `${await startTargetProcess()}/delay/${delayMs}`;
    const results = await Promise.all([
      measure(url, '-R', '5', '-d', '2s', '-w', '2'),
      measure(url, '-R', '100', '-d', '2s', '-w', '2'),
      measure(url, '-c', '1', '-n', '15'),
      measure(url, '-c', '40', '-n', '600', '-w', '2'),
    ]);
    expect(results.map(({ accounting }) => accounting.ok)).toEqual([10, 200, 15, 600]);
    for (const result of results) expectDelay(result);
  },
);

function expectDelay({ latency, accounting }: Result): void {
  const { all } = latency.serviceTime;
  expect(accounting.balanced).toBe(true);
  expect((all.minUs ?? NaN) / 1000).toBeGreaterThanOrEqual(delayMs);
  expect(quantileMs(all, 0.01)).toBeLessThan(delayMs + noise.typicalMs);
  expect(quantileMs(all, 0.5)).toBeLessThan(delayMs + noise.typicalMs);
  expect(quantileMs(all, 0.99)).toBeLessThan(delayMs + noise.worstMs);
}
