import type { Template } from '../../scenario/expression/expression.ts';
import { onlyExpression } from '../../scenario/expression/parse-template.ts';
import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import type { Pieces } from '../flows-plan.ts';
import { constantText, joinPieces, jsonEscaped, toPieces } from './pieces.ts';
import type { PlanContext } from './plan-context.ts';
import { readText } from './read-text.ts';

const deepest = 100;

/** JSON with holes: a text that is one expression becomes that value, with its type; in other text it is text. */
export function jsonPieces(context: PlanContext, at: ScenarioPath, value: unknown): Pieces {
  return joinPieces(piecesOf(context, at, value, 0));
}

function piecesOf(context: PlanContext, at: ScenarioPath, value: unknown, depth: number): Pieces {
  if (depth > deepest) {
    context.problems.refuse(at, `the JSON is more than ${deepest} levels deep`, 'or an object holds itself');
    return [];
  }
  if (typeof value === 'string') return textPieces(context, at, value);
  if (value === null || typeof value === 'number' || typeof value === 'boolean') {
    return [JSON.stringify(value)];
  }
  if (Array.isArray(value)) {
    const items = value.map((item: unknown, index) => piecesOf(context, [...at, index], item, depth + 1));
    return ['[', ...items.flatMap((item, index) => (index === 0 ? item : [',', ...item])), ']'];
  }
  if (isRecord(value)) {
    // A date, for one, which only code has.
    if (typeof value['toJSON'] === 'function') return [JSON.stringify(value)];
    return objectPieces(context, at, value, depth);
  }
  context.problems.refuse(
    at,
    `a ${typeof value} has no JSON`,
    'use texts, numbers, true, false, null, lists and objects',
  );
  return [];
}

function objectPieces(
  context: PlanContext,
  at: ScenarioPath,
  value: Readonly<Record<string, unknown>>,
  depth: number,
): Pieces {
  // As JSON.stringify does.
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const pieces = members.flatMap(([key, member], index): Pieces => {
    const path = [...at, key];
    const name = quoted(readText(context, path, key) ?? []);
    return [index === 0 ? '' : ',', ...name, ':', ...piecesOf(context, path, member, depth + 1)];
  });
  return ['{', ...pieces, '}'];
}

function textPieces(context: PlanContext, at: ScenarioPath, text: string): Pieces {
  const template = readText(context, at, text) ?? [];
  const expression = onlyExpression(template);
  return expression === null ? quoted(template) : [{ expression, encoding: 'json' }];
}

function quoted(template: Template): Pieces {
  const constant = constantText(template);
  if (constant !== null) return [JSON.stringify(constant)];
  return ['"', ...toPieces(template, 'json-string', jsonEscaped), '"'];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
