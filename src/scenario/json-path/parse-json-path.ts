/**
 * A JSONPath (RFC 9535). `steps` are the common ones, which need no library; `query` is everything else: filters, slices,
 * unions, recursive descent. Beyond the standard, `.length` at the end is the length of a list or text.
 */
export type JsonPath = {
  /** It finds one value at most. */
  readonly isSingular: boolean;
} & (
  | { readonly kind: 'steps'; readonly steps: readonly JsonPathStep[] }
  | { readonly kind: 'query'; readonly query: string; readonly takesLength: boolean }
);

export type JsonPathStep =
  | { readonly kind: 'key'; readonly key: string }
  /** Of a list; below 0 from its end. */
  | { readonly kind: 'index'; readonly index: number }
  /** All values of a list or an object. */
  | { readonly kind: 'all' }
  /** Of a list or text; of an object it is the key of that name. */
  | { readonly kind: 'length' };

/** Whether it is right is another matter where it isn't of the common steps: see `jsonPathProblem`. */
export function parseJsonPath(path: string): JsonPath {
  const steps = readSteps(path);
  if (steps !== null) {
    return { kind: 'steps', steps, isSingular: steps.every((step) => step.kind !== 'all') };
  }
  const takesLength = path.endsWith('.length') && !path.endsWith('..length');
  const query = takesLength ? path.slice(0, -'.length'.length) : path;
  return { kind: 'query', query, takesLength, isSingular: false };
}

const step =
  /[ \t\r\n]*(?:\.(?:([A-Za-z_\u0080-\u{10ffff}][\w\u0080-\u{10ffff}]*)|(\*))|\[\s*(?:(0|-?[1-9]\d{0,14})|(\*)|'([^'\\\p{Cc}]*)'|"([^"\\\p{Cc}]*)")\s*\])/uy;

/** null when there is more in it than that. */
function readSteps(path: string): readonly JsonPathStep[] | null {
  if (!path.startsWith('$')) return null;
  const steps: JsonPathStep[] = [];
  let at = 1;
  while (at < path.length) {
    step.lastIndex = at;
    const match = step.exec(path);
    if (match === null) return null;
    at = step.lastIndex;
    steps.push(stepOf(match, at === path.length));
  }
  return steps;
}

function stepOf(
  [, name, dotAll, index, bracketAll, single, double]: readonly (string | undefined)[],
  isLast: boolean,
): JsonPathStep {
  if (name === 'length' && isLast) return { kind: 'length' };
  if (index !== undefined) return { kind: 'index', index: Number(index) };
  if (dotAll !== undefined || bracketAll !== undefined) return { kind: 'all' };
  return { kind: 'key', key: name ?? single ?? double ?? '' };
}
