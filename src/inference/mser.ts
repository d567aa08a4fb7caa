export type Truncation = {
  /** How many values at the start to leave out, half of them at most; the fewest when several cuts are as good. */
  readonly truncation: number;
  /**
   * The best cut lies before the middle. Else the series is still moving (a ramp, a step past the middle) or too short
   * to tell: there is no steady state to measure, or not yet.
   */
  readonly isInside: boolean;
};

/** The rest after a cut has as many values at least, or a quarter of all: a few that are alike by chance prove nothing. */
const smallestRest = 5;

/**
 * Where the start-up of a series ends, by the marginal standard error rule: the cut `d` for which the mean of the rest
 * has the smallest standard error, `Σ (yᵢ − ȳ)² / (n − d)²` over the `n − d` values that remain (White, "An effective
 * truncation heuristic for bias reduction in simulation output", Simulation 69, 1997). A minimum at or past the
 * middle says that the data don't suffice (White and Robinson, "The problem of the initial transient (again), or why
 * MSER works", Journal of Simulation 4, 2010).
 */
export function mser(values: readonly number[]): Truncation {
  const middle = Math.floor(values.length / 2);
  const leastRest = Math.max(smallestRest, Math.ceil(values.length / 4));
  const latest = Math.max(middle, values.length - leastRest);
  let [least, best] = [Infinity, latest];
  let [mean, squares] = [0, 0];
  // From the end, so that one pass (Welford's) has the squares of every rest.
  for (let cut = values.length - 1; cut >= 0; cut--) {
    const rest = values.length - cut;
    const away = (values[cut] ?? 0) - mean;
    mean += away / rest;
    squares += away * ((values[cut] ?? 0) - mean);
    if (cut > latest || squares / rest ** 2 > least) continue;
    least = squares / rest ** 2;
    best = cut;
  }
  return { truncation: Math.min(best, middle), isInside: best < middle };
}
