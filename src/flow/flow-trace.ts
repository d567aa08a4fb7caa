import { assertNever } from '../base/assert.ts';
import type { FlowRequest, StepPlan } from '../plan/flows-plan.ts';
import { expressionText } from '../scenario/expression/expression-text.ts';
import type { FlowResponse } from './flow-response.ts';
import type { IterationFailure } from './scope.ts';

/** Hears everything that one virtual user does, in order: for `--once`, never in a run that measures. */
export type FlowTrace = (event: TraceEvent) => void;

export type TraceEvent =
  /** The session, or the iteration of a flow, begins. */
  | { readonly kind: 'begin'; readonly what: 'session' | 'iteration'; readonly flow: string }
  /** A row of a data source was drawn. */
  | { readonly kind: 'row'; readonly source: string; readonly row: unknown }
  /** Bytes as they were sent; again for every redirect. */
  | {
      readonly kind: 'request';
      readonly name: string;
      /** `http://host:port` */
      readonly origin: string;
      readonly bytes: Uint8Array;
    }
  /** Whole, and its status counts as ok or not. */
  | {
      readonly kind: 'response';
      readonly response: FlowResponse;
      readonly head: string;
      readonly ok: boolean;
    }
  /** No whole response came. */
  | { readonly kind: 'no-response'; readonly reason: string; readonly detail: string }
  | { readonly kind: 'check'; readonly label: string; readonly passed: boolean; readonly got: string }
  | { readonly kind: 'capture'; readonly name: string; readonly value: unknown }
  /** A waiting time that is left out. */
  | { readonly kind: 'think'; readonly ms: number }
  /** A step whose `when` doesn't hold; `condition` is that. */
  | { readonly kind: 'skipped'; readonly step: string; readonly condition: string }
  /** A function begins. */
  | { readonly kind: 'function'; readonly name: string }
  /** The session or iteration ended early. */
  | { readonly kind: 'failed'; readonly reason: IterationFailure; readonly message: string }
  /** The session or iteration went through. */
  | { readonly kind: 'end' };

/** `requests` are those of the plan. */
export function skippedStep(
  step: StepPlan,
  requests: readonly { readonly plan: FlowRequest }[],
): TraceEvent & { readonly kind: 'skipped' } {
  const condition = step.when === null ? 'true' : expressionText(step.when);
  return { kind: 'skipped', step: nameOf(step, requests), condition };
}

function nameOf(step: StepPlan, requests: readonly { readonly plan: FlowRequest }[]): string {
  switch (step.kind) {
    case 'request':
      return requests[step.request]?.plan.name ?? '';
    case 'call':
      return step.name;
    case 'think':
    case 'group':
    case 'repeat':
      return step.kind;
    case 'for-each':
      return 'forEach';
    default:
      return assertNever(step);
  }
}
