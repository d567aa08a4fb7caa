import { describe, expect, it } from 'vitest';
import { findKnee } from '../../../src/modes/sync-vs-async/knee.ts';

const doubling = [1, 2, 4, 8, 16, 32, 64];

describe('the knee', () => {
  it.each([1, 2, 4, 8, 16, 32])('of a pool of %i is its size', (size) => {
    expect(kneeOf((n) => Math.min(n, size) * 50)?.concurrency).toBe(size);
  });

  it('of a pool whose size was not tried is the level next to it', () => {
    expect(kneeOf((n) => Math.min(n, 6))?.concurrency).toBe(8);
    expect(kneeOf((n) => Math.min(n, 5))?.concurrency).toBe(4);
  });

  it('says which levels lie beside it', () => {
    expect(kneeOf((n) => Math.min(n, 4))).toEqual({ concurrency: 4, above: 2, below: 8 });
    expect(kneeOf(() => 200)).toEqual({ concurrency: 1, above: null, below: 2 });
  });

  it.each<[string, (n: number) => number]>([
    ['grows in step', (n) => 50 * n],
    ['grows by half as much again at each doubling', (n) => 50 * n ** Math.log2(1.5)],
  ])('lies beyond the range when throughput %s', (_name, perS) => {
    expect(kneeOf(perS)).toBeNull();
  });

  it('is at one when throughput grows by less than √2 from the first doubling on', () => {
    expect(kneeOf((n) => 50 * n ** Math.log2(1.4))?.concurrency).toBe(1);
  });

  it('of a scalability curve is where its power is highest: (1 − σ) ÷ σ without coherency', () => {
    const sigma = 1 / 17;
    expect(kneeOf((n) => n / (1 + sigma * (n - 1)))?.concurrency).toBe(16);
  });

  it('does not move with the range that was measured', () => {
    const pool = (n: number): number => Math.min(n, 4);
    const found = [4, 5, 6, 7].map(
      (count) => findKnee(levelsOf(pool, doubling.slice(0, count)))?.concurrency,
    );
    expect(found).toEqual([4, 4, 4, 4]);
  });

  it('is not moved by noise of a few percent', () => {
    const noise = [1.04, 0.97, 1.02, 0.96, 1.03, 0.98, 1.01];
    const noisy = levelsOf((n) => Math.min(n, 8), doubling).map((level, index) => ({
      ...level,
      perS: level.perS * (noise[index] ?? 1),
    }));
    expect(findKnee(noisy)?.concurrency).toBe(8);
  });

  it('of a throughput that falls back is before the fall', () => {
    expect(kneeOf((n) => (n <= 8 ? n : 64 / n))?.concurrency).toBe(8);
  });

  it('is none of no or one level', () => {
    expect(findKnee([])).toBeNull();
    expect(findKnee([{ concurrency: 1, perS: 5 }])).toBeNull();
  });
});

function kneeOf(perS: (n: number) => number): ReturnType<typeof findKnee> {
  return findKnee(levelsOf(perS, doubling));
}

function levelsOf(
  perS: (n: number) => number,
  levels: readonly number[],
): { concurrency: number; perS: number }[] {
  return levels.map((n) => ({ concurrency: n, perS: perS(n) }));
}
