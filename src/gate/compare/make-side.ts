import { assert } from '../../base/assert.ts';
import type { Result } from '../../summary/result.ts';
import type { Baseline } from '../baseline/baseline.ts';
import type { LeftOut, SideSource } from './compare-result.ts';
import type { ComparedSide } from './compared-side.ts';
import { conditionDifferences } from './condition-differences.ts';
import { conditionsOf } from './conditions.ts';

/** A stored result and the file that it is in. */
export type StoredRun = { readonly name: string; readonly result: Result };

/** An exact test of more takes long, and tells no more. */
const mostRuns = 40;

/** Runs that are partial, or that can't be trusted, don't count. `others` are files that are no runs. There is one run at least. */
export function sideOfRuns(
  label: string,
  source: SideSource,
  runs: readonly StoredRun[],
  others: readonly LeftOut[] = [],
): ComparedSide {
  const inOrder = runs.toSorted((a, b) => Date.parse(a.result.startedAt) - Date.parse(b.result.startedAt));
  const judged = inOrder.map((run) => ({ ...run, reason: whyNot(run.result) }));
  const usable = judged.filter(({ reason }) => reason === null);
  const counted = usable.slice(-mostRuns);
  const older = usable.slice(0, usable.length - counted.length).map(({ name }) => ({
    name,
    reason: `only the newest ${mostRuns} runs count`,
  }));
  const unusable = judged.flatMap(({ name, reason }) => (reason === null ? [] : [{ name, reason }]));
  const first = counted[0] ?? inOrder[0];
  assert(first !== undefined, 'a side has runs');
  const conditions = conditionsOf(first.result);
  return {
    label,
    source,
    inrush: first.result.inrush,
    startedAt: first.result.startedAt,
    leftOut: [...unusable, ...older, ...others],
    conditions,
    mixed: counted.flatMap(({ name, result }) =>
      conditionDifferences(conditions, conditionsOf(result)).map((text) => `${name}: ${text}`),
    ),
    measured: { kind: 'runs', results: counted.map(({ result }) => result) },
    times: counted.map(({ result }) => Date.parse(result.startedAt)),
    units: counted.map((_, run) => run),
  };
}

export function sideOfBaseline(label: string, baseline: Baseline): ComparedSide {
  const { inrush, startedAt, conditions } = baseline;
  return {
    label,
    source: 'baseline',
    inrush,
    startedAt,
    leftOut: [],
    conditions,
    mixed: [],
    measured: { kind: 'baseline', baseline },
    times: baseline.startedAts.map((time) => Date.parse(time)),
    units: baseline.startedAts.map((_, run) => run),
  };
}

/** Why a run doesn't count; null when it does. */
export function whyNot({ completion, trust }: Pick<Result, 'completion' | 'trust'>): string | null {
  if (completion.state === 'partial') {
    return `partial: ${completion.reasons[0] ?? 'it did not end as planned'}`;
  }
  if (trust.level !== 'invalid') return null;
  const worst = trust.reasons.find(({ level }) => level === 'invalid');
  return `its numbers can't be trusted: ${worst?.message ?? 'trust is invalid'}`;
}
