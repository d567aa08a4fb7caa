// Hot path: `run` runs for every response that is checked.
import type { CheckPlan } from '../../plan/flows-plan.ts';
import type { FlowResponse } from '../flow-response.ts';
import { excerptOf } from '../excerpt.ts';
import { FlowError, type Scope } from '../scope.ts';
import { compileCheck, type CompiledCheck } from './compile-check.ts';

/** Assertions on one response. */
export interface Checks {
  readonly needsHead: boolean;
  readonly needsBody: boolean;
  /**
   * Answers whether all hold, and reports each. `got` says what came in place of what was expected, clipped, and costs
   * something; '' of a check that passed. Never throws for what a response holds.
   */
  run(response: FlowResponse, scope: Scope, report: ReportCheck): boolean;
}

export type ReportCheck = (label: string, passed: boolean, got: () => string) => void;

/** Loads what only some checks need. */
export async function makeChecks(plans: readonly CheckPlan[]): Promise<Checks> {
  const checks = await Promise.all(
    plans.map(async (plan) => ({ label: plan.label, ...(await compileCheck(plan)) })),
  );
  return {
    needsHead: checks.some((check) => check.reads === 'head'),
    needsBody: checks.some((check) => check.reads === 'body'),
    run(response, scope, report) {
      let passedAll = true;
      for (const check of checks) passedAll = runOne(check, response, scope, report) && passedAll;
      return passedAll;
    },
  };
}

type LabelledCheck = CompiledCheck & { readonly label: string };

function runOne(check: LabelledCheck, response: FlowResponse, scope: Scope, report: ReportCheck): boolean {
  const outcome = outcomeOf(check, response, scope);
  // No closure for the check that passed, as nearly all do.
  if (outcome === true) report(check.label, true, nothing);
  else report(check.label, false, () => (outcome === false ? gotOf(check, response) : outcome));
  return outcome === true;
}

function nothing(): string {
  return '';
}

/** Whether it holds, or why that can't be said. */
function outcomeOf(check: CompiledCheck, response: FlowResponse, scope: Scope): boolean | string {
  if (check.reads === 'body' && response.isCut) {
    return `a body of ${response.bodyBytes} bytes, which is over the capture limit`;
  }
  try {
    return check.holds(response, scope);
  } catch (error) {
    return expectedFault(error, response);
  }
}

function gotOf(check: CompiledCheck, response: FlowResponse): string {
  try {
    return check.got(response);
  } catch (error) {
    return expectedFault(error, response);
  }
}

/** A body that isn't what it should be, is nested too deep, or an expression without a value; anything else is a bug. */
function expectedFault(error: unknown, response: FlowResponse): string {
  if (error instanceof SyntaxError) return `no JSON: ${excerptOf(response.text())}`;
  if (error instanceof FlowError || error instanceof RangeError) return error.message;
  throw error;
}
