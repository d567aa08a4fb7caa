import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import { forbiddenKeyHint, forbiddenKeys, mostDepth } from './data-source.ts';
import type { ScenarioPath } from './loaded-scenario.ts';
import { pathText } from './path-text.ts';
import { clipped, quoted } from './quoted.ts';
import { substitute } from './variables.ts';

export type YamlFault = { readonly offset: number; readonly message: string; readonly hint: string };

/** Plain data of a document, and everything in it that a scenario may not hold. */
export type PlainValue = {
  readonly value: unknown;
  readonly faults: readonly YamlFault[];
  readonly texts: ReadonlyMap<string, string>;
  readonly written: ReadonlyMap<string, string>;
  /** What each alias stands for. */
  readonly targets: ReadonlyMap<Alias, Node>;
};

/** Values that come from aliases, all repetitions counted. */
const mostRepeated = 10_000;

type Walk = {
  readonly env: Readonly<Record<string, string>>;
  readonly faults: YamlFault[];
  readonly texts: Map<string, string>;
  readonly written: Map<string, string>;
  readonly targets: Map<Alias, Node>;
  readonly anchors: Map<string, Node>;
  repeated: number;
};

type Spot = {
  readonly path: ScenarioPath;
  readonly depth: number;
  /** The outermost alias that led here. */
  readonly through: Alias | null;
};

export function plainValue(document: Document.Parsed, env: Readonly<Record<string, string>>): PlainValue {
  const walk: Walk = {
    env,
    faults: [],
    texts: new Map(),
    written: new Map(),
    targets: new Map(),
    anchors: new Map(),
    repeated: 0,
  };
  const value = visit(document.contents, { path: [], depth: 0, through: null }, walk);
  return { ...walk, value };
}

function visit(node: unknown, spot: Spot, walk: Walk): unknown {
  const { path, depth, through } = spot;
  if (through !== null && ++walk.repeated > mostRepeated) {
    if (walk.repeated === mostRepeated + 1) {
      refuse(walk, through, `aliases repeat more than ${mostRepeated} values`, 'use them for less');
    }
    return null;
  }
  if (isAlias(node)) return visitAlias(node, spot, walk);
  if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
  if (through === null && node.anchor !== undefined) walk.anchors.set(node.anchor, node);
  if (node.tag !== undefined) {
    refuse(
      walk,
      node,
      `the tag ${clipped(shortTag(node.tag))} is not read`,
      'leave it out; put a text in quotes',
    );
    return null;
  }
  if (isScalar(node)) return scalarValue(node, path, walk);
  if (depth >= mostDepth) {
    // What is written is no deeper, so an alias leads here, into itself even.
    refuse(walk, through, `aliases nest deeper than ${mostDepth} levels`, 'write it out');
    return null;
  }
  if (isMap(node)) return mapValue(node.items, spot, walk);
  return node.items.map((item, index) =>
    visit(item, { path: [...path, index], depth: depth + 1, through }, walk),
  );
}

function visitAlias(alias: Alias, spot: Spot, walk: Walk): unknown {
  const target = walk.targets.get(alias) ?? walk.anchors.get(alias.source);
  if (target === undefined) {
    refuse(
      walk,
      alias,
      `there is no anchor &${clipped(alias.source)} before this alias`,
      'an anchor marks what *… repeats',
    );
    return null;
  }
  walk.targets.set(alias, target);
  return visit(target, { ...spot, through: spot.through ?? alias }, walk);
}

function mapValue(
  pairs: readonly { readonly key: unknown; readonly value: unknown }[],
  { path, depth, through }: Spot,
  walk: Walk,
): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const { key, value } of pairs) {
    const name = keyName(key, walk);
    if (name === null) continue;
    if (Object.hasOwn(copy, name)) {
      refuse(walk, key, `the key ${quoted(name)} is here twice`, 'leave out one of them');
      continue;
    }
    copy[name] = visit(value, { path: [...path, name], depth: depth + 1, through }, walk);
  }
  return copy;
}

/** null for what is no key of a scenario; then it was told. */
function keyName(key: unknown, walk: Walk): string | null {
  if (!isScalar(key) || typeof key.value !== 'string') {
    const source = isScalar(key) && key.source !== undefined ? key.source : '…';
    refuse(walk, key, 'a key must be a text', `put it in quotes: ${quoted(source)}`);
    return null;
  }
  const name = key.value;
  if (forbiddenKeys.includes(name)) refuse(walk, key, `the key "${name}" is not allowed`, forbiddenKeyHint);
  else if (name === '<<') refuse(walk, key, 'merge keys (<<) are not read', 'write the keys out');
  else if (name.includes('${')) refuse(walk, key, 'a key can hold no variable', 'only values are filled in');
  else return name;
  return null;
}

function scalarValue(scalar: Scalar, path: ScenarioPath, walk: Walk): unknown {
  const { value } = scalar;
  if (typeof value === 'number') return numberValue(scalar, value, walk);
  if (typeof value !== 'string' || !value.includes('${')) return value;
  const { text, isWhole, faults } = substitute(value, walk.env);
  for (const { message, hint } of faults) refuse(walk, scalar, message, hint);
  const place = pathText(path);
  walk.written.set(place, value);
  if (!isWhole || scalar.type !== 'PLAIN') return text;
  const typed = typedValue(text);
  if (typed !== text) walk.texts.set(place, text);
  return typed;
}

function numberValue(scalar: Scalar, value: number, walk: Walk): number | null {
  const source = scalar.source ?? '';
  if (!Number.isFinite(value)) refuse(walk, scalar, `${source} is no number here`, 'leave it out');
  else if (/^[-+]?\d+$/.test(source) && !Number.isSafeInteger(value)) {
    refuse(walk, scalar, `${clipped(source)} is too large to be exact as a number`, 'put it in quotes');
  } else return value;
  return null;
}

/** Only where nothing is lost: `007` stays a text, and so does `1.50`. */
function typedValue(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  const number = Number(text);
  return String(number) === text && Number.isFinite(number) ? number : text;
}

function shortTag(tag: string): string {
  return tag.replace('tag:yaml.org,2002:', '!!');
}

function refuse(walk: Walk, node: unknown, message: string, hint: string): void {
  const isNode = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node);
  walk.faults.push({ offset: isNode ? (node.range?.[0] ?? 0) : 0, message, hint });
}
