import { criticalT, outsideT } from './student-t.ts';

export type MeanDifference = {
  /** Means of both sides, and the right one less the left one. */
  readonly left: number;
  readonly right: number;
  readonly difference: number;
  /** Of the difference, with the confidence asked for; all three are null of two values, which show no spread. */
  readonly low: number | null;
  readonly high: number | null;
  /** The chance of a difference as large, either way, where there is none. */
  readonly pValue: number | null;
};

/**
 * Student's t-test of whether two samples have the same mean, and the interval of what lies between, both with the spread
 * that they have in common (Student, "The probable error of a mean", Biometrika 6, 1908; Snedecor and Cochran,
 * Statistical Methods, 6.9). One value on a side is enough. `confidence` from 0 to 1.
 */
export function meanDifference(
  left: readonly number[],
  right: readonly number[],
  confidence: number,
): MeanDifference {
  const [leftMean, rightMean] = [meanOf(left), meanOf(right)];
  const difference = rightMean - leftMean;
  const means = { left: leftMean, right: rightMean, difference };
  const freedom = left.length + right.length - 2;
  if (freedom < 1) return { ...means, low: null, high: null, pValue: null };
  const squares = squaresAbout(leftMean, left) + squaresAbout(rightMean, right);
  const error = Math.sqrt((squares / freedom) * (1 / left.length + 1 / right.length));
  const reach = criticalT(freedom, confidence) * error;
  return {
    ...means,
    low: difference - reach,
    high: difference + reach,
    pValue: chanceOf(Math.abs(difference), error, freedom),
  };
}

/** Of values without any spread every difference is certain. */
function chanceOf(distance: number, error: number, freedom: number): number {
  if (distance === 0) return 1;
  return error === 0 ? 0 : outsideT(distance / error, freedom);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function squaresAbout(mean: number, values: readonly number[]): number {
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}
