import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/random.ts';
import { type Gate, simulatedGates } from './simulated-gates.ts';
import { interleaved, noises, RunBank, session } from './simulated-sessions.ts';

/**
 * A small version of `npm run ab-simulation` in bench/, whose table is in docs/ab.md. Shares of so many trials are within 3
 * to 7 points of those, which is three standard errors, and seeded: they only move when the code does.
 */
const trials = 400;
const gates = simulatedGates(20_261_123, 10_000, 200);

it.each([
  // Standard deviations of the logarithm of B ÷ A, by the median deviation; see `noises`.
  ['quiet', { p50: [0.028, 0.042], p99: [0.055, 0.085] }],
  ['busy', { p50: [0.085, 0.13], p99: [0.16, 0.28] }],
] as const)('simulated pairs differ as real ones did: %s', (name, { p50, p99 }) => {
  const random = seededRandom(7);
  const runs = session(new RunBank(random, 200, 10_000), noises[name], random);
  const pairs = interleaved(runs, 2000, 1);
  for (const [index, [least, most]] of [p50, p99].entries()) {
    const sizes = pairs.map(({ a, b }) => Math.abs(Math.log((b[index] ?? NaN) / (a[index] ?? NaN))));
    const spread = 1.4826 * (sizes.toSorted((one, other) => one - other)[pairs.length / 2] ?? NaN);
    expect(spread).toBeGreaterThan(least);
    expect(spread).toBeLessThan(most);
  }
});

describe.each(['ab, 10 pairs', 'ab, 10 to 30 pairs'])('%s, on a machine as noisy as a real one', (name) => {
  it.each(['quiet', 'busy'] as const)('fails at most 6 of 100 times where nothing changed: %s', (noise) => {
    expect(shares(name, noise, 1).fails).toBeLessThanOrEqual(0.06);
  });

  it.each(['quiet', 'busy'] as const)('nor more often at the smallest effect that matters: %s', (noise) => {
    // At most 5 % in truth, and two standard errors.
    expect(shares(name, noise, 1.03).fails).toBeLessThanOrEqual(0.072);
  });

  it('finds 10 % more of p50 in 9 of 10 cases, and fails then', () => {
    const found = shares(name, 'quiet', 1.1);
    expect(found.p50).toBeGreaterThanOrEqual(0.9);
    expect(found.fails).toBeGreaterThanOrEqual(0.95);
  });
});

it('10 pairs find 10 % more of p99 in 6 of 10 cases', () => {
  expect(shares('ab, 10 pairs', 'quiet', 1.1).p99).toBeGreaterThanOrEqual(0.6);
});

it('what it calls detectable is shown in about 4 of 5 cases', () => {
  const told = answersOf('ab, 10 pairs', 'quiet', 1).map(({ detectable }) => detectable ?? NaN);
  const detectable = told.toSorted((one, other) => one - other)[trials / 2] ?? NaN;
  // It is an estimate of ten pairs, and the exact test has few levels to choose from.
  expect(shares('ab, 10 pairs', 'quiet', 1 + detectable).p50).toBeGreaterThan(0.7);
  expect(shares('ab, 10 pairs', 'quiet', 1 + detectable).p50).toBeLessThan(0.92);
});

it.each([
  ['stored baseline of one session', 'raises false alarms', { mostFound: 0.9, leastAlarms: 0.15 }],
  ['stored baseline of ten sessions', 'is blind instead', { mostFound: 0.3, leastAlarms: 0 }],
  ['p95 against the last run', 'is little better than a coin', { mostFound: 0.7, leastAlarms: 0.15 }],
])('%s %s under the same noise', (name, _what, { mostFound, leastAlarms }) => {
  expect(shares(name, 'quiet', 1).fails).toBeGreaterThanOrEqual(leastAlarms);
  expect(shares(name, 'quiet', 1.1).fails).toBeLessThan(mostFound);
});

function shares(
  name: string,
  noise: keyof typeof noises,
  slowdown: number,
): Readonly<Record<'fails' | 'p50' | 'p99', number>> {
  const answers = answersOf(name, noise, slowdown);
  const share = (what: 'fails' | 'p50' | 'p99'): number =>
    answers.filter((answer) => answer[what]).length / trials;
  return { fails: share('fails'), p50: share('p50'), p99: share('p99') };
}

function answersOf(name: string, noise: keyof typeof noises, slowdown: number): ReturnType<Gate>[] {
  const gate = gates[name];
  if (gate === undefined) throw new Error(`no gate ${name}`);
  return Array.from({ length: trials }, () => gate(noises[noise], slowdown));
}
