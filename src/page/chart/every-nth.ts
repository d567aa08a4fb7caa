const digits = [1, 2, 5];

/** 1, 2, 5, 10, …: which rows to show so that at most `max` of `rows` are left. */
export function everyNth(rows: number, max: number): number {
  for (let power = 1; ; power *= 10) {
    const found = digits.find((digit) => Math.ceil(rows / (digit * power)) <= max);
    if (found !== undefined) return found * power;
  }
}
