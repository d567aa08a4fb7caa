/**
 * The coefficients, none below 0, that bring `rows · coefficients` closest to `values` in the sum of squares. On the
 * optimum each coefficient is either free or 0, so trying every set of free ones finds it exactly: for a handful
 * of columns only. 0 for all where nothing else will do.
 */
export function leastSquares(rows: readonly (readonly number[])[], values: readonly number[]): number[] {
  const width = rows[0]?.length ?? 0;
  let best = Array.from({ length: width }, () => 0);
  let leastError = squaredError(rows, values, best);
  for (let set = 1; set < 2 ** width; set++) {
    const free = best.map((_, column) => column).filter((column) => (set >> column) % 2 === 1);
    const candidate = solveFor(free, rows, values, width);
    if (candidate.some((coefficient) => !(coefficient >= 0))) continue;
    const error = squaredError(rows, values, candidate);
    if (error < leastError) [best, leastError] = [candidate, error];
  }
  return best;
}

export function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
}

/** The unconstrained optimum over some columns, the others 0: modified Gram-Schmidt, then back-substitution. */
function solveFor(
  free: readonly number[],
  rows: readonly (readonly number[])[],
  values: readonly number[],
  width: number,
): number[] {
  const basis: number[][] = [];
  const upper: number[][] = [];
  for (const column of free) {
    const rest = rows.map((row) => row[column] ?? 0);
    const shares = basis.map((direction) => takeOut(direction, rest));
    const length = Math.sqrt(dot(rest, rest));
    basis.push(rest.map((value) => value / length));
    upper.push([...shares, length]);
  }
  const rest = [...values];
  const projections = basis.map((direction) => takeOut(direction, rest));
  const solution = Array.from({ length: width }, () => 0);
  for (let index = free.length - 1; index >= 0; index--) {
    let value = projections[index] ?? 0;
    for (let later = index + 1; later < free.length; later++) {
      value -= (upper[later]?.[index] ?? 0) * (solution[free[later] ?? 0] ?? 0);
    }
    solution[free[index] ?? 0] = value / (upper[index]?.[index] ?? 0);
  }
  return solution;
}

/** Subtracts from a vector its share along a unit direction, and answers that share. */
function takeOut(direction: readonly number[], vector: number[]): number {
  const share = dot(direction, vector);
  for (const [index, value] of direction.entries()) vector[index] = (vector[index] ?? 0) - share * value;
  return share;
}

function squaredError(
  rows: readonly (readonly number[])[],
  values: readonly number[],
  coefficients: readonly number[],
): number {
  return rows.reduce((sum, row, index) => sum + (dot(row, coefficients) - (values[index] ?? 0)) ** 2, 0);
}
