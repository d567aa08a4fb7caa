/** `place` is the first value of the new part, `end` the first after it; `energy` says how far the two parts lie apart. */
export type Split = { readonly place: number; readonly end: number; readonly energy: number };

/**
 * The best place to cut a series in two: where the values before it and some of those after it are furthest apart by their
 * energy distance, however many those are, so that a change that is taken back later is found too. Of parts with `n` and
 * `m` values it is `mn / (m + n)` times twice the mean distance between the parts less the mean distances within each
 * (Matteson and James, "A nonparametric approach for multiple change point analysis of multivariate data", Journal of the
 * American Statistical Association 109, 2014, formulas 5 to 7, with α = 1). Both have `least` values at least; null
 * where that leaves no place. Takes time and memory with the square of the length.
 */
export function bestSplit(values: readonly number[], least: number): Split | null {
  const sums = distanceSums(values);
  let best: Split | null = null;
  let within = 0;
  for (let place = 1; place <= values.length - least; place++) {
    within += sums[place - 1]?.[place - 1] ?? 0;
    if (place < least) continue;
    const split = bestAt(place, within, sums, least);
    if (best === null || split.energy > best.energy) best = split;
  }
  return best;
}

/** Row `one`, column `upTo`: of the distances from `one` to the first `upTo` values, those before it. */
function distanceSums(values: readonly number[]): Float64Array[] {
  return values.map((value, one) => {
    const sums = new Float64Array(one + 1);
    for (let other = 0; other < one; other++) {
      sums[other + 1] = (sums[other] ?? 0) + Math.abs(value - (values[other] ?? 0));
    }
    return sums;
  });
}

/** `within`: of the distances between the values before the place. */
function bestAt(place: number, within: number, sums: readonly Float64Array[], least: number): Split {
  let [between, withinNew] = [0, 0];
  let best = { place, end: sums.length, energy: -Infinity };
  for (let last = place; last < sums.length; last++) {
    const toOld = sums[last]?.[place] ?? 0;
    between += toOld;
    withinNew += (sums[last]?.[last] ?? 0) - toOld;
    const size = last + 1 - place;
    if (size < least) continue;
    const apart = between - size * halfMean(within, place) - place * halfMean(withinNew, size);
    const energy = (2 / (place + size)) * apart;
    if (energy > best.energy) best = { place, end: last + 1, energy };
  }
  return best;
}

/** Half of the mean distance, times the size: there are `size (size − 1) / 2` distances. A single value has none. */
function halfMean(distances: number, size: number): number {
  return size === 1 ? 0 : distances / (size - 1);
}
