import { assert } from '../base/assert.ts';

type Schema = Readonly<Record<string, unknown>>;

/**
 * A JSON Schema whose unions say which constant tells their members apart (OpenAPI's `discriminator`). A validator that
 * knows it looks only at the member that is meant, and so its errors are only about that.
 */
export function taggedSchema(schema: unknown): Schema {
  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(visit);
    if (!isSchema(node)) return node;
    const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, visit(value)]));
    const members = membersOf(node, schema);
    const tag = members.length > 0 ? commonTag(members, schema) : undefined;
    if (tag === undefined) return copy;
    const { anyOf: _anyOf, ...rest } = copy;
    const oneOf = members.map(visit);
    return { ...rest, type: 'object', discriminator: { propertyName: tag }, required: [tag], oneOf };
  };
  const visited = visit(schema);
  assert(isSchema(visited), 'a schema is an object');
  return visited;
}

/** Of a union, those of unions within it in their place; empty of anything else. */
function membersOf(node: Schema, root: unknown): readonly unknown[] {
  const { anyOf } = node;
  if (!Array.isArray(anyOf)) return [];
  return anyOf.flatMap((member: unknown) => {
    const target = resolved(member, root);
    const inner = isSchema(target) ? membersOf(target, root) : [];
    return inner.length > 0 ? inner : [member];
  });
}

/** The key that every member requires to be another constant. */
function commonTag(members: readonly unknown[], root: unknown): string | undefined {
  const constants = members.map((member) => constantsOf(resolved(member, root)));
  const [first = new Map<string, unknown>()] = constants;
  return [...first.keys()].find((key) => {
    const values = constants.map((each) => each.get(key));
    return !values.includes(undefined) && new Set(values).size === members.length;
  });
}

function constantsOf(member: unknown): Map<string, unknown> {
  const properties = isSchema(member) ? member['properties'] : undefined;
  if (!isSchema(properties)) return new Map();
  return new Map(
    Object.entries(properties).flatMap(([key, property]) =>
      isSchema(property) && typeof property['const'] === 'string' ? [[key, property['const']] as const] : [],
    ),
  );
}

function resolved(member: unknown, root: unknown): unknown {
  const reference = isSchema(member) ? member['$ref'] : undefined;
  const definitions = isSchema(root) ? root['definitions'] : undefined;
  if (typeof reference !== 'string' || !isSchema(definitions)) return member;
  return definitions[reference.replace('#/definitions/', '')];
}

function isSchema(node: unknown): node is Schema {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}
