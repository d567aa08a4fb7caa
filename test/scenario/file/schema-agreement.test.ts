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
      fc.noBias(
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(...changes), fc.nat()), { minLength: 1, maxLength: 3 }),
      ),
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

it('and on any two things that a step has', () => {
  const entries = objectsIn(fullScenario)
    .filter(({ object, under }) => under === 'steps' && !Array.isArray(object))
    .flatMap(({ object }) => Object.entries(object));
  const steps = entries.flatMap((one) => entries.map((other) => Object.fromEntries([one, other])));
  const answers = steps.map((step) => ({ step, accepted: checkShape({ steps: [step] }, used).length === 0 }));
  expect(answers.filter(({ step, accepted }) => accepted !== isValid({ steps: [step] }))).toEqual([]);
  const bodies = { post: '/', json: 1, form: {} };
  expect(isValid({ steps: [bodies] })).toBe(false);
  expect(checkShape({ steps: [bodies] }, used)).toHaveLength(1);
});

const changes = ['drop', 'rename', 'replace', 'add', 'copy', 'copy', 'wrap'] as const;
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

/** The document with one of its objects, the `where`-th, changed. */
function changedAt(root: unknown, where: number, change: (typeof changes)[number], what: number): unknown {
  const objects = objectsIn(root);
  const { object, under } = objects[where % objects.length] ?? {};
  const value = structuredClone(values[what % values.length]);
  if (object === undefined) return value;
  const names = Object.keys(object);
  const name = names[what % Math.max(1, names.length)];
  const key = keys[what % keys.length] ?? '';
  // What another of its kind has: a step has another verb or body then, too.
  const entries = objects
    .filter((other) => other.under === under)
    .flatMap((other) => Object.entries(other.object));
  const [copied, copy] = entries[what % Math.max(1, entries.length)] ?? [key, value];
  if (change === 'copy') put(object, copied, structuredClone(copy));
  else if (change === 'add' || name === undefined) put(object, key, value);
  else if (change === 'replace') put(object, name, value);
  else if (change === 'wrap') put(object, name, [object[name]]);
  else {
    const old = object[name];
    remove(object, name);
    if (change === 'rename') put(object, key, old);
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

type Found = { readonly object: Parent; readonly under: string };

/** All objects and lists in a value, each with the nearest key that leads to it. */
function objectsIn(value: unknown, under = ''): Found[] {
  if (typeof value !== 'object' || value === null) return [];
  const object = value as Parent;
  const inner = Object.entries(object).flatMap(([key, each]) =>
    objectsIn(each, Array.isArray(object) ? under : key),
  );
  return [{ object, under }, ...inner];
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
