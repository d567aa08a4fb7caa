import { expect, it } from 'vitest';
import { chanceToDecide } from '../../../src/modes/ab/outlook.ts';

const metric = { estimate: 0, standardError: 0.02, limit: 0.03, lastAlpha: 0.0025 };

it.each([
  ['nothing seen, and too noisy to tell', { ...metric, standardError: 0.06 }, 0, 0.2],
  ['nothing seen, quiet enough to be sure of it', { ...metric, standardError: 0.01 }, 0.7, 1],
  ['far above the limit', { ...metric, estimate: 0.12 }, 0.95, 1],
  ['just at the limit', { ...metric, estimate: 0.03 }, 0, 0.1],
])('%s', (_name, open, least, most) => {
  const chance = chanceToDecide([open], 10 / 30);
  expect(chance).toBeGreaterThanOrEqual(least);
  expect(chance).toBeLessThanOrEqual(most);
});

it('needs one metric to fail, and all of them to pass', () => {
  const hopeless = { ...metric, estimate: 0.03 };
  const fine = { ...metric, standardError: 0.005 };
  const bad = { ...metric, estimate: 0.2 };
  expect(chanceToDecide([hopeless, fine], 1 / 3)).toBeLessThan(0.1);
  expect(chanceToDecide([hopeless, bad], 1 / 3)).toBeGreaterThan(0.99);
});

it('knows the end without noise, and when no pairs are left', () => {
  expect(chanceToDecide([{ ...metric, standardError: 0 }], 1 / 3)).toBe(1);
  expect(chanceToDecide([{ ...metric, estimate: 0.05, standardError: 0.01 }], 1)).toBe(0);
});
