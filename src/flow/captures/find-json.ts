// Hot path: runs for every response of which JSON is read.
import { parseJsonPath, type JsonPathStep } from '../../scenario/json-path/parse-json-path.ts';

/** What a JSONPath finds in a document. */
export type FindJson = {
  readonly isSingular: boolean;
  /** The first; undefined when there is nothing. */
  readonly first: (document: unknown) => unknown;
  readonly all: (document: unknown) => readonly unknown[];
};

/** The library is loaded only where a path needs more than the common steps. Throws where it is no JSONPath. */
export async function compileJsonPath(path: string): Promise<FindJson> {
  const parsed = parseJsonPath(path);
  if (parsed.kind === 'steps') return findBySteps(parsed.steps, parsed.isSingular);
  const { compileJsonQuery } = await import('../../scenario/json-path/query-json.ts');
  const query = compileJsonQuery(parsed.query);
  const all = parsed.takesLength
    ? (document: unknown) => query(document).map(lengthOf).filter(isFound)
    : query;
  return { isSingular: false, first: (document) => all(document)[0], all };
}

function findBySteps(steps: readonly JsonPathStep[], isSingular: boolean): FindJson {
  const all = (document: unknown): readonly unknown[] => {
    const found: unknown[] = [];
    collect(document, steps, 0, found);
    return found;
  };
  if (!isSingular) return { isSingular, first: (document) => all(document)[0], all };
  const first = (document: unknown): unknown => {
    let value = document;
    for (const step of steps) {
      value = follow(value, step);
      if (value === undefined) return undefined;
    }
    return value;
  };
  return { isSingular, first, all };
}

function collect(value: unknown, steps: readonly JsonPathStep[], at: number, found: unknown[]): void {
  const step = steps[at];
  if (step === undefined) found.push(value);
  else if (step.kind === 'all') {
    if (typeof value !== 'object' || value === null) return;
    for (const inner of Array.isArray(value) ? value : Object.values(value)) {
      collect(inner, steps, at + 1, found);
    }
  } else {
    const next = follow(value, step);
    if (next !== undefined) collect(next, steps, at + 1, found);
  }
}

/** undefined where there is nothing; JSON has no such value. */
function follow(value: unknown, step: JsonPathStep): unknown {
  switch (step.kind) {
    case 'key':
      return keyOf(value, step.key);
    case 'index':
      return Array.isArray(value) ? value.at(step.index) : undefined;
    case 'length':
      return lengthOf(value);
    default:
      return undefined;
  }
}

function lengthOf(value: unknown): unknown {
  return Array.isArray(value) || typeof value === 'string' ? value.length : keyOf(value, 'length');
}

function keyOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return hasOwn(value, key) ? value[key] : undefined;
}

function hasOwn<K extends string>(value: object, key: K): value is Readonly<Record<K, unknown>> {
  return Object.hasOwn(value, key);
}

function isFound(value: unknown): boolean {
  return value !== undefined;
}
