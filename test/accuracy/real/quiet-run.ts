import { expect, type TestContext } from 'vitest';
import type { Result } from '../../../src/summary/result.ts';

const mostTries = 4;
/** For a test that may need all of its tries. */
export const patient = { timeout: 120_000 };

/** What came of a measurement. Whether `result` is trusted tells whether the machine was quiet. */
export type Attempt = { readonly result: Result; readonly problems: readonly string[] };

/**
 * Measures again until nothing is wrong, for any other program on the machine may take a processor away in between; what
 * is wrong in itself is so every time. Where not a single run was trusted the test is skipped: then inrush itself says that this
 * machine can't measure now.
 */
export async function quietRun<T extends Attempt>(
  attempt: () => Promise<T>,
  skip: TestContext['skip'],
): Promise<T> {
  const tried: T[] = [];
  while (tried.length < mostTries) {
    const latest = await attempt();
    if (latest.problems.length === 0) return latest;
    tried.push(latest);
  }
  const trusted = tried.find(({ result }) => result.trust.level === 'ok');
  if (trusted === undefined) {
    const reasons = tried.at(-1)?.result.trust.reasons.map(({ message }) => message) ?? [];
    return skip(`this machine is too busy to measure: ${reasons.join('; ')}`);
  }
  expect(trusted.problems).toEqual([]);
  return trusted;
}
