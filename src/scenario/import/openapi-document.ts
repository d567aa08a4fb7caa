import { isObject, parseJson, partOf, textOf } from './json-parts.ts';
import type { Notes } from './notes.ts';

/** An OpenAPI document, whose parts may name others of it by `$ref`. */
export class OpenApiDocument {
  readonly root: unknown;
  readonly #notes: Notes;

  constructor(root: unknown, notes: Notes) {
    this.root = root;
    this.#notes = notes;
  }

  /** What stands there, references followed; undefined where they lead nowhere or in a circle. Nothing is fetched. */
  resolve(node: unknown): unknown {
    const most = 50;
    let found = node;
    for (let followed = 0; followed < most; followed += 1) {
      const reference = referenceOf(found);
      if (reference === null) return found;
      if (!reference.startsWith('#')) {
        this.#notes.add('references to other documents were not followed', reference);
        return undefined;
      }
      found = this.#at(reference.slice(1));
    }
    return undefined;
  }

  #at(pointer: string): unknown {
    let found = this.root;
    for (const step of pointer.split('/').slice(1)) {
      const key = unescaped(step);
      if (Array.isArray(found)) found = found[Number(key)];
      else found = partOf(found, key);
    }
    return found;
  }
}

/** `#/components/schemas/Order`, or null where there is no reference. */
export function referenceOf(node: unknown): string | null {
  const reference = partOf(node, '$ref');
  return typeof reference === 'string' ? reference : null;
}

/** A JSON or YAML text as a value; what can't be read throws. */
export async function readDocument(text: string): Promise<unknown> {
  if (/^\s*\{/.test(text)) {
    const value = parseJson(text);
    if (value !== undefined) return value;
  }
  const mostYamlCharacters = 16 * 1024 * 1024;
  if (text.length > mostYamlCharacters) throw new Error('YAML of more than 16 MiB: convert it to JSON');
  const { parse } = await import('yaml');
  const value: unknown = parse(text, { maxAliasCount: 100, merge: true, logLevel: 'error' });
  return value;
}

/** `3.1` or `2.0`; null for another document. */
export function versionOf(root: unknown): string | null {
  const version = textOf(root, 'openapi') ?? textOf(root, 'swagger') ?? '';
  if (!isObject(partOf(root, 'paths'))) return null;
  return /^(?:3\.\d+|2)(?:\.\d+)*$/.test(version) ? version : null;
}

function unescaped(step: string): string {
  try {
    return decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return step;
  }
}
