import { version } from '../../base/version.ts';
import type { Completion, Distribution, Result } from '../../summary/result.ts';
import { pooledTimes } from '../sync-vs-async/pooled-times.ts';
import { findingOf } from './ab-finding.ts';
import { gatesOf } from './ab-gates.ts';
import type { AbResult, AbSide } from './ab-result.ts';
import { abTrust } from './ab-trust.ts';
import type { Runs } from './block-runner.ts';
import { jointUsage } from './joint-usage.ts';
import type { PairLedger } from './pair-ledger.ts';
import type { AbPlans, AbSidePlan } from './plan-ab.ts';

export type AbEnd = {
  /** What ended it early; null when nothing did. */
  readonly stopReason: string | null;
  /** The last pair, counted or not. */
  readonly seen: Runs;
};

/** Makes the public result of the pairs that were measured. */
export function sumUpAb(plans: AbPlans, ledger: PairLedger, { stopReason, seen }: AbEnd): AbResult {
  const { design } = plans;
  const { metrics } = ledger;
  const { changes } = ledger.analysis();
  const runs = ledger.counted.map((pair) => pair.runs);
  const first = runs[0] ?? seen;
  return {
    schemaVersion: 1,
    kind: 'ab',
    inrush: version,
    startedAt: first.a.startedAt < first.b.startedAt ? first.a.startedAt : first.b.startedAt,
    scenario: first.a.scenario,
    a: sideOf(
      plans.a,
      runs.map(({ a }) => a),
      seen.a,
    ),
    b: sideOf(
      plans.b,
      runs.map(({ b }) => b),
      seen.b,
    ),
    load: first.a.load,
    design,
    changes,
    pairs: ledger.pairs.map(({ runs: _runs, ...pair }) => pair),
    looks: ledger.looks,
    finding: findingOf(metrics, changes, design),
    completion: completionOf(ledger, design.pairs, stopReason),
    trust: abTrust(ledger),
    gates: gatesOf(metrics, changes, design),
  };
}

/** `seen` is its last block, counted or not: the one in which its server may have ended. */
function sideOf({ label }: AbSidePlan, counted: readonly Result[], seen: Result): AbSide {
  const runs = counted.length === 0 ? [seen] : counted;
  const usage = jointUsage(
    runs.flatMap(({ server, accounting }) =>
      server === null ? [] : [{ ...server, requests: accounting.started }],
    ),
  );
  return {
    label,
    target: seen.target,
    started: runs.reduce((sum, { accounting }) => sum + accounting.started, 0),
    failed: runs.reduce((sum, { accounting }) => sum + accounting.started - accounting.ok, 0),
    time: pooledTimes(runs.map(headline)),
    server: usage === null ? null : { ...usage, ended: seen.server?.ended ?? usage.ended },
  };
}

function headline({ latency }: Result): Distribution {
  return (latency.responseTime ?? latency.serviceTime).all;
}

function completionOf(ledger: PairLedger, asked: number, stopReason: string | null): Completion {
  const counted = ledger.counted.length;
  const count = `${counted} of ${asked} pairs count`;
  if (stopReason !== null) return { state: 'partial', reasons: [stopReason, count] };
  if (ledger.ending !== 'too-many-left-out') return { state: 'complete' };
  const leftOut = ledger.pairs.length - counted;
  return {
    state: 'partial',
    reasons: [`${leftOut} pairs were left out, and no more are made up for`, count],
  };
}
