import { samplesNeeded } from '../../summary/quantiles.ts';
import { bracketOf, nextStep, type SearchDesign, type TrialLength } from './search.ts';
import { quantileOf, type SloCondition } from './slo.ts';
import type { Trial } from './trial.ts';
import { type WeighedRate, weighTrials } from './weigh-trials.ts';

export type TrialAsk = {
  readonly ratePerS: number;
  readonly length: TrialLength;
  readonly measureMs: number;
};

export type RateSearch = {
  readonly design: SearchDesign;
  readonly conditions: readonly SloCondition[];
  readonly seed: number;
  /** Of a full trial, measured. */
  readonly trialMs: number;
  /** What a trial takes besides: warm-up, start and end. */
  readonly overheadMs: number;
  readonly remainingMs: () => number;
  /** null: it was stopped, and nothing more is to be tried. */
  readonly attempt: (ask: TrialAsk) => Promise<Trial | null>;
};

export type SearchedRates = {
  /** By rate. */
  readonly rates: readonly WeighedRate[];
  /** In the order in which they ran. */
  readonly trials: readonly Trial[];
  readonly ended: 'done' | 'time' | 'stopped';
};

const shortShare = 0.2;
/** A warm server and a queue that fills take as long to be seen. */
const leastShortMs = 1000;
const longShare = 2;
/** More samples than a percentile needs at least, for Poisson arrivals are fewer at times. */
const spareSamples = 1.15;
/** The search ends by itself long before. */
const mostTrials = 1000;

/** Tries rates as `nextStep` says until the answer is found or the time is over, and keeps some for the last, long trial. */
export async function searchRates(search: RateSearch): Promise<SearchedRates> {
  const trials: Trial[] = [];
  const weighed = new Map<number, WeighedRate>();
  const told = (ended: SearchedRates['ended']): SearchedRates => ({
    rates: [...weighed.values()].toSorted((a, b) => a.evidence.ratePerS - b.evidence.ratePerS),
    trials,
    ended,
  });
  while (trials.length < mostTrials) {
    const evidence = [...weighed.values()].map((rate) => rate.evidence);
    const ask = affordable(
      again(trials, weighed) ?? asked(nextStep(evidence, search.design)),
      weighed,
      search,
    );
    if (ask === 'done' || ask === 'time') return told(ask);
    const trial = await search.attempt(ask);
    if (trial === null) return told('stopped');
    trials.push(trial);
    const alike = trials.filter(({ ratePerS }) => ratePerS === trial.ratePerS);
    const boundMs = lengthMs('full', trial.ratePerS, search);
    weighed.set(trial.ratePerS, weighTrials(alike, { ...search, boundMs }));
  }
  return told('time');
}

/** Measured, in ms: as long as its percentiles need, where that is more. */
export function lengthMs(
  length: TrialLength,
  ratePerS: number,
  { trialMs, conditions }: Pick<RateSearch, 'trialMs' | 'conditions'>,
): number {
  const ownMs = {
    short: Math.min(trialMs, Math.max(leastShortMs, shortShare * trialMs)),
    full: trialMs,
    long: longShare * trialMs,
  }[length];
  const enoughMs = (spareSamples * 1000 * mostSamples(conditions)) / ratePerS;
  return Math.max(ownMs, (length === 'long' ? longShare : 1) * enoughMs);
}

/** That the percentiles of an SLO need, at least 1. */
export function mostSamples(conditions: readonly SloCondition[]): number {
  const needed = conditions.map(({ metric }) => quantileOf(metric)).filter((quantile) => quantile !== null);
  return Math.max(1, ...needed.map(samplesNeeded));
}

type Ask = Pick<TrialAsk, 'ratePerS' | 'length'>;

function asked(step: ReturnType<typeof nextStep>): Ask | null {
  return step.kind === 'done' ? null : step;
}

/** The generator may have failed by chance. */
function again(trials: readonly Trial[], weighed: ReadonlyMap<number, WeighedRate>): Ask | null {
  const last = trials.at(-1);
  const evidence = last === undefined ? undefined : weighed.get(last.ratePerS)?.evidence;
  if (last === undefined || evidence?.verdict !== 'generator' || evidence.isBound) return null;
  return { ratePerS: last.ratePerS, length: last.length };
}

/** What there is time for: the trial, unless it would take that of the last one, which goes first then. */
function affordable(
  ask: Ask | null,
  weighed: ReadonlyMap<number, WeighedRate>,
  search: RateSearch,
): TrialAsk | 'done' | 'time' {
  if (ask === null) return 'done';
  const left = search.remainingMs();
  const costMs = (each: Ask): number => search.overheadMs + lengthMs(each.length, each.ratePerS, search);
  const fitting = (each: Ask): TrialAsk => ({
    ...each,
    measureMs: lengthMs(each.length, each.ratePerS, search),
  });
  const { holds } = bracketOf([...weighed.values()].map(({ evidence }) => evidence));
  if (ask.length !== 'long' && holds?.isConfirmed === false) {
    const last: Ask = { ratePerS: holds.ratePerS, length: 'long' };
    const isLastChance = left < costMs(ask) + costMs(last) && left >= costMs(last);
    if (isLastChance) return fitting(last);
  }
  return left < costMs(ask) ? 'time' : fitting(ask);
}
