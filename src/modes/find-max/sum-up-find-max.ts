import { present } from '../../base/assert.ts';
import { version } from '../../base/version.ts';
import { errorCount } from '../../stats/counters.ts';
import { distributionOf } from '../../summary/distribution.ts';
import type { Completion, Trust, TrustReason } from '../../summary/result.ts';
import type { ServerUsage } from '../../summary/server-usage.ts';
import { jointReasons } from '../joint-reasons.ts';
import { atLeastGate } from './at-least-gate.ts';
import type { FindMaxResult, RateBracket, RateRow, TrialRow } from './find-max-result.ts';
import { findingOf } from './finding.ts';
import type { FindMaxPlan } from './plan-find-max.ts';
import { bracketOf, likelyBracket } from './search.ts';
import type { SearchedRates } from './search-rates.ts';
import type { WeighedRate } from './weigh-trials.ts';

export type Searched = {
  readonly rows: readonly TrialRow[];
  readonly tookMs: number;
  readonly startedAtDate: Date;
  /** Why it ended before it was done or out of time. */
  readonly stopReasons: readonly string[];
  readonly server: ServerUsage | null;
};

/** The answer of a search, from at least one trial. */
export function sumUpFindMax(
  { plan, slo, design, atLeastPerS }: FindMaxPlan,
  { rates, trials, ended }: SearchedRates,
  { rows, tookMs, startedAtDate, stopReasons, server }: Searched,
): FindMaxResult {
  const bracket = bracketIn(rates);
  const completion: Completion =
    stopReasons.length === 0 ? { state: 'complete' } : { state: 'partial', reasons: [...stopReasons] };
  const unit = plan.work.kind === 'flows' ? 'iterations' : 'requests';
  const found = { bracket, design, slo: slo.text, unit, ended, rates } as const;
  return {
    schemaVersion: 1,
    kind: 'find-max',
    inrush: version,
    startedAt: startedAtDate.toISOString(),
    scenario: plan.work.kind === 'flows' ? plan.work.name : null,
    target: present(trials[0]).result.target,
    slo: slo.text,
    design,
    bracket,
    finding: findingOf(found),
    rates: rates.map(rowOf),
    trials: rows,
    tookMs,
    server,
    completion,
    trust: trustOf(rates),
    gates: atLeastPerS === null ? [] : [atLeastGate(atLeastPerS, found)],
  };
}

function bracketIn(rates: readonly WeighedRate[]): RateBracket {
  const evidence = rates.map((rate) => rate.evidence);
  const sure = bracketOf(evidence);
  const { holds, fails } = sure.holds === null || sure.fails === null ? likelyBracket(evidence) : sure;
  const reason = rates.find((rate) => rate.evidence === fails)?.generator ?? null;
  const isTargets = holds !== null && fails?.verdict === 'beyond';
  return {
    holds:
      holds === null
        ? null
        : {
            ratePerS: holds.ratePerS,
            trialMs: holds.trialMs,
            isBound: holds.isBound,
            isConfirmed: holds.isConfirmed,
          },
    fails:
      fails === null
        ? null
        : {
            ratePerS: fails.ratePerS,
            trialMs: fails.trialMs,
            isBound: fails.isBound,
            cause: fails.verdict === 'generator' ? 'generator' : 'target',
            reason,
          },
    width: isTargets ? fails.ratePerS / holds.ratePerS - 1 : null,
  };
}

function rowOf({ evidence, pooled, outcomes, trials, generator }: WeighedRate): RateRow {
  const { ratePerS, verdict, isBound, trialMs } = evidence;
  const { started } = pooled.accounting;
  return {
    ratePerS,
    answeredPerS: pooled.throughput.answeredPerS,
    time: pooled.latency.responseTime?.all ?? distributionOf(),
    errorPercent: started === 0 ? null : (100 * errorCount(pooled.accounting)) / started,
    trials,
    trialMs,
    verdict,
    isBound,
    conditions: outcomes,
    generator,
  };
}

/** Of the trials that the answer rests on; where none does, the generator is all that was seen. */
function trustOf(rates: readonly WeighedRate[]): Trust {
  const trusts = rates.flatMap((rate) => rate.trusts);
  // What only made times longer kept no trial from counting.
  const reasons = jointReasons('trials', trusts, 'trials').map(asDegraded);
  const [generator] = rates.flatMap((rate) => rate.generator ?? []);
  if (generator !== undefined && rates.every((rate) => rate.generator !== null)) {
    const hint = 'give the generator cores of its own, more workers (-w), or begin lower with --from';
    return {
      level: 'invalid',
      reasons: [
        { level: 'invalid', signal: 'generator-limit', message: `in every trial: ${generator}`, hint },
      ],
    };
  }
  return { level: reasons.length === 0 ? 'ok' : 'degraded', reasons };
}

function asDegraded(reason: TrustReason): TrustReason {
  return { ...reason, level: 'degraded' };
}
