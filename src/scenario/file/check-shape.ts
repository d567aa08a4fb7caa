import { chooseMember } from './choose-member.ts';
import type { ScenarioPath } from './loaded-scenario.ts';
import {
  alternatives,
  choiceKeys,
  resolved,
  type Schema,
  type SchemaNode,
  typeOf,
  typesOf,
} from './schema-node.ts';

/** Something whose shape is wrong: where, and what the schema says instead. */
export type ShapeFault = { readonly path: ScenarioPath } & (
  | {
      readonly kind: 'type';
      readonly expected: readonly string[];
      readonly value: unknown;
      readonly description: string | undefined;
    }
  | { readonly kind: 'value'; readonly expected: readonly unknown[]; readonly value: unknown }
  | { readonly kind: 'missing'; readonly key: string; readonly description: string | undefined }
  | { readonly kind: 'unknown-key'; readonly key: string; readonly known: readonly string[] }
  /** One of the keys was wanted. */
  | { readonly kind: 'none'; readonly keys: readonly string[] }
  /** At most one of the keys was wanted. */
  | { readonly kind: 'several'; readonly keys: readonly string[]; readonly found: readonly string[] }
);

type Values = Readonly<Record<string, unknown>>;

/** Everything about a value that its schema doesn't allow; of a union, of the member that is meant. */
export function checkShape(value: unknown, schema: Schema): readonly ShapeFault[] {
  const faults: ShapeFault[] = [];
  check(value, schema, [], { schema, faults, members: new Map() });
  return faults;
}

type Walk = {
  readonly schema: Schema;
  readonly faults: ShapeFault[];
  /** The alternatives of what was looked at before. */
  readonly members: Map<SchemaNode, readonly SchemaNode[]>;
};

function check(value: unknown, node: SchemaNode, path: ScenarioPath, walk: Walk): void {
  const all = walk.members.get(node) ?? alternatives(node, walk.schema);
  walk.members.set(node, all);
  if (all.some((each) => typesOf(each).length === 0)) return checkPlain(value, path, walk);
  const type = typeOf(value);
  const fitting = all.filter((each) => typesOf(each).includes(type));
  if (fitting.length === 0) {
    const expected = [...new Set(all.flatMap(typesOf))];
    const { description } = resolved(node, walk.schema);
    walk.faults.push({ path, kind: 'type', expected, value, description });
  } else if (isObject(value)) checkObject(value, fitting, path, walk);
  else if (Array.isArray(value)) checkItems(value, fitting, path, walk);
  else checkScalar(value, fitting, path, walk);
}

/** What may be anything is still data: a function can't be sent. */
function checkPlain(value: unknown, path: ScenarioPath, walk: Walk): void {
  if (typeof value === 'function') {
    walk.faults.push({ path, kind: 'type', expected: ['data'], value, description: undefined });
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) checkPlain(inner, [...path, key], walk);
  } else if (Array.isArray(value)) {
    for (const [index, inner] of value.entries()) checkPlain(inner, [...path, index], walk);
  }
}

function checkScalar(value: unknown, nodes: readonly SchemaNode[], path: ScenarioPath, walk: Walk): void {
  const accepted = nodes.map((node) => node.enum ?? (node.const === undefined ? null : [node.const]));
  const expected = accepted.flatMap((values) => values ?? []);
  if (accepted.includes(null) || expected.includes(value)) return;
  walk.faults.push({ path, kind: 'value', expected, value });
}

function checkItems(
  values: readonly unknown[],
  [node]: readonly SchemaNode[],
  path: ScenarioPath,
  walk: Walk,
): void {
  for (const [index, value] of values.entries()) check(value, node?.items ?? {}, [...path, index], walk);
}

function checkObject(value: Values, nodes: readonly SchemaNode[], path: ScenarioPath, walk: Walk): void {
  const choice = chooseMember(value, nodes);
  if (choice.kind === 'member') return checkMember(value, choice.member, path, walk);
  if (choice.kind === 'tag') {
    const { tag, values } = choice;
    const given = value[tag];
    if (given === undefined) walk.faults.push({ path, kind: 'missing', key: tag, description: list(values) });
    else walk.faults.push({ path: [...path, tag], kind: 'value', expected: values, value: given });
    return;
  }
  const { keys, found } = choice;
  if (found.length > 0) walk.faults.push({ path, kind: 'several', keys, found });
  else walk.faults.push({ path, kind: 'none', keys });
  // Which one is meant is open, so a key is unknown only if none of them has it.
  const known = [...new Set([...keys, ...nodes.flatMap(({ properties = {} }) => Object.keys(properties))])];
  unknownKeys(value, known, path, walk);
}

function checkMember(value: Values, member: SchemaNode, path: ScenarioPath, walk: Walk): void {
  const { properties = {}, required = [], additionalProperties } = member;
  for (const key of required) {
    if (Object.hasOwn(value, key)) continue;
    const description = resolved(properties[key] ?? {}, walk.schema).description;
    walk.faults.push({ path, kind: 'missing', key, description });
  }
  checkChoices(value, member, path, walk);
  if (additionalProperties === false) unknownKeys(value, Object.keys(properties), path, walk);
  for (const [key, inner] of Object.entries(value)) {
    const node = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
    if (node !== undefined && node !== false) check(inner, node, [...path, key], walk);
  }
}

function checkChoices(value: Values, member: SchemaNode, path: ScenarioPath, walk: Walk): void {
  const keys = choiceKeys(member);
  const found = keys.filter((key) => Object.hasOwn(value, key));
  if (keys.length > 0 && found.length === 0) walk.faults.push({ path, kind: 'none', keys });
  if (found.length > 1) walk.faults.push({ path, kind: 'several', keys, found });
  const pairs = (member.not?.anyOf ?? []).map(({ required = [] }) => required);
  const exclusive = [...new Set(pairs.flat())];
  const both = exclusive.filter((key) => Object.hasOwn(value, key));
  if (both.length > 1) walk.faults.push({ path, kind: 'several', keys: exclusive, found: both });
}

function unknownKeys(value: Values, known: readonly string[], path: ScenarioPath, walk: Walk): void {
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) walk.faults.push({ path, kind: 'unknown-key', key, known });
  }
}

function list(values: readonly string[]): string {
  return `one of ${values.join(', ')}`;
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
