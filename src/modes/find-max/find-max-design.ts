import type { Problem } from '../../base/errors.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Arrival } from '../../scenario/load.ts';
import type { FindMaxDesign } from './find-max-result.ts';
import { mostSamples } from './search-rates.ts';
import type { SloCondition } from './slo.ts';

/** How a search goes about it; what is left out has a default. */
export type FindMaxShape = {
  /** Where the doubling begins [100/s]. */
  readonly fromPerS?: number;
  /** Look no higher [as high as it goes]. */
  readonly maxPerS?: number;
  /** Width of the answer over its lower end [0.1]. */
  readonly precision?: number;
  /** Measured part of a full trial [10 s]. */
  readonly trialMs?: number;
  /** The answer that is best by then is the answer [10 min]. */
  readonly withinMs?: number;
  /** A gate: this rate is to be held. */
  readonly atLeastPerS?: number;
};

const defaults = { fromPerS: 100, precision: 0.1, trialMs: 10_000, withinMs: 600_000, warmupMs: 1000 };
const limits = { leastPrecision: 0.01, mostPrecision: 1, leastTrialMs: 1000, fewestTrials: 6 };
/** A single trial may take so much of the time. */
const mostShareOfTime = 0.25;
/** No real target is asked for less. */
const lowestPerS = 1;

/** With every default filled in. */
export function designOf(
  shape: FindMaxShape,
  conditions: readonly SloCondition[],
  { plan, arrival }: { readonly plan: Plan; readonly arrival: Arrival },
): FindMaxDesign {
  const withinMs = shape.withinMs ?? defaults.withinMs;
  const trialMs = shape.trialMs ?? defaults.trialMs;
  const maxPerS = shape.maxPerS ?? null;
  const longestMs = mostShareOfTime * withinMs;
  const judgeable = (1000 * mostSamples(conditions)) / longestMs;
  const wanted = shape.fromPerS ?? Math.max(defaults.fromPerS, Math.ceil(judgeable));
  const fromPerS = maxPerS === null ? wanted : Math.min(wanted, maxPerS);
  return {
    fromPerS,
    lowestPerS: Math.min(fromPerS, Math.max(lowestPerS, Math.ceil(judgeable))),
    maxPerS,
    precision: shape.precision ?? defaults.precision,
    trialMs,
    warmupMs: plan.warmup.kind === 'fixed' && plan.warmup.ms > 0 ? plan.warmup.ms : defaults.warmupMs,
    withinMs,
    arrival,
    connections: plan.connections,
    workers: plan.workers,
  };
}

/** What is wrong with a shape, all of it. */
export function shapeProblems(shape: FindMaxShape): readonly Problem[] {
  const { fromPerS, maxPerS, precision = defaults.precision, atLeastPerS } = shape;
  const { trialMs = defaults.trialMs, withinMs = defaults.withinMs } = shape;
  const { leastPrecision, mostPrecision, leastTrialMs, fewestTrials } = limits;
  const rates = { '--from': fromPerS, '--max-rate': maxPerS, '--at-least': atLeastPerS };
  const problems: Problem[] = Object.entries(rates)
    .filter(([, rate]) => rate !== undefined && !(rate > 0 && rate < Infinity))
    .map(([flag, rate]) => ({ message: `${flag} must be a rate above 0, got ${rate}` }));
  if (!(precision >= leastPrecision && precision <= mostPrecision)) {
    const message = `--precision must lie between 1% and 100%, got ${100 * precision}%`;
    problems.push({
      message,
      hint: 'trials on a noisy machine tell no smaller difference: 5% is a good start',
    });
  }
  if (!(trialMs >= leastTrialMs)) problems.push({ message: `--trial must be 1s or more, got ${trialMs} ms` });
  else if (!(withinMs >= fewestTrials * trialMs)) {
    const message = `--within ${withinMs / 1000}s leaves no time for ${fewestTrials} trials of ${trialMs / 1000}s`;
    problems.push({ message, hint: 'give it more, or make --trial shorter' });
  }
  if (fromPerS !== undefined && maxPerS !== undefined && fromPerS > maxPerS) {
    problems.push({ message: `--from ${fromPerS} is above --max-rate ${maxPerS}` });
  }
  if (atLeastPerS !== undefined && maxPerS !== undefined && atLeastPerS > maxPerS) {
    const message = `--at-least ${atLeastPerS} is above --max-rate ${maxPerS}: no rate so high would be tried`;
    problems.push({ message });
  }
  return problems;
}
