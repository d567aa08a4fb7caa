import { Ajv, type ErrorObject } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describeCause, type Problem } from '../../base/errors.ts';
import { compileRegex } from '../regex/compile-regex.ts';

export type JsonSchema = Readonly<Record<string, unknown>> | boolean;

/** What the first thing is that a document has wrong, such as `/items/0/id must be integer`; null when nothing is. */
export type JsonSchemaCheck = (document: unknown) => string | null;

/**
 * Drafts 7, 2019-09 and 2020-12, by `$schema`; draft 7 without it. Nothing is loaded from elsewhere. Throws when it is
 * no schema.
 */
export function compileJsonSchema(schema: JsonSchema): JsonSchemaCheck {
  const validate = validatorFor(schema).compile(schema);
  return (document) => (validate(document) ? null : faultOf(validate.errors?.[0]));
}

export function jsonSchemaProblem(schema: JsonSchema): Problem | null {
  try {
    compileJsonSchema(schema);
    return null;
  } catch (error) {
    // One fault after another, of which the later ones say the same in other words.
    const [first = ''] = describeCause(error).split(', data');
    return { message: `not a JSON Schema that can be used: ${first}` };
  }
}

function validatorFor(schema: JsonSchema): Ajv {
  const given = typeof schema === 'object' ? schema['$schema'] : undefined;
  const draft = typeof given === 'string' ? given : '';
  const options = {
    // Keywords and formats that it doesn't know are the author's notes.
    strict: false,
    logger: false,
    code: { regExp: Object.assign((pattern: string) => compileRegex(pattern), { code: '' }) },
  } as const;
  if (draft.includes('2020-12')) return new Ajv2020(options);
  return draft.includes('2019-09') ? new Ajv2019(options) : new Ajv(options);
}

function faultOf(error: ErrorObject | undefined): string {
  if (error === undefined) return 'is not as the schema says';
  return `${error.instancePath === '' ? 'the body' : error.instancePath} ${error.message ?? error.keyword}`;
}
