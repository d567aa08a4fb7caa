import type { AxisUnit } from '../../report/html/page.ts';

const dayMs = 86_400_000;
const elapsedSteps = [
  0.1,
  0.2,
  0.5,
  ...[1, 60].flatMap((unit) => [1, 2, 5, 10, 15, 30].map((step) => step * unit)),
  ...[1, 2, 3, 6, 12, 24, 48, 120, 240].map((hours) => hours * 3600),
];
const dateSteps = [
  ...elapsedSteps.map((step) => step * 1000).filter((step) => step >= 1000 && step < dayMs),
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((days) => days * dayMs),
];
const decimalSteps = Array.from({ length: 24 }, (_, index) => multiples(index - 9, [1, 2, 5])).flat();

/** Distances between ticks that read well, ascending. */
export function tickSteps(unit: AxisUnit): readonly number[] {
  if (unit === 'elapsed') return elapsedSteps;
  if (unit === 'date') return dateSteps;
  return unit === 'count' ? decimalSteps.filter((step) => step >= 1) : decimalSteps;
}

/** Ticks of a log axis: 1, 2, 5 of each power of ten, or fewer, so that two are `leastGap` decades apart at least. */
export function logTicks(min: number, max: number, leastGap: number): number[] {
  const choices = [
    { digits: [1, 2, 5], gap: Math.log10(2) },
    { digits: [1, 3], gap: Math.log10(3) },
    { digits: [1], gap: 1 },
  ];
  const { digits } = choices.find(({ gap }) => gap >= leastGap) ?? { digits: [1] };
  const ticks = powers(min, max)
    .flatMap((power) => multiples(power, digits))
    .filter(isWithin(min, max));
  return ticks.filter((_, index) => index % Math.max(Math.ceil(leastGap), 1) === 0);
}

/** Ticks of a percentile axis, which 1 ÷ (1 − q) makes a log axis: first those that people name, then some between. */
export function percentileTicks(min: number, max: number, leastGap: number): number[] {
  const nines = powers(10, Math.max(max, 10)).map((power) => 10 ** power);
  const wanted = [2, ...nines, 1, 4, ...nines.map((nine) => nine * 2)].filter(isWithin(min, max));
  const taken: number[] = [];
  for (const tick of wanted) {
    if (taken.every((other) => Math.abs(Math.log10(tick / other)) >= leastGap)) taken.push(tick);
  }
  return taken.toSorted((left, right) => left - right);
}

/** A log axis reaches to the next of 1, 2 and 5 around its values. */
export function logRange(min: number, max: number): [number, number] {
  const ends = powers(min / 10, max * 10).flatMap((power) => multiples(power, [1, 2, 5]));
  const low = ends.findLast((end) => end <= min) ?? min;
  return [low, ends.find((end) => end >= max && end > low) ?? max];
}

/** A linear axis begins at zero, for heights to be comparable, and leaves a little room above. */
export function linearRange(min: number, max: number): [number, number] {
  const low = min < 0 ? min * 1.05 : 0;
  return max <= low ? [low, low + 1] : [low, max + (max - low) * 0.06];
}

function powers(min: number, max: number): number[] {
  const [first, last] = [Math.floor(Math.log10(min)), Math.ceil(Math.log10(max))];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Read from text: 3 × 10⁻⁷ is exactly 3e-7 then. */
function multiples(power: number, digits: readonly number[]): number[] {
  return digits.map((digit) => Number(`${digit}e${power}`));
}

/** However the ends were rounded. */
function isWithin(min: number, max: number): (tick: number) => boolean {
  return (tick) => tick >= min * 0.999_999 && tick <= max * 1.000_001;
}
