import { suggest } from '../../base/suggest.ts';
import type { Expression, Template } from '../../scenario/expression/expression.ts';
import { parseExpression } from '../../scenario/expression/parse-expression.ts';
import { parseTemplate } from '../../scenario/expression/parse-template.ts';
import type { Reads, TextProblem } from '../../scenario/expression/reading.ts';
import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import { guardedEnv } from './guarded-env.ts';
import type { PlanContext } from './plan-context.ts';

/** Text with holes, all names in it known; null where something is wrong with it, and told. */
export function readText(context: PlanContext, path: ScenarioPath, text: string): Template | null {
  const { template, problems, ...reads } = parseTemplate(text);
  if (problems.length > 0) return refuseAll(context, path, text, problems);
  const expressions = template.filter((piece) => typeof piece !== 'string');
  checkReads(context, path, text, { reads, expressions });
  return template;
}

/** An expression without braces, as of `when`. See {@link readText}. */
export function readExpression(context: PlanContext, path: ScenarioPath, text: string): Expression | null {
  const inBraces = /^\s*\{\{(.*)\}\}\s*$/s.exec(text)?.[1];
  if (inBraces !== undefined) {
    const message = `${JSON.stringify(text)} is an expression already`;
    return context.problems.refuse(path, message, `leave out the braces: ${inBraces.trim()}`);
  }
  const { expression, problems, ...reads } = parseExpression(text);
  if (problems.length > 0 || expression === null) return refuseAll(context, path, text, problems);
  checkReads(context, path, text, { reads, expressions: [expression] });
  return expression;
}

function refuseAll(
  { problems }: PlanContext,
  path: ScenarioPath,
  text: string,
  found: readonly TextProblem[],
): null {
  for (const { message, hint, offset } of found) {
    problems.refuse(path, `${message}, at column ${offset + 1} of ${JSON.stringify(text)}`, hint);
  }
  return null;
}

type Read = { readonly reads: Reads; readonly expressions: readonly Expression[] };

function checkReads(
  context: PlanContext,
  path: ScenarioPath,
  text: string,
  { reads, expressions }: Read,
): void {
  context.names.read(path, text, reads.variables);
  const guarded = new Set(expressions.flatMap((expression) => guardedEnv(expression)));
  for (const { name } of reads.env) {
    if (Object.hasOwn(context.env, name) || guarded.has(name)) continue;
    const near = suggest(name, Object.keys(context.env));
    const hint =
      near === undefined ? `set it: -e ${name}=…` : `did you mean "${near}"? Or set it: -e ${name}=…`;
    context.problems.refuse(path, `env('${name}') is not set`, hint);
  }
}
