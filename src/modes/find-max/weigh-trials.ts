import type { GateOutcome, Result, Trust } from '../../summary/result.ts';
import { type ConditionStanding, standingOf } from './condition-standing.ts';
import { mostExcess } from './crossing.ts';
import { generatorLimit } from './generator-limit.ts';
import { poolResults } from './pool-results.ts';
import type { RateEvidence, RateVerdict } from './rate-evidence.ts';
import type { SloCondition } from './slo.ts';
import { type Trial, trialMs } from './trial.ts';

/** What all trials at a rate come to, and the numbers that it rests on. */
export type WeighedRate = {
  readonly evidence: RateEvidence;
  /** Of the trials that count, as one run. */
  readonly pooled: Result;
  readonly outcomes: readonly GateOutcome[];
  readonly trials: number;
  /** Of the trials that count. */
  readonly trusts: readonly Trust[];
  /** Why the generator is what gave way; null unless it was. */
  readonly generator: string | null;
};

export type Weighing = {
  readonly conditions: readonly SloCondition[];
  readonly seed: number;
  /** Measured time from which on a rate can be a bound. */
  readonly boundMs: number;
};

/** A busy machine has a hiccup now and then, and hardly three at one rate. */
const fewestGenerator = 3;
/** A rate at which one trial was cut is tried again. */
const fewestCut = 2;
/** As many that were not, and it was chance. */
const fewestSmooth = 2;
/** Long trials that a rate may not fail: what holds for a while only is no capacity. */
const fewestAgainst = 2;
/** As a logarithm. */
const leastExcess = 0.05;
/** A little of it is lost at the ends. */
const almost = 0.95;

/**
 * Trials at one rate, at least one, count together as if they had been one. Where the generator failed in some of them, trial
 * time votes: it is the verdict where those last longer than the others.
 */
export function weighTrials(trials: readonly Trial[], weighing: Weighing): WeighedRate {
  const failed = trials.flatMap((trial) => {
    const reason = reasonOf(trial, weighing);
    return reason === null ? [] : [{ trial, reason }];
  });
  const kept = trials.filter((trial) => failed.every((each) => each.trial !== trial));
  const [first] = failed;
  if (first !== undefined && sumMs(failed.map(({ trial }) => trial)) >= sumMs(kept)) {
    return byGenerator(trials, failed.length, first.reason);
  }
  return byTarget(withoutHiccup(kept), weighing);
}

/** A target may stop for some seconds once; where it does so twice, that is what it is like. */
function withoutHiccup(trials: readonly Trial[]): readonly Trial[] {
  const smooth = trials.filter(({ endedEarly }) => !endedEarly);
  return trials.length - smooth.length === 1 && smooth.length >= fewestSmooth ? smooth : trials;
}

function byGenerator(trials: readonly Trial[], failed: number, generator: string): WeighedRate {
  const [{ ratePerS } = { ratePerS: 0 }] = trials;
  const evidence: RateEvidence = {
    ratePerS,
    verdict: 'generator',
    isBound: failed >= fewestGenerator,
    excess: mostExcess,
    trialMs: sumMs(trials),
    isConfirmed: false,
  };
  const pooled = poolResults(trials.map(({ result }) => result));
  return { evidence, pooled, outcomes: [], trials: trials.length, trusts: [], generator };
}

function byTarget(trials: readonly Trial[], { conditions, seed, boundMs }: Weighing): WeighedRate {
  const pooled = poolResults(trials.map(({ result }) => result));
  const measured = {
    pooled,
    each: trials.map(({ result }) => result),
    windows: trials.flatMap(({ windows }) => windows),
    seed,
  };
  const standings = conditions.map((condition) => standingOf(condition, measured));
  const long = longVotes(trials, conditions);
  const gaveWay = long.against >= fewestAgainst && long.against > long.for;
  const cut = trials.filter(({ endedEarly }) => endedEarly).length;
  const isCut = 2 * cut >= trials.length;
  const verdict = gaveWay || isCut ? 'beyond' : verdictOf(standings);
  const ms = sumMs(trials);
  const [{ ratePerS } = { ratePerS: 0 }] = trials;
  const isLongEnough = isCut ? cut >= fewestCut : gaveWay || ms >= almost * boundMs;
  const excess = Math.max(...standings.map((standing) => standing.excess));
  const evidence: RateEvidence = {
    ratePerS,
    verdict,
    isBound: verdict !== 'unclear' && isLongEnough,
    excess: isCut ? mostExcess : gaveWay ? Math.max(excess, leastExcess) : excess,
    trialMs: ms,
    isConfirmed: verdict === 'within' && long.for > long.against,
  };
  const outcomes = standings.map(({ outcome }) => outcome);
  const trusts = trials.map(({ result }) => result.trust);
  return { evidence, pooled, outcomes, trials: trials.length, trusts, generator: null };
}

function verdictOf(standings: readonly ConditionStanding[]): RateVerdict {
  const verdicts = standings.map(({ verdict }) => verdict);
  if (verdicts.includes('beyond')) return 'beyond';
  return verdicts.includes('unclear') ? 'unclear' : 'within';
}

/** Of the long trials, each by itself: those in which the conditions held, and the others. */
function longVotes(
  trials: readonly Trial[],
  conditions: readonly SloCondition[],
): { readonly for: number; readonly against: number } {
  const long = trials.filter(({ length }) => length === 'long');
  const against = long.filter(({ result }) => failing(result, conditions).length > 0).length;
  return { for: long.length - against, against };
}

function reasonOf({ result }: Trial, { conditions }: Weighing): string | null {
  const limit = generatorLimit(result, failing(result, conditions));
  return limit === null ? null : limit.message;
}

/** Conditions that a trial alone doesn't hold; what it has too few samples for is not among them. */
function failing(result: Result, conditions: readonly SloCondition[]): SloCondition[] {
  return conditions.filter((condition) => {
    const { verdict } = standingOf(condition, { pooled: result, each: [result], windows: [], seed: 1 });
    return verdict === 'beyond';
  });
}

function sumMs(trials: readonly Trial[]): number {
  return trials.reduce((sum, trial) => sum + trialMs(trial), 0);
}
