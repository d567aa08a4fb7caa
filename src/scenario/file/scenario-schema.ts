import { readFileSync } from 'node:fs';
import { assert } from '../../base/assert.ts';
import type { Schema } from './schema-node.ts';

/** Generated from `scenario-file.ts` and `code-scenario.ts`; the package has them in its folder `schema`. */
const files = {
  data: new URL('../../../schema/scenario.schema.json', import.meta.url),
  code: new URL('../../../schema/code-scenario.schema.json', import.meta.url),
};

/** The published JSON Schema, as text. */
export function scenarioSchemaText(): string {
  return readFileSync(files.data, 'utf8');
}

/** What a scenario of either kind must look like. */
export function scenarioSchema(kind: 'data' | 'code'): Schema {
  const schema: unknown = JSON.parse(readFileSync(files[kind], 'utf8'));
  assert(isSchema(schema), 'the schema of scenarios has definitions');
  return schema;
}

export function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && 'definitions' in value;
}
