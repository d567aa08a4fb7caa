import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLevels } from '../../src/cli/comparison-flags.ts';

describe('--sweep', () => {
  it.each([
    ['1,2,4,8', [1, 2, 4, 8]],
    ['16', [16]],
    ['1..64', [1, 2, 4, 8, 16, 32, 64]],
    ['1..100', [1, 2, 4, 8, 16, 32, 64, 100]],
    ['3..20', [3, 6, 12, 20]],
    ['5..5', [5]],
    ['1..4,6,8..16', [1, 2, 4, 6, 8, 16]],
    ['1..1k', [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1000]],
  ])('reads %s', (text, levels) => {
    expect(parseLevels(text)).toEqual({ ok: true, value: levels });
  });

  it.each(['', 'x', '1,', '1..', '..8', '1..2..3', '1.5', '-1', '1...8'])('refuses "%s"', (text) => {
    expect(parseLevels(text)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/is not a concurrency such as 8, or a range such as 1\.\.64$/) as string,
    });
  });

  it.each(['8..1', '0..8'])('refuses the range %s', (text) => {
    expect(parseLevels(text)).toEqual({
      ok: false,
      message: `"${text}" is not a range from low to high, such as 1..64`,
    });
  });

  it('at most doubles from level to level, from the first to the last', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 10_000 }), (first, more) => {
        const parsed = parseLevels(`${first}..${first + more}`);
        const levels = parsed.ok ? parsed.value : [];
        expect([levels[0], levels.at(-1)]).toEqual([first, first + more]);
        for (const [index, level] of levels.slice(1).entries()) {
          expect(level).toBeGreaterThan(levels[index] ?? 0);
          expect(level).toBeLessThanOrEqual(2 * (levels[index] ?? 0));
        }
      }),
    );
  });
});
