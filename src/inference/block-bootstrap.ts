import { seededRandom } from '../base/random.ts';

const resamples = 2000;

/**
 * The variance of a sum of `values` per value, as moving blocks tell it: 2,000 series of the same length are put
 * together from blocks of `blockLength` values in a row, drawn with replacement, so that what depends on its neighbour
 * keeps it (Künsch, "The jackknife and the bootstrap for general stationary observations", Annals of Statistics 17,
 * 1989; Liu and Singh, "Moving blocks jackknife and bootstrap capture weak dependence", in Exploring the Limits of
 * Bootstrap, 1992). The same seed gives the same answer.
 */
export function bootstrapVariance(values: ArrayLike<number>, blockLength: number, seed: number): number {
  const count = values.length;
  const sums = new Float64Array(count + 1);
  for (let index = 0; index < count; index++) sums[index + 1] = (sums[index] ?? 0) + (values[index] ?? 0);
  const random = seededRandom(seed);
  const starts = count - blockLength + 1;
  const sumOfBlock = (length: number): number => {
    const start = Math.floor(random() * starts);
    return (sums[start + length] ?? 0) - (sums[start] ?? 0);
  };
  let [mean, squares] = [0, 0];
  for (let resample = 1; resample <= resamples; resample++) {
    let total = 0;
    let filled = 0;
    for (; filled + blockLength <= count; filled += blockLength) total += sumOfBlock(blockLength);
    if (filled < count) total += sumOfBlock(count - filled);
    const away = total - mean;
    mean += away / resample;
    squares += away * (total - mean);
  }
  return squares / resamples / count;
}
