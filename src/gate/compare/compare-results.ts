import { InrushError } from '../../base/errors.ts';
import { version } from '../../base/version.ts';
import type { GateOutcome } from '../../summary/result.ts';
import type { Change } from '../change.ts';
import { gateOf } from '../changes/change-gates.ts';
import { listText } from '../changes/effect-words.ts';
import { changesFinding } from '../changes/finding.ts';
import { nameOf } from '../changes/standing.ts';
import { chosenMetrics } from './chosen-metrics.ts';
import { type CompareShape, designOf, methodFor } from './compare-design.ts';
import { compareNotes } from './compare-notes.ts';
import { compareProblems, differencesOf } from './compare-problems.ts';
import type { CompareDesign, CompareResult, CompareSide } from './compare-result.ts';
import { compareTrust } from './compare-trust.ts';
import type { ComparedMetric } from './compared-metric.ts';
import { type ComparedSide, runCount } from './compared-side.ts';
import { splitMissing } from './missing-metrics.ts';
import { judgeChanges } from './judge-changes.ts';
import { seeMetric } from './seen-metric.ts';
import { sessionCount, unitsOf } from './sessions.ts';

/** In a sentence. */
const mostNamed = 4;
const sideNames = { base: 'the baseline', head: 'the candidate' };

/**
 * Holds a candidate's runs against a baseline's, gates included. Throws `usage` with everything that is wrong with the
 * shape, and with every difference of the conditions unless it allows them: then nothing is gated.
 */
export function compareResults(
  baseRuns: ComparedSide,
  headRuns: ComparedSide,
  shape: CompareShape = {},
): CompareResult {
  const problems = compareProblems(baseRuns, headRuns, shape);
  if (problems.length > 0) throw new InrushError('usage', problems);
  const units = unitsOf(baseRuns.times, headRuns.times);
  const base = { ...baseRuns, units: units.base };
  const head = { ...headRuns, units: units.head };
  const { load, requests, scenario } = head.conditions;
  const chosen = chosenMetrics({ model: load.model, requests }, shape.metrics ?? []);
  const isUsable = runCount(base) > 0 && runCount(head) > 0;
  const { present, missing } = isUsable ? splitMissing(chosen, base, head) : { present: chosen, missing: [] };
  const gated = present.filter(({ isGated }) => isGated);
  const method = methodFor(base, head, gated.length, shape);
  const design = designOf(method, units.isBySession ? 'session' : 'run', shape);
  const judged = (metrics: readonly ComparedMetric[]): Change[] =>
    judgeChanges(
      metrics.map((metric) => seeMetric(metric, base, head, { ...design, method })),
      design.alpha,
    );
  const changes = judged(gated);
  const differences = differencesOf(base, head);
  const requestChanges = judged(present.filter(({ isGated }) => !isGated));
  return {
    schemaVersion: 1,
    kind: 'compare',
    inrush: version,
    startedAt: head.startedAt,
    scenario,
    base: sideOf(base),
    head: sideOf(head),
    method,
    design,
    changes,
    requestChanges,
    differences,
    notes: isUsable ? compareNotes(base, head, method, design, missing) : [],
    finding: isUsable
      ? `${changesFinding(changes, design, sideNames)}${requestFinding(requestChanges)}`
      : `There is nothing to compare: no run of ${unusable(base, head)} counts.`,
    completion: { state: 'complete' },
    trust: compareTrust([base, head]),
    gates: differences.length > 0 ? [] : changes.map((change) => gate(change, design)),
  };
}

/** What the whole may hide. */
function requestFinding(changes: readonly Change[]): string {
  const worse = changes.filter(({ verdict }) => verdict === 'worse').map(nameOf);
  if (worse.length === 0) return '';
  const shown = worse.slice(0, mostNamed);
  const names = listText(
    worse.length === shown.length ? shown : [...shown, `${worse.length - shown.length} more`],
  );
  return ` But ${names} ${worse.length === 1 ? 'is' : 'are'} worse, which decides nothing unless --metric names it.`;
}

function sideOf(side: ComparedSide): CompareSide {
  const { label, source, inrush, startedAt, conditions, leftOut } = side;
  const sessions = sessionCount(side.times);
  const runs = runCount(side);
  return { label, source, inrush, startedAt, target: conditions.target, runs, sessions, leftOut };
}

function gate(change: Change, design: CompareDesign): GateOutcome {
  return gateOf(change, design, (standing) => {
    if (standing === 'open') {
      return design.unit === 'run'
        ? 'more runs a side, or longer ones, would tell'
        : 'runs by turns, or of more hours, would tell';
    }
    if (standing !== 'no-data') return null;
    if (change.base === null && change.head === null) return 'no run has this number';
    return `no run of ${change.base === null ? 'the baseline' : 'the candidate'} has this number`;
  });
}

function unusable(base: ComparedSide, head: ComparedSide): string {
  const names = [base, head].filter((side) => runCount(side) === 0).map(({ label }) => label);
  return [...new Set(names)].join(' and ');
}
