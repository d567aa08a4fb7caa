import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import codeSchema from '../../../schema/code-scenario.schema.json' with { type: 'json' };
import schema from '../../../schema/scenario.schema.json' with { type: 'json' };
import * as generated from '../../../schema/scenario-schema.js';
import { checkShape } from '../../../src/scenario/file/check-shape.ts';
import { scenarioSchema } from '../../../src/scenario/file/scenario-schema.ts';
import { fullScenario, smallScenario } from './sample-scenarios.ts';

const isValid = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(schema);
const used = scenarioSchema('data');

describe('the schema files', () => {
  it('are what the types say; npm run schema renews them', { timeout: 60_000 }, () => {
    expect(generated.scenarioSchema()).toEqual(schema);
    expect(generated.codeScenarioSchema()).toEqual(codeSchema);
  });

  it('use no word that the check of shapes passes over', () => {
    const known = ['$schema', 'title', 'description', 'definitions', '$ref', 'anyOf', 'type', 'typeof'];
    known.push('const', 'enum', 'items', 'properties', 'required', 'additionalProperties', 'oneOf', 'not');
    const words = new Set([...wordsOf(schema), ...wordsOf(codeSchema)]);
    expect([...words].filter((word) => !known.includes(word))).toEqual([]);
  });
});

it.each([
  ['full', fullScenario],
  ['small', smallScenario],
])('a %s scenario is accepted by both', (_name, scenario) => {
  isValid(scenario);
  expect(isValid.errors).toBeNull();
  expect(checkShape(scenario, used)).toEqual([]);
});

// What a validator that everybody knows says of the published schema is what a run says.
it('the check of shapes agrees with a JSON Schema validator on any change of a scenario', () => {
  const seen = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(
      fc.constantFrom(fullScenario, smallScenario),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(...changes), fc.nat()), { minLength: 1, maxLength: 3 }),
      (scenario, steps) => {
        let changed: unknown = structuredClone(scenario);
        for (const [where, change, what] of steps) changed = changedAt(changed, where, change, what);
        const accepted = checkShape(changed, used).length === 0;
        seen[accepted ? 'accepted' : 'refused']++;
        expect(accepted).toBe(isValid(changed));
      },
    ),
    { numRuns: 1500 },
  );
  // Both sides were looked at.
  expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(100);
});

const changes = ['drop', 'rename', 'replace', 'add', 'wrap'] as const;
const values: readonly unknown[] = [
  null,
  true,
  5,
  'text',
  '',
  [],
  {},
  ['a'],
  [{}],
  { get: '/' },
  { think: 1, steps: [] },
  { kind: 'constant-vus' },
  { kind: 'ramping-vus', to: 1, over: 1 },
  'auto',
  'unique',
  { bearer: 'x' },
  { file: 'x' },
];
const keys: readonly string[] = [...new Set(Object.values(schema.definitions).flatMap(propertiesOf))];

/** The document with one of its values, the `where`-th, changed. */
function changedAt(root: unknown, where: number, change: (typeof changes)[number], what: number): unknown {
  const parents = objectsIn(root);
  const parent = parents[where % parents.length];
  const value = structuredClone(values[what % values.length]);
  if (parent === undefined) return value;
  const names = Object.keys(parent);
  const name = names[what % Math.max(1, names.length)];
  const key = keys[what % keys.length] ?? '';
  if (change === 'add' || name === undefined) put(parent, key, value);
  else if (change === 'replace') put(parent, name, value);
  else if (change === 'wrap') put(parent, name, [parent[name]]);
  else {
    const old = parent[name];
    remove(parent, name);
    if (change === 'rename') put(parent, key, old);
  }
  return root;
}

type Parent = Record<string, unknown>;

function put(parent: Parent, key: string, value: unknown): void {
  if (Array.isArray(parent)) parent.push(value);
  else parent[key] = value;
}

function remove(parent: Parent, key: string): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else Reflect.deleteProperty(parent, key);
}

function objectsIn(value: unknown): Parent[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Parent, ...Object.values(value).flatMap(objectsIn)];
}

function propertiesOf(definition: object): string[] {
  return 'properties' in definition ? Object.keys(definition.properties as object) : [];
}

function wordsOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(wordsOf);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([word, inner]) => {
    const isNamed = word === 'properties' || word === 'definitions';
    return [word, ...(isNamed ? Object.values(inner as object) : [inner]).flatMap(wordsOf)];
  });
}
