/**
 * How alike values are to those `lag` places on, -1 to 1: the autocovariance over the variance, both about the mean
 * of all (Box and Jenkins, Time Series Analysis, 2.1.5). 0 when all are equal.
 */
export function autocorrelation(values: ArrayLike<number>, lag: number): number {
  const count = values.length;
  let sum = 0;
  for (let index = 0; index < count; index++) sum += values[index] ?? 0;
  const mean = sum / count;
  let [squares, products] = [0, 0];
  for (let index = 0; index < count; index++) {
    const away = (values[index] ?? 0) - mean;
    squares += away * away;
    if (index >= lag) products += away * ((values[index - lag] ?? 0) - mean);
  }
  // What rounding leaves of equal values is no noise.
  return squares > count * (1e-12 * mean) ** 2 ? products / squares : 0;
}

/**
 * Lag-1 autocorrelation without most of its bias towards 0, `(1 + 4ρ) / n` for a process that forgets exponentially
 * (Marriott and Pope, "Bias in the estimation of autocorrelations", Biometrika 41, 1954).
 */
export function unbiasedAutocorrelation(values: ArrayLike<number>): number {
  const correlation = autocorrelation(values, 1);
  return correlation + (1 + 4 * correlation) / values.length;
}
