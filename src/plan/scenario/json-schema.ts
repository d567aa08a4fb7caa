import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import type { CheckFile } from '../../scenario/file/scenario-file.ts';
import type { CheckPlan } from '../flows-plan.ts';
import type { PlanContext } from './plan-context.ts';

/** A check against a JSON Schema, which stands in the scenario or in a file of its own. */
export function planJsonSchema(
  context: PlanContext,
  at: ScenarioPath,
  given: NonNullable<CheckFile['schema']>,
): CheckPlan | null {
  if (typeof given !== 'string') {
    context.syntax.jsonSchema(at, given);
    return { label: 'body matches the schema', kind: 'json-schema', schema: given };
  }
  const text = context.files.text(at, given);
  if (text === null) return null;
  const schema = parsed(text);
  if (schema instanceof SyntaxError) {
    return context.problems.refuse(at, `"${given}" is not JSON: ${schema.message}`);
  }
  if (typeof schema !== 'boolean' && !isRecord(schema)) {
    return context.problems.refuse(at, `"${given}" holds no JSON Schema, which is an object`);
  }
  context.syntax.jsonSchema(at, schema);
  return { label: `body matches ${given}`, kind: 'json-schema', schema };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
