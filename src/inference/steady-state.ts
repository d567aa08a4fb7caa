import { unbiasedAutocorrelation } from './autocorrelation.ts';
import { mser } from './mser.ts';
import { fewestPoints, trendOf } from './trend.ts';

const significant = 0.05;
/** Of the median: what changes by less is none the less steady. */
const smallestChange = 0.05;
/** Values that say something of their own. A few of them may look steady by chance. */
const fewestIndependent = 8;

/**
 * From which value on a series is steady: behind its start-up by the marginal standard error rule, if that ends in the
 * first half, and if ten values or more are left that show no trend and don't wander. null: it still moves, or nothing
 * can be said yet. Nothing proves that it stays so: of programs that were left to run for long, a good part never came
 * to rest (Barrett et al., "Virtual machine warmup blows hot and cold", Proceedings of the ACM on Programming Languages
 * 1, OOPSLA, 2017).
 */
export function steadyFrom(values: readonly number[]): number | null {
  const { truncation, isInside } = mser(coarse(values));
  const rest = values.slice(truncation);
  return isInside && rest.length >= fewestPoints && isSettled(rest) ? truncation : null;
}

/** What is left of a start-up in the end, and no longer matters, would move the cut far out where there is little noise. */
function coarse(values: readonly number[]): number[] {
  const step = smallestChange * medianOf(values);
  return step > 0 ? values.map((value) => Math.round(value / step) * step) : [...values];
}

function isSettled(values: readonly number[]): boolean {
  const trend = trendOf(
    values.map((_, index) => index),
    values,
  );
  if (trend === null) return false;
  const smallest = smallestChange * Math.abs(trend.median);
  const hasTrend = trend.pValue <= significant && Math.abs(trend.slope) * values.length > smallest;
  const range = Math.max(...values) - Math.min(...values);
  return !hasTrend && (range <= smallest || independentOf(values) >= fewestIndependent);
}

/** As many independent values would know their mean as well as these do, if each forgets a part of the last. */
function independentOf(values: readonly number[]): number {
  const correlation = Math.max(0, unbiasedAutocorrelation(values));
  return (values.length * (1 - correlation)) / (1 + correlation);
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
