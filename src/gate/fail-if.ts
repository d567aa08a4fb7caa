import type { Problem } from '../base/errors.ts';
import {
  needsOpenModel,
  needsThreads,
  parseThreshold,
  type RunKind,
  type Threshold,
  unknownRequest,
} from '../scenario/threshold.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type NamedCheck, unknownCheck } from '../scenario/unknown-check.ts';

/** Conditions from their texts, and what is wrong with them. Something else than a list is told elsewhere. */
export function readFailIf(
  given: unknown,
  runKind: RunKind,
): { readonly failIf: readonly Threshold[]; readonly problems: readonly Problem[] } {
  const texts: readonly unknown[] = Array.isArray(given) ? given : [];
  const parsed = texts
    .filter((text) => typeof text === 'string')
    .map((text) => parseThreshold(text, runKind, { requests: null, holds: 'fails' }));
  return {
    failIf: parsed.flatMap((each) => (each.ok ? [each.value] : [])),
    problems: parsed.flatMap((each) => (each.ok ? [] : [{ message: `--fail-if: ${each.message}` }])),
  };
}

/** Conditions on what a closed model doesn't have: they would only ever fail for lack of data. */
export function loadGateProblems(failIf: readonly Threshold[], { ratePerS, stages }: Scenario): Problem[] {
  if (ratePerS !== undefined || stages !== undefined) return [];
  return closedModelProblems(failIf, 'add -R or --stages, or ask for service time');
}

/** The same of a scenario file, and conditions on requests and checks that it doesn't have. */
export function fileGateProblems(
  failIf: readonly Threshold[],
  { isOpen, requests, checks }: FileParts,
): Problem[] {
  const hint = 'use a load with a rate, or ask for service time';
  return [
    ...(isOpen ? [] : closedModelProblems(failIf, hint)),
    ...requestNameProblems(failIf, requests),
    ...(checks === null ? [] : checkProblems(failIf, checks)),
  ];
}

/** Names are null where functions may still give others. */
type FileParts = {
  readonly isOpen: boolean;
  readonly requests: readonly string[] | null;
  readonly checks: readonly NamedCheck[] | null;
};

function checkProblems(failIf: readonly Threshold[], checks: readonly NamedCheck[]): Problem[] {
  return failIf.flatMap((threshold) => {
    const unknown = unknownCheck(threshold, checks);
    if (unknown === null) return [];
    return [{ message: `--fail-if "${threshold.expression}" ${unknown.why}`, hint: unknown.hint }];
  });
}

function closedModelProblems(failIf: readonly Threshold[], hint: string): Problem[] {
  return failIf
    .filter(({ metric }) => needsOpenModel(metric))
    .map(({ expression }) => ({
      message: `--fail-if "${expression}" needs an open model, which plans its starts`,
      hint,
    }));
}

/** Conditions on requests that aren't there; none where functions may still name them. */
export function requestNameProblems(
  failIf: readonly Threshold[],
  names: readonly string[] | null,
): Problem[] {
  if (names === null) return [];
  return failIf.flatMap(({ expression, request }) => {
    const why = unknownRequest(request, names);
    return why === null ? [] : [{ message: `--fail-if "${expression}": ${why}` }];
  });
}

/** Conditions on a side that will not run. */
export function comparisonGateProblems(
  failIf: readonly Threshold[],
  { threads, sweep }: { readonly threads?: unknown; readonly sweep?: unknown },
): Problem[] {
  return failIf.flatMap(({ expression, metric }) => {
    const message = `--fail-if "${expression}" needs a side that is not run`;
    if (threads === undefined && needsThreads(metric)) return [{ message, hint: 'add --threads' }];
    if (sweep === undefined && metric.kind === 'knee') return [{ message, hint: 'add --sweep' }];
    return [];
  });
}
