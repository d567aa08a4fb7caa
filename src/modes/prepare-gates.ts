import { readFileSync } from 'node:fs';
import { describeCause, InrushError, type Problem } from '../base/errors.ts';
import { readBaseline } from '../documents/read-baseline.ts';
import type { Baseline } from '../gate/baseline/baseline.ts';
import { Gates } from '../gate/gates.ts';
import { type GatePolicy, policyProblems, withPolicy } from '../gate/gate-policy.ts';
import type { Threshold } from '../scenario/threshold.ts';

/** How a run is to be judged, beside its thresholds. */
export type GateSettings = GatePolicy & {
  /** Of what relative limits are held against; null: there is none. */
  readonly baselinePath: string | null;
  /** Whether the baseline is of use without a condition [false]. */
  readonly isBaselineDrawn?: boolean;
};

export type PreparedGates = {
  readonly gates: Gates;
  readonly baseline: Baseline | null;
  readonly problems: readonly Problem[];
};

/** The gates of a run, and why they can't be judged: before the first request is sent. */
export async function prepareGates(
  thresholds: readonly Threshold[],
  { baselinePath, isBaselineDrawn = false, ...policy }: GateSettings,
): Promise<PreparedGates> {
  const { baseline, problems: wrongFile } = await readBaselineFile(baselinePath);
  const problems = policyProblems(thresholds, policy, baselinePath !== null, isBaselineDrawn);
  return {
    gates: new Gates(withPolicy(thresholds, policy), baseline),
    baseline,
    problems: [...wrongFile, ...problems],
  };
}

export type BaselineReading = { readonly baseline: Baseline | null; readonly problems: readonly Problem[] };

/** The baseline of a file, or what is wrong with it; null without a path. */
export async function readBaselineFile(path: string | null): Promise<BaselineReading> {
  if (path === null) return { baseline: null, problems: [] };
  try {
    return { baseline: await readBaseline(readFileSync(path, 'utf8'), path), problems: [] };
  } catch (error) {
    if (error instanceof InrushError) return { baseline: null, problems: error.problems };
    const message = `the baseline ${path} can't be read (${describeCause(error)})`;
    return { baseline: null, problems: [{ message, hint: 'inrush baseline record measures one' }] };
  }
}
