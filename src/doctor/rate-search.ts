import type { OpenModel, RateTrial } from './doctor-report.ts';

export type RateSearch = {
  /** Where to begin. */
  readonly guessPerS: number;
  readonly attempt: (ratePerS: number) => Promise<RateTrial>;
  /** Asked before each trial but the first: out of time. */
  readonly isOver: () => boolean;
};

const mostTrials = 7;
/** Besides those: a rate must be kept twice. */
const mostConfirmations = 2;
const growth = 4 / 3;
const shrinkage = 0.6;
/** A kept and a missed rate this close together are an answer. */
const closeEnough = 1.1;
/** Where one that was kept once isn't kept again. */
const retreat = 0.9;

/**
 * The highest rate that was kept twice, at it or above it: brackets it by steps, halves the bracket, and tries the best
 * once more. One trial alone may fail for a hiccup of the machine, or pass for luck.
 */
export async function searchHighestRate({ guessPerS, attempt, isOver }: RateSearch): Promise<OpenModel> {
  const trials: RateTrial[] = [];
  const tryRate = async (ratePerS: number): Promise<void> => void trials.push(await attempt(ratePerS));
  for (
    let rate: number | null = twoDigits(guessPerS);
    rate !== null && trials.length < mostTrials && (trials.length === 0 || !isOver());
    rate = nextRate(trials)
  ) {
    await tryRate(rate);
  }
  let [candidate] = keptRates(trials);
  for (let turn = 0; turn < mostConfirmations && candidate !== undefined; turn++) {
    await tryRate(candidate);
    candidate = trials.at(-1)?.passed === true ? undefined : twoDigits(candidate * retreat);
  }
  const [, keptTwice] = keptRates(trials);
  return {
    highestRatePerS: keptTwice ?? null,
    startLagP99Us:
      trials.findLast(({ ratePerS, passed }) => passed && ratePerS === keptTwice)?.startLagP99Us ?? null,
    trials,
  };
}

/** null when the bracket is narrow enough. */
function nextRate(trials: readonly RateTrial[]): number | null {
  const kept = Math.max(0, ...keptRates(trials));
  // A rate that failed below one that was kept did so by chance.
  const missed = Math.min(
    ...trials.filter(({ passed, ratePerS }) => !passed && ratePerS > kept).map(({ ratePerS }) => ratePerS),
  );
  if (missed === Infinity) return twoDigits(kept * growth);
  if (kept === 0) return twoDigits(missed * shrinkage);
  const middle = twoDigits(Math.sqrt(kept * missed));
  return missed / kept <= closeEnough || middle === kept || middle === missed ? null : middle;
}

/** Highest first. */
function keptRates(trials: readonly RateTrial[]): number[] {
  return trials
    .filter(({ passed }) => passed)
    .map(({ ratePerS }) => ratePerS)
    .toSorted((a, b) => b - a);
}

/** More would promise what short trials can't hold. */
function twoDigits(rate: number): number {
  return Math.max(1, Number(rate.toPrecision(2)));
}
