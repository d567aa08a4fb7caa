import type { FunctionRequests } from '../flows-plan.ts';
import { planHeaders } from './flow-headers.ts';
import type { PlanContext } from './plan-context.ts';

/** What requests of functions have in common, for each target; only to the file's own lead relative URLs. */
export function planFunctionRequests(context: PlanContext): readonly FunctionRequests[] {
  const { targets, redirects } = context;
  return targets.targets.map(({ origin }): FunctionRequests => {
    const { host } = new URL(origin);
    return {
      prefix: targets.base?.origin === origin ? targets.prefix : null,
      headers: planHeaders(context, { path: [] }, { host, contentType: null }),
      timeoutMs: null,
      redirects,
    };
  });
}
