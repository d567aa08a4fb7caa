import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { ScenarioPath } from './loaded-scenario.ts';

/**
 * Where in the text something of a document begins: its value, or its key where the value begins on a later line. Of
 * what isn't there, where its nearest parent is.
 */
export function yamlOffset(
  document: Document.Parsed,
  targets: ReadonlyMap<Alias, Node>,
  path: ScenarioPath,
  of: 'value' | 'key',
  lineOf: (offset: number) => number,
): number {
  let node: unknown = document.contents;
  let offset = offsetOf(node) ?? 0;
  for (const [index, name] of path.entries()) {
    const child = childOf(isAlias(node) ? targets.get(node) : node, name);
    if (child === null) break;
    const value = offsetOf(child.value) ?? child.keyOffset ?? offset;
    const isKeyMeant = of === 'key' && index === path.length - 1;
    const isOnKeyLine = child.keyOffset === null || lineOf(child.keyOffset) === lineOf(value);
    offset = isOnKeyLine && !isKeyMeant ? value : (child.keyOffset ?? value);
    node = child.value;
  }
  return offset;
}

type Child = { readonly value: unknown; readonly keyOffset: number | null };

function childOf(parent: unknown, name: string | number): Child | null {
  if (isSeq(parent) && typeof name === 'number') {
    return name < parent.items.length ? { value: parent.items[name], keyOffset: null } : null;
  }
  if (!isMap(parent)) return null;
  const pair = parent.items.find(({ key }) => isScalar(key) && key.value === name);
  return pair === undefined ? null : { value: pair.value, keyOffset: offsetOf(pair.key) };
}

function offsetOf(node: unknown): number | null {
  const isNode = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node);
  return isNode ? (node.range?.[0] ?? null) : null;
}
