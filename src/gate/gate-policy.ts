import type { Problem } from '../base/errors.ts';
import type { AbortRule, Threshold } from '../scenario/threshold.ts';
import { isJudgedBySecond } from './abort-judge.ts';

/** What was said of all thresholds of a run at once. */
export type GatePolicy = {
  readonly isConfident: boolean;
  /** For those that single seconds can be held against, unless they have a rule of their own; null: none. */
  readonly abort: AbortRule | null;
};

export const plainPolicy: GatePolicy = { isConfident: false, abort: null };

export function withPolicy(
  thresholds: readonly Threshold[],
  { isConfident, abort }: GatePolicy,
): readonly Threshold[] {
  return thresholds.map((threshold) => ({
    ...threshold,
    isConfident: threshold.isConfident || isConfident,
    abort: threshold.abort ?? (isJudgedBySecond(threshold) ? abort : null),
  }));
}

/** What can't be judged for want of a baseline, and what was asked for in vain. */
export function policyProblems(
  thresholds: readonly Threshold[],
  { abort }: GatePolicy,
  hasBaseline: boolean,
  isBaselineDrawn = false,
): Problem[] {
  const relative = thresholds.filter(({ limit }) => typeof limit !== 'number');
  const [first] = relative;
  const problems: Problem[] = [];
  if (first !== undefined && !hasBaseline) {
    problems.push({
      message: `"${first.expression}" needs a baseline`,
      hint: 'inrush baseline record measures one; then --baseline FILE, or baseline: in the scenario',
    });
  }
  if (first === undefined && hasBaseline && !isBaselineDrawn) {
    problems.push({
      message: 'there is a baseline, and no condition is about it',
      hint: "add one: --fail-if 'p95 > baseline + 10%'; or have it drawn: -o html=FILE",
    });
  }
  if (abort !== null && !thresholds.some(isJudgedBySecond)) {
    problems.push({
      message:
        'nothing can end the run: no condition is about a time, a share or the rate with a limit of its own',
      hint: "add one: --fail-if 'errors > 5%'",
    });
  }
  return problems;
}
