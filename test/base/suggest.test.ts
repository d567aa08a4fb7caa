import { describe, expect, it } from 'vitest';
import { suggest } from '../../src/base/suggest.ts';

const known = ['errors', 'missed', 'rate', 'requests', 'response', 'service', 'mean', 'max'];

describe('suggest', () => {
  it.each([
    ['eror', 'errors'],
    ['erors', 'errors'],
    ['requets', 'requests'],
    ['servcie', 'service'],
    ['rat', 'rate'],
    ['resp', 'response'],
    ['meen', 'mean'],
    ['mx', 'max'],
    ['maen', 'mean'],
    ['errors', 'errors'],
  ])('takes %s for %s', (word, expected) => {
    expect(suggest(word, known)).toBe(expected);
  });

  it.each(['', 'x', 'latency', 'throughput', 're'])('knows nothing like "%s"', (word) => {
    expect(suggest(word, known)).toBeUndefined();
  });

  it('takes the first of equally near words', () => {
    expect(suggest('mac', ['max', 'mad'])).toBe('max');
    expect(suggest('mac', ['mad', 'max'])).toBe('mad');
  });

  it('knows nothing when there are no words', () => {
    expect(suggest('rate', [])).toBeUndefined();
  });
});
