import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import type { ScenarioFile, ThresholdFile } from '../../scenario/file/scenario-file.ts';
import { isOpen } from '../../scenario/load.ts';
import { type AbortRule, needsOpenModel, parseThreshold, type Threshold } from '../../scenario/threshold.ts';
import { addsUp } from '../../scenario/threshold-metric.ts';
import { unknownCheck } from '../../scenario/unknown-check.ts';
import { checksIn } from '../request-names.ts';
import { measuredRequests } from './measured-requests.ts';
import type { PlannedFlows } from './plan-flows.ts';
import type { ProblemList } from './problem-list.ts';
import { durationMs } from './quantity.ts';

/** What must hold of the result; what is wrong with one is told. */
export function planThresholds(
  problems: ProblemList,
  { thresholds = [], confident = false }: Pick<ScenarioFile, 'thresholds' | 'confident'>,
  { lanes, flows, hasFunctions }: PlannedFlows,
): readonly Threshold[] {
  const isOpenModel = lanes.some(({ load }) => isOpen(load));
  const measured = measuredRequests(lanes, flows.requests);
  const requests = hasFunctions ? null : measured.map(({ name }) => name);
  const checks = checksIn(measured);
  return thresholds.flatMap((given, index) => {
    const entry = typeof given === 'string' ? { condition: given } : given;
    const at = typeof given === 'string' ? ['thresholds', index] : ['thresholds', index, 'condition'];
    const parsed = parseThreshold(entry.condition, 'load', { requests, holds: 'passes' });
    if (!parsed.ok) {
      problems.refuse(at, parsed.message);
      return [];
    }
    const { expression, metric } = parsed.value;
    if (needsOpenModel(metric) && !isOpenModel) {
      const message = `"${expression}" needs an open model, which plans its starts`;
      problems.refuse(at, message, 'use a load with a rate, or ask for service time');
    }
    const unknown = hasFunctions ? null : unknownCheck(parsed.value, checks);
    if (unknown !== null) problems.refuse(at, `"${expression}" ${unknown.why}`, unknown.hint);
    const abort = abortRule(problems, ['thresholds', index], entry, parsed.value);
    return [{ ...parsed.value, isConfident: entry.confident ?? confident, abort }];
  });
}

/** null where it ends nothing. */
function abortRule(
  problems: ProblemList,
  at: ScenarioPath,
  { abortOnFail = false, delay }: ThresholdFile,
  { expression, metric, limit }: Threshold,
): AbortRule | null {
  const delayAt = [...at, 'delay'];
  const delayMs = delay === undefined ? 0 : durationMs(problems, delayAt, delay, '0 or more');
  if (!abortOnFail) {
    if (delay === undefined) return null;
    return problems.refuse(delayAt, 'delay belongs to abortOnFail', 'add abortOnFail: true');
  }
  const abortAt = [...at, 'abortOnFail'];
  if (typeof limit !== 'number') {
    const message = `"${expression}": single seconds can't be held against a baseline of whole runs`;
    problems.refuse(abortAt, message, 'add a threshold with a limit of its own for it');
  }
  if (addsUp(metric)) {
    const message = `"${expression}" adds up over the run, and says nothing of a single second`;
    problems.refuse(abortAt, message, 'use a time, a share or the rate: errors < 1%');
  }
  return delayMs === null ? null : { delayMs };
}
