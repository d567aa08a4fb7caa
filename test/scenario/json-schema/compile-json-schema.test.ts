import { expect, it } from 'vitest';
import {
  compileJsonSchema,
  jsonSchemaProblem,
} from '../../../src/scenario/json-schema/compile-json-schema.ts';

it.each([{}, true, { type: 'object', note: 'an unknown keyword' }, { $ref: '#/$defs/a', $defs: { a: {} } }])(
  '%j is a schema',
  (schema) => {
    expect(jsonSchemaProblem(schema)).toBeNull();
  },
);

it.each([
  [{ type: 'objekt' }, /type/],
  [{ $ref: 'http://127.0.0.1:1/other.json' }, /can't resolve reference/],
  [{ pattern: '(' }, /Invalid regular expression|pattern/],
  [{ properties: 3 }, /properties/],
])('%j is none that can be used', (schema, message) => {
  expect(jsonSchemaProblem(schema)?.message).toMatch(message);
});

it('false accepts nothing', () => {
  expect(compileJsonSchema(false)({})).toBe('the body boolean schema is false');
});
