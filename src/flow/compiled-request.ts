// Hot path: `judge` runs for every response of a flow.
import type { Exchange, Judgement } from '../http/exchange.ts';
import type { FlowRequest, StatusRange } from '../plan/flows-plan.ts';
import type { Captures } from './captures/captures.ts';
import type { Checks } from './checks/checks.ts';
import { makeWriter, type RequestWriter } from './request-writer.ts';

/** A request of a step as a worker uses it: all that stays the same is worked out once. */
export type CompiledRequest = {
  readonly plan: FlowRequest;
  readonly writer: RequestWriter;
  /** null without any. */
  readonly checks: Checks | null;
  readonly captures: Captures | null;
  readonly needsHead: boolean;
  readonly needsBody: boolean;
  /** A secret is captured of its response, so that no sample of it may be shown, unless it is an error. */
  readonly hidesResponse: boolean;
};

/** Code that only some requests need is loaded here, before the first is sent. */
export async function compileRequest(
  plan: FlowRequest,
  origins: readonly string[],
  isSecret: (name: string) => boolean = () => false,
): Promise<CompiledRequest> {
  const checks = await checksOf(plan);
  const hidesResponse = plan.captures.some(({ name }) => isSecret(name));
  const captures = await capturesOf(plan, hidesResponse);
  return {
    plan,
    writer: makeWriter(plan, origins),
    checks,
    captures,
    needsHead: (checks?.needsHead ?? false) || (captures?.needsHead ?? false),
    needsBody: (checks?.needsBody ?? false) || (captures?.needsBody ?? false),
    hidesResponse,
  };
}

async function checksOf({ checks }: FlowRequest): Promise<Checks | null> {
  return checks.length === 0 ? null : (await import('./checks/checks.ts')).makeChecks(checks);
}

async function capturesOf({ captures }: FlowRequest, hidesResponse: boolean): Promise<Captures | null> {
  if (captures.length === 0) return null;
  return (await import('./captures/captures.ts')).makeCaptures(captures, hidesResponse);
}

/** What a whole response's status makes of it, where the scenario says which are expected. */
export function judgeStatus({ status }: Exchange, expected: readonly StatusRange[] | null): Judgement {
  if (expected === null) return 'by-status';
  if (isExpected(status, expected)) return 'ok';
  return status < 400 ? 'check-failed' : 'http-error';
}

function isExpected(status: number, expected: readonly StatusRange[]): boolean {
  for (const [from, to] of expected) if (status >= from && status <= to) return true;
  return false;
}

/** Whether an exchange that has ended is ok, checks apart. */
export function isOk({ status, judged }: Exchange): boolean {
  return judged === 'by-status' ? status < 400 : judged === 'ok';
}
