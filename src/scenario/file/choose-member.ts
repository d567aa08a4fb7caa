import { choiceKeys, type SchemaNode } from './schema-node.ts';

/** Which alternative an object is meant to be. */
export type Choice =
  | { readonly kind: 'member'; readonly member: SchemaNode }
  /** The key that tells them apart holds something else, or is missing. */
  | { readonly kind: 'tag'; readonly tag: string; readonly values: readonly string[] }
  /** Of keys that each tell one of them, there are several, or none. */
  | { readonly kind: 'keys'; readonly keys: readonly string[]; readonly found: readonly string[] };

/** Chooses by what tells the alternatives apart, so that only what is wrong with the one that is meant needs telling. */
export function chooseMember(
  value: Readonly<Record<string, unknown>>,
  members: readonly SchemaNode[],
): Choice {
  const [first] = members;
  if (first !== undefined && members.length === 1) return { kind: 'member', member: first };
  const tag = Object.keys(first?.properties ?? {}).find((key) =>
    members.every((member) => constantOf(member, key) !== null),
  );
  if (tag !== undefined) {
    const member = members.find((each) => constantOf(each, tag) === value[tag]);
    if (member !== undefined) return { kind: 'member', member };
    return { kind: 'tag', tag, values: members.map((each) => constantOf(each, tag) ?? '') };
  }
  const marks = members.map((member) => marksOf(member, members));
  const keys = marks.flat();
  const found = keys.filter((key) => Object.hasOwn(value, key));
  const [key] = found;
  const member = members[marks.findIndex((own) => key !== undefined && own.includes(key))];
  if (member === undefined || found.length !== 1) return { kind: 'keys', keys, found };
  return { kind: 'member', member };
}

/** The keys that only this member has, and must have. */
function marksOf(member: SchemaNode, members: readonly SchemaNode[]): readonly string[] {
  const others = members.filter((other) => other !== member);
  return [...choiceKeys(member), ...(member.required ?? [])].filter((key) =>
    others.every(({ properties = {} }) => !Object.hasOwn(properties, key)),
  );
}

function constantOf({ properties = {} }: SchemaNode, key: string): string | null {
  const constant = properties[key]?.const;
  return typeof constant === 'string' ? constant : null;
}
