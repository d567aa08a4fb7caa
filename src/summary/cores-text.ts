/** From here on a number of cores says more than a share of one. */
const severalCores = 1.5;

/** `98 % of one core`, `2.4 cores`. */
export function coresText(cores: number): string {
  return isSeveral(cores) ? `${amountText(cores, true)} cores` : `${amountText(cores, false)} of one core`;
}

/** Another number in the unit of the first: `131 %`, `3.1`. */
export function coresLike(first: number, cores: number): string {
  return amountText(cores, isSeveral(first));
}

function isSeveral(cores: number): boolean {
  return cores >= severalCores;
}

function amountText(cores: number, isCount: boolean): string {
  if (isCount) return cores.toFixed(cores < 10 ? 1 : 0);
  const percent = cores * 100;
  return `${percent > 0 && percent < 1 ? '< 1' : percent.toFixed(0)} %`;
}
