import { crossingPerS } from './crossing.ts';
import type { RateEvidence } from './rate-evidence.ts';

export type SearchDesign = {
  /** Where the doubling begins. */
  readonly fromPerS: number;
  /** Below it no trial fits into the time, above it none was wanted. */
  readonly lowestPerS: number;
  readonly highestPerS: number;
  /** Width of the answer over its lower end, such as 0.05. */
  readonly precision: number;
  /** What is still unclear after so much trial time is too close to the limit: the search goes farther out. */
  readonly patienceMs: number;
};

/**
 * `short`: where to look. `full`: whether a rate is a bound; what is unclear gets several. `long`: whether the highest rate
 * that held does so for longer.
 */
export type TrialLength = 'short' | 'full' | 'long';

export type SearchStep =
  | { readonly kind: 'trial'; readonly ratePerS: number; readonly length: TrialLength }
  | { readonly kind: 'done' };

/** The best answer so far: rates that hold, and that don't. */
export type Bracket = {
  readonly holds: RateEvidence | null;
  readonly fails: RateEvidence | null;
};

const growth = 2;
/** While the neighbours of the answer are further apart than so many times the precision, short trials will do. */
const coarse = 4;
/** A rate that was tried is as good as a new one so many times as far from the centre as an end may be. */
const useful = { least: 0.6, most: 1.35 };
/** The answer's ends are tried a little closer than they may lie apart. */
const margin = 0.95;
/** Below it three digits of a rate are too few. */
const fine = 0.05;

/**
 * What to try next, from all that was tried: a doubling (or halving) ramp, then halves, both by short trials, then full ones
 * on both sides of where the limit seems to be, as close to it as the precision asks for, until they are bounds; at last a
 * long one. After RFC 9971 (Multiple Loss Ratio Search): loads are bounds only after enough trial time, and short trials
 * find the region first.
 */
export function nextStep(evidence: readonly RateEvidence[], design: SearchDesign): SearchStep {
  const crossing = crossingPerS(evidence);
  if (evidence.length === 0) return shortTrial(clamped(design.fromPerS, design));
  const rates = evidence.map(({ ratePerS }) => ratePerS);
  if (crossing === Infinity) return climb(evidence, Math.max(...rates), design);
  if (crossing === 0) return descend(evidence, Math.min(...rates), design);
  const below = Math.max(...rates.filter((rate) => rate <= crossing));
  const above = Math.min(...rates.filter((rate) => rate > crossing));
  const middle = clamped(Math.sqrt(below * above), design);
  const isCoarse = above / below > 1 + coarse * design.precision;
  if (isCoarse && middle > below && middle < above) return shortTrial(middle);
  return refine(evidence, crossing, design);
}

/** The highest rate that surely holds, below the lowest that surely doesn't. */
export function bracketOf(evidence: readonly RateEvidence[]): Bracket {
  const fails = lowest(evidence.filter((each) => each.isBound && isAbove(each)));
  const holding = evidence.filter(({ isBound, verdict }) => isBound && verdict === 'within');
  const below = holding.filter(({ ratePerS }) => fails === null || ratePerS < fails.ratePerS);
  return { holds: highest(below), fails };
}

/** The same where the time was too short for bounds: each end that is missing is what trials that don't suffice say. */
export function likelyBracket(evidence: readonly RateEvidence[]): Bracket {
  const { holds, fails } = bracketOf(evidence);
  const crossing = crossingPerS(evidence);
  const likelyFails = lowest(evidence.filter((each) => isAbove(each) && each.ratePerS > crossing));
  const likelyHolds = highest(
    evidence.filter(({ verdict, ratePerS }) => verdict === 'within' && ratePerS <= crossing),
  );
  const top = fails ?? likelyFails;
  const bottom = holds ?? likelyHolds;
  return {
    holds: bottom !== null && (top === null || bottom.ratePerS < top.ratePerS) ? bottom : null,
    fails: top,
  };
}

/** Nothing has failed yet. */
function climb(evidence: readonly RateEvidence[], top: number, design: SearchDesign): SearchStep {
  const tried = evidence.find(({ ratePerS }) => ratePerS === top);
  if (top < design.highestPerS) return shortTrial(clamped(top * growth, design));
  if (tried?.isBound !== true) return { kind: 'trial', ratePerS: top, length: 'full' };
  return confirm(tried);
}

/** Nothing has held yet. */
function descend(evidence: readonly RateEvidence[], bottom: number, design: SearchDesign): SearchStep {
  if (bottom > design.lowestPerS) return shortTrial(clamped(bottom / growth, design));
  const tried = evidence.find(({ ratePerS }) => ratePerS === bottom);
  return tried?.isBound === true ? { kind: 'done' } : { kind: 'trial', ratePerS: bottom, length: 'full' };
}

function refine(evidence: readonly RateEvidence[], crossing: number, design: SearchDesign): SearchStep {
  const { holds, fails } = bracketOf(evidence);
  const [bottom, top] = [holds?.ratePerS ?? 0, fails?.ratePerS ?? Infinity];
  if (holds !== null && top / bottom <= 1 + design.precision) return confirm(holds);
  const centre = Math.min(Math.max(crossing, bottom), top);
  const half = Math.log1p(design.precision) / 2;
  const ends = [
    { side: -1, distance: Math.log(centre / bottom) },
    { side: 1, distance: Math.log(top / centre) },
  ];
  const candidates = ends
    .filter(({ distance }) => distance > half)
    .flatMap(({ side }) => candidateAt(side, { centre, half, bottom, top, design }, evidence));
  const middle = { ratePerS: clamped(Math.sqrt(bottom * top), design), trialMs: 0 };
  if (candidates.length === 0 && middle.ratePerS > bottom && middle.ratePerS < top) candidates.push(middle);
  const [cheapest] = candidates.toSorted((a, b) => a.trialMs - b.trialMs);
  return cheapest === undefined
    ? confirm(holds)
    : { kind: 'trial', ratePerS: cheapest.ratePerS, length: 'full' };
}

type Candidate = Pick<RateEvidence, 'ratePerS' | 'trialMs'>;

type Aim = {
  /** Where the limit seems to be. */
  readonly centre: number;
  /** How far from there the ends may be, in logarithms. */
  readonly half: number;
  readonly bottom: number;
  readonly top: number;
  readonly design: SearchDesign;
};

/**
 * The open rate below the centre (-1) or above it (1) that has most trial time already, where one would do, or a new one;
 * none where its digits tell no rate between the ends from them.
 */
function candidateAt(side: number, aim: Aim, evidence: readonly RateEvidence[]): Candidate[] {
  const { centre, half, bottom, top, design } = aim;
  const isInside = (rate: number): boolean => rate > bottom && rate < top;
  const steps = (rate: number): number => (side * Math.log(rate / centre)) / half;
  const open = evidence
    .filter(({ isBound, ratePerS }) => !isBound && isInside(ratePerS))
    .filter(({ ratePerS }) => steps(ratePerS) >= useful.least && steps(ratePerS) <= useful.most);
  const isTiring = open.some(({ trialMs }) => trialMs >= design.patienceMs);
  const [known] = open
    .filter(({ trialMs }) => trialMs < design.patienceMs)
    .toSorted((a, b) => b.trialMs - a.trialMs);
  if (known !== undefined) return [known];
  const rate = clamped(centre * Math.exp(side * (isTiring ? useful.most : margin) * half), design);
  return isInside(rate) ? [{ ratePerS: rate, trialMs: 0 }] : [];
}

/** The last trial, unless it was made. */
function confirm(holds: RateEvidence | null): SearchStep {
  return holds?.verdict === 'within' && !holds.isConfirmed
    ? { kind: 'trial', ratePerS: holds.ratePerS, length: 'long' }
    : { kind: 'done' };
}

function isAbove({ verdict }: RateEvidence): boolean {
  return verdict === 'beyond' || verdict === 'generator';
}

function shortTrial(ratePerS: number): SearchStep {
  return { kind: 'trial', ratePerS, length: 'short' };
}

/** With as many digits as the precision asks for: more would promise what trials can't hold. */
function clamped(ratePerS: number, { lowestPerS, highestPerS, precision }: SearchDesign): number {
  const rounded = Number(ratePerS.toPrecision(precision < fine ? 4 : 3));
  return Math.min(highestPerS, Math.max(lowestPerS, rounded));
}

function highest(evidence: readonly RateEvidence[]): RateEvidence | null {
  return evidence.reduce<RateEvidence | null>(
    (best, each) => (best === null || each.ratePerS > best.ratePerS ? each : best),
    null,
  );
}

function lowest(evidence: readonly RateEvidence[]): RateEvidence | null {
  return evidence.reduce<RateEvidence | null>(
    (best, each) => (best === null || each.ratePerS < best.ratePerS ? each : best),
    null,
  );
}
