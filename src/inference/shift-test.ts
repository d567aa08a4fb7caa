import { signedSums } from './signed-rank.ts';

/** The chances of differences as far above a boundary, and as far below it, where they lie about it by luck. */
export type ShiftTest = { readonly pAbove: number; readonly pBelow: number };

/**
 * Whether differences of pairs lie above or below `boundary`: Wilcoxon's signed-rank test of what is left when it is taken
 * away. The statistic counts the means of any two differences, each with itself included, that lie beyond it (Tukey 1949;
 * Hollander, Wolfe and Chicken, Nonparametric Statistical Methods, 3.1), against the exact distribution without ties,
 * with ties counted for neither side. So it refutes a boundary exactly where the interval of `medianShift` at
 * `1 − 2 · p` leaves it out.
 */
export function shiftTest(differences: readonly number[], boundary: number): ShiftTest {
  let [above, below] = [0, 0];
  for (const [index, one] of differences.entries()) {
    for (let other = index; other < differences.length; other++) {
      const mean = (one + (differences[other] ?? 0)) / 2;
      if (mean > boundary) above++;
      else if (mean < boundary) below++;
    }
  }
  const chances = signedSums(differences.map((_, index) => index + 1));
  return { pAbove: chanceOfAtLeast(above, chances), pBelow: chanceOfAtLeast(below, chances) };
}

function chanceOfAtLeast(count: number, chances: Float64Array): number {
  let sum = 0;
  for (let index = chances.length - 1; index >= count; index--) sum += chances[index] ?? 0;
  return Math.min(1, sum);
}
