import { parseBytes, parseDurationMs, type Parsed } from '../../base/units.ts';
import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import type { BodyCheckFile, CheckFile } from '../../scenario/file/scenario-file.ts';
import type { CheckPlan } from '../flows-plan.ts';
import { headerProblem } from '../plan-request.ts';
import { clipped, equality, type LabelledComparison, planComparison } from './comparison.ts';
import { planJsonSchema } from './json-schema.ts';
import { asExpression } from './pieces.ts';
import type { PlanContext } from './plan-context.ts';
import { readText } from './read-text.ts';
import { statusRanges, statusText } from './status-ranges.ts';

/** Every line of a check as one of its own, with the words that results call it by. */
export function planChecks(context: PlanContext, path: ScenarioPath, check: CheckFile): readonly CheckPlan[] {
  const found: (CheckPlan | null)[] = [];
  if (check.status !== undefined) {
    const accepted = statusRanges(context.problems, [...path, 'status'], check.status);
    const label = `status is ${statusText(check.status)}`;
    found.push(accepted === null ? null : { label, kind: 'status', accepted });
  }
  found.push(...headerChecks(context, [...path, 'headers'], check.headers ?? {}));
  if (check.body !== undefined) found.push(...bodyChecks(context, [...path, 'body'], check.body));
  found.push(...jsonPathChecks(context, [...path, 'jsonPath'], check.jsonPath ?? {}));
  if (check.schema !== undefined) found.push(planJsonSchema(context, [...path, 'schema'], check.schema));
  if (check.time !== undefined) found.push(timeCheck(context, [...path, 'time'], check.time));
  if (check.size !== undefined) found.push(sizeCheck(context, [...path, 'size'], check.size));
  return found
    .filter((each) => each !== null)
    .map((each) => ({ ...each, label: context.redact(each.label) }));
}

function headerChecks(
  context: PlanContext,
  path: ScenarioPath,
  headers: NonNullable<CheckFile['headers']>,
): readonly (CheckPlan | null)[] {
  return Object.entries(headers).map(([header, expected]) => {
    const at = [...path, header];
    const problem = headerProblem(header, '');
    if (problem !== null) return context.problems.refuse(at, problem.message);
    // A header is text, also one that looks like a number.
    const text = typeof expected === 'number' || typeof expected === 'boolean' ? `${expected}` : expected;
    const planned = planComparison(context, at, text);
    if (planned === null) return null;
    const { comparison, words } = planned;
    return { label: `header ${header.toLowerCase()} ${words}`, kind: 'header', header, comparison };
  });
}

function bodyChecks(
  context: PlanContext,
  path: ScenarioPath,
  { equals, contains, matches }: BodyCheckFile,
): readonly (CheckPlan | null)[] {
  const found: (CheckPlan | null)[] = [];
  if (equals !== undefined) {
    const template = readText(context, [...path, 'equals'], equals);
    const planned = template === null ? null : equality(asExpression(template), 'is', JSON.stringify(equals));
    found.push(
      planned === null
        ? null
        : { label: `body ${planned.words}`, kind: 'body', comparison: planned.comparison },
    );
  }
  const parts = typeof contains === 'string' ? [contains] : (contains ?? []);
  for (const [index, part] of parts.entries()) {
    const at = typeof contains === 'string' ? [...path, 'contains'] : [...path, 'contains', index];
    const template = readText(context, at, part);
    if (template === null) continue;
    const label = `body contains ${clipped(JSON.stringify(part))}`;
    const comparison = { operator: 'contains', expected: asExpression(template) } as const;
    found.push({ label, kind: 'body', comparison });
  }
  if (matches !== undefined) {
    context.syntax.pattern([...path, 'matches'], matches);
    const comparison = { operator: '~', pattern: matches } as const;
    found.push({ label: `body ~ ${clipped(matches)}`, kind: 'body', comparison });
  }
  return found;
}

function jsonPathChecks(
  context: PlanContext,
  path: ScenarioPath,
  paths: NonNullable<CheckFile['jsonPath']>,
): readonly (CheckPlan | null)[] {
  return Object.entries(paths).map(([jsonPath, expected]) => {
    const at = [...path, jsonPath];
    context.syntax.jsonPath(at, jsonPath);
    const planned = planComparison(context, at, expected);
    if (planned === null) return null;
    const { comparison, words } = planned;
    return { label: `${clipped(jsonPath)} ${words}`, kind: 'json-path', path: jsonPath, comparison };
  });
}

function timeCheck(context: PlanContext, at: ScenarioPath, text: string): CheckPlan | null {
  // Seconds elsewhere, and milliseconds in thresholds: here nobody would know.
  const read = (limit: string): Parsed<number> =>
    /^\d+(\.\d+)?$/.test(limit)
      ? { ok: false, message: `"${limit}" has no unit, write ${limit}ms or ${limit}s` }
      : parseDurationMs(limit);
  const limit = readLimit(context, at, text, { read, example: '< 300ms' });
  return limit === null ? null : { label: `time ${limit.words}`, kind: 'time', comparison: limit.comparison };
}

function sizeCheck(context: PlanContext, at: ScenarioPath, text: string): CheckPlan | null {
  const limit = readLimit(context, at, text, { read: parseBytes, example: '< 10kB' });
  return limit === null ? null : { label: `size ${limit.words}`, kind: 'size', comparison: limit.comparison };
}

const orders = ['<', '<=', '>', '>=', '==', '!='] as const;

type LimitGrammar = { readonly read: (text: string) => Parsed<number>; readonly example: string };

function readLimit(
  { problems }: PlanContext,
  at: ScenarioPath,
  text: string,
  { read, example }: LimitGrammar,
): LabelledComparison | null {
  const [, sign, limitText = ''] = /^\s*([<>=!]+)\s*(.*?)\s*$/.exec(text) ?? [];
  const operator = orders.find((known) => known === sign);
  if (operator === undefined) {
    return problems.refuse(at, `"${text}" is not a limit such as "${example}"`, `one of ${orders.join(' ')}`);
  }
  const limit = read(limitText);
  if (!limit.ok) return problems.refuse(at, limit.message);
  const expected = { kind: 'value', value: limit.value } as const;
  return { comparison: { operator, expected }, words: `${operator} ${limitText}` };
}
