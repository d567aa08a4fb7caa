/** An object of a document that somebody else wrote. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands under these keys, one in the other; undefined where one of them is missing. Own keys only. */
export function partOf(value: unknown, ...keys: readonly string[]): unknown {
  let part = value;
  for (const key of keys) {
    if (!isObject(part) || !Object.hasOwn(part, key)) return undefined;
    part = part[key];
  }
  return part;
}

/** A text or a number there as text; null where there is something else. */
export function textOf(value: unknown, ...keys: readonly string[]): string | null {
  const part = partOf(value, ...keys);
  return typeof part === 'string' ? part : typeof part === 'number' ? String(part) : null;
}

/** The list there, empty where there is none. */
export function listOf(value: unknown, ...keys: readonly string[]): readonly unknown[] {
  const part = partOf(value, ...keys);
  return Array.isArray(part) ? part : [];
}

/** Keys and values of the object there, none where there is none. */
export function entriesOf(
  value: unknown,
  ...keys: readonly string[]
): readonly (readonly [string, unknown])[] {
  const part = partOf(value, ...keys);
  return isObject(part) ? Object.entries(part) : [];
}

/** JSON, or undefined where it isn't. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
