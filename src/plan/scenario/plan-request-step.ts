import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import type { RequestFile } from '../../scenario/file/scenario-file.ts';
import type { FlowRequest, StatusRange } from '../flows-plan.ts';
import { planBody } from './flow-body.ts';
import { planHeaders } from './flow-headers.ts';
import { planFlowUrl } from './flow-url.ts';
import { planCaptures } from './plan-captures.ts';
import { planChecks } from './plan-checks.ts';
import type { PlanContext } from './plan-context.ts';
import { durationMs, wholeNumber } from './quantity.ts';
import { refuseTemplate } from './refuse-template.ts';
import { statusRanges } from './status-ranges.ts';

const methods = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'] as const;

/** A request as workers send it; null where something is wrong with it, and told. */
export function planRequestStep(
  context: PlanContext,
  path: ScenarioPath,
  step: RequestFile,
  groups: readonly string[],
): FlowRequest | null {
  const { problems } = context;
  const [method, second] = methods.filter((name) => step[name] !== undefined);
  if (method === undefined || second !== undefined) {
    const message =
      method === undefined
        ? 'a step that neither sends, waits, groups nor repeats'
        : `a request has one method, and this one has \`${method}\` and \`${second}\``;
    return problems.refuse(path, message, `a request has one of ${methods.join(', ')}`);
  }
  const text = step[method] ?? '';
  const at = [...path, method];
  const url = planFlowUrl(context, { at, text, query: step.query, queryAt: [...path, 'query'] });
  const { body, contentType } = planBody(context, path, step);
  const headers = planHeaders(context, { path, ...step }, { host: url?.host ?? '', contentType });
  const checks = step.check === undefined ? [] : planChecks(context, [...path, 'check'], step.check);
  if (step.name !== undefined) refuseTemplate(problems, [...path, 'name'], step.name);
  for (const [tag, value] of Object.entries(step.tags ?? {})) {
    refuseTemplate(problems, [...path, 'tags', tag], value);
  }
  const { expected, timeoutMs, redirects } = planLimits(context, path, step);
  // Last: what a request captures is for the steps after it.
  const captures =
    step.capture === undefined ? [] : planCaptures(context, [...path, 'capture'], step.capture);
  if (url === null) return null;
  return {
    name: context.redact([...groups, step.name ?? `${method.toUpperCase()} ${text}`].join(' / ')),
    url: context.redact(url.url),
    target: url.target,
    method: method.toUpperCase(),
    path: url.path,
    headers,
    body,
    timeoutMs,
    redirects,
    expected,
    checks,
    captures,
    tags: step.tags ?? {},
  };
}

/** What a request is called in messages. */
export function requestName(step: RequestFile): string {
  const method = methods.find((name) => step[name] !== undefined);
  return step.name ?? (method === undefined ? 'a step' : `${method.toUpperCase()} ${step[method]}`);
}

function planLimits(
  { problems, redirects }: PlanContext,
  path: ScenarioPath,
  step: RequestFile,
): Pick<FlowRequest, 'expected' | 'timeoutMs' | 'redirects'> {
  const { timeout, redirects: own } = step;
  return {
    expected: expectedStatuses(problems, path, step),
    timeoutMs: timeout === undefined ? null : durationMs(problems, [...path, 'timeout'], timeout, 'above 0'),
    redirects:
      own === undefined
        ? redirects
        : (wholeNumber(problems, [...path, 'redirects'], own, '0 or more') ?? redirects),
  };
}

/** `expect` says it all; a check of the status adds what it accepts to what is no error anyway. */
function expectedStatuses(
  problems: PlanContext['problems'],
  path: ScenarioPath,
  { expect, check }: RequestFile,
): readonly StatusRange[] | null {
  const expected = expect === undefined ? null : statusRanges(problems, [...path, 'expect'], expect);
  const checked =
    check?.status === undefined ? null : statusRanges(problems, [...path, 'check', 'status'], check.status);
  if (expected !== null) return checked === null ? expected : [...expected, ...checked];
  const errors = checked?.filter(([, to]) => to >= 400) ?? [];
  return errors.length === 0 ? null : [[100, 399], ...errors];
}
