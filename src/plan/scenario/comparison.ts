import type { Expression } from '../../scenario/expression/expression.ts';
import { onlyExpression } from '../../scenario/expression/parse-template.ts';
import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import type { Expected } from '../../scenario/file/scenario-file.ts';
import type { Comparison } from '../flows-plan.ts';
import { asExpression } from './pieces.ts';
import type { PlanContext } from './plan-context.ts';
import { readText } from './read-text.ts';

/** A comparison and its words: `> 0`, `is "paid"`, `contains "x"`. */
export type LabelledComparison = { readonly comparison: Comparison; readonly words: string };

/** A value, or a text that begins with an operator; null where it is wrong, and told. */
export function planComparison(
  context: PlanContext,
  at: ScenarioPath,
  expected: Expected,
): LabelledComparison | null {
  if (typeof expected !== 'string') return equality(value(expected), 'is', JSON.stringify(expected));
  const text = expected.trim();
  if (text === 'exists' || text === 'missing') return { comparison: { operator: text }, words: text };
  const [, sign, operand = ''] = /^(==|!=|<=|>=|<|>|!~|~|contains(?=\s|$))\s*(.*)$/s.exec(text) ?? [];
  if (sign === undefined) return isText(context, at, expected);
  if (operand === '') {
    const message = `"${expected}" compares with nothing`;
    return context.problems.refuse(at, message, `write a value after ${sign}, or == "${sign}" for that text`);
  }
  if (sign === '~' || sign === '!~') {
    context.syntax.pattern(at, operand);
    return { comparison: { operator: sign, pattern: operand }, words: `${sign} ${clipped(operand)}` };
  }
  const read = readOperand(context, at, operand);
  const operator = comparing.find((known) => known === sign);
  if (read === null || operator === undefined) return null;
  return { comparison: { operator, expected: read.expression }, words: `${sign} ${read.words}` };
}

/** A text as it stands is what is expected. */
export function equality(expected: Expression, verb: string, words: string): LabelledComparison {
  return { comparison: { operator: '==', expected }, words: `${verb} ${clipped(words)}` };
}

/** A long one would fill a line of every report. */
export function clipped(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

const comparing = ['==', '!=', '<', '<=', '>', '>=', 'contains'] as const;

function isText(context: PlanContext, at: ScenarioPath, text: string): LabelledComparison | null {
  const template = readText(context, at, text);
  if (template === null) return null;
  return equality(onlyExpression(template) ?? asExpression(template), 'is', JSON.stringify(text));
}

type Operand = { readonly expression: Expression; readonly words: string };

/** What stands after an operator: JSON where it is some, such as `0`, `true`, `null` or `"a text"`; else a text. */
function readOperand(context: PlanContext, at: ScenarioPath, operand: string): Operand | null {
  const words = clipped(operand);
  const constant = scalarOf(operand);
  if (constant !== undefined && typeof constant !== 'string') return { expression: value(constant), words };
  const template = readText(context, at, constant ?? operand);
  if (template === null) return null;
  const expression = onlyExpression(template);
  if (expression !== null) return { expression, words };
  return { expression: asExpression(template), words: clipped(JSON.stringify(constant ?? operand)) };
}

function scalarOf(text: string): string | number | boolean | null | undefined {
  const single = /^'([^']*)'$/.exec(text)?.[1];
  if (single !== undefined) return single;
  try {
    const parsed: unknown = JSON.parse(text);
    return isScalar(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isScalar(parsed: unknown): parsed is string | number | boolean | null {
  return parsed === null || ['string', 'number', 'boolean'].includes(typeof parsed);
}

function value(of: string | number | boolean | null): Expression {
  return { kind: 'value', value: of };
}
