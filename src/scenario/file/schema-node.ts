/** What of JSON Schema a scenario's needs, and `typeof` for functions. */
export type SchemaNode = {
  readonly $ref?: string;
  readonly anyOf?: readonly SchemaNode[];
  readonly type?: string | readonly string[];
  readonly typeof?: 'function';
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly items?: SchemaNode;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false | SchemaNode;
  /** Exactly one of some keys, each in a `required` of its own. */
  readonly oneOf?: readonly SchemaNode[];
  /** Pairs of keys that exclude each other. */
  readonly not?: { readonly anyOf: readonly SchemaNode[] };
  readonly description?: string;
};

export type Schema = SchemaNode & { readonly definitions: Readonly<Record<string, SchemaNode>> };

/** Follows a reference. A description where it stands is nearer to the matter than that of what it leads to. */
export function resolved(node: SchemaNode, schema: Schema): SchemaNode {
  if (node.$ref === undefined) return node;
  const { $ref, ...own } = node;
  const definition = schema.definitions[$ref.slice('#/definitions/'.length)];
  return definition === undefined ? own : resolved({ ...definition, ...own }, schema);
}

/** All alternatives of a union, those of its members included; of anything else itself. */
export function alternatives(node: SchemaNode, schema: Schema): SchemaNode[] {
  const { anyOf, ...self } = resolved(node, schema);
  return anyOf === undefined ? [self] : anyOf.flatMap((member) => alternatives(member, schema));
}

/** The types of which a value may be, as JSON Schema names them; none where any may be. */
export function typesOf(node: SchemaNode): readonly string[] {
  const { type } = node;
  if (node.typeof !== undefined) return ['function'];
  if (type !== undefined) return typeof type === 'string' ? [type] : type;
  return node.enum === undefined ? [] : [...new Set(node.enum.map(typeOf))];
}

/** As JSON Schema names it. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** The keys of which exactly one must be there; none where there is no such rule. */
export function choiceKeys({ oneOf = [] }: SchemaNode): readonly string[] {
  return oneOf.flatMap(({ required = [] }) => required);
}
