/** The series is exact to a double's precision from here on. */
const farEnough = 15;

/** `ln Γ(x)` of a number above 0, by Stirling's series (NIST Handbook of Mathematical Functions, 5.11.1). */
export function logGamma(x: number): number {
  let product = 1;
  let far = x;
  for (; far < farEnough; far++) product *= far;
  const square = far * far;
  const series =
    (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / far;
  return (far - 0.5) * Math.log(far) - far + Math.log(2 * Math.PI) / 2 + series - Math.log(product);
}
