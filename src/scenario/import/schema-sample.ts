import { forbiddenKeys } from '../file/data-source.ts';
import { entriesOf, isObject, listOf, partOf, textOf } from './json-parts.ts';
import { type OpenApiDocument, referenceOf } from './openapi-document.ts';

/** Where a schema says no more than that it is a text. */
export const sampleText = 'text';

const deepest = 10;
/** Of one sample, so that schemas that name each other over and over stay small. */
const mostValues = 500;

/** A value that a schema describes: its example, its default, or one made of its type. Never endless, whatever the schema. */
export function sampleOf(schema: unknown, document: OpenApiDocument): unknown {
  return new Sampler(document).sample(schema, 0, []);
}

class Sampler {
  readonly #document: OpenApiDocument;
  #valuesLeft = mostValues;

  constructor(document: OpenApiDocument) {
    this.#document = document;
  }

  sample(node: unknown, depth: number, inside: readonly string[]): unknown {
    const reference = referenceOf(node);
    if (depth > deepest || this.#valuesLeft <= 0 || inside.includes(reference ?? '')) return undefined;
    this.#valuesLeft -= 1;
    const path = reference === null ? inside : [...inside, reference];
    const schema = this.#document.resolve(node);
    if (!isObject(schema)) return undefined;
    const given = givenValue(schema);
    if (given !== undefined) return this.#copy(given, depth);
    const all = listOf(schema, 'allOf');
    if (all.length > 0) return this.#merged(all, schema, depth, path);
    for (const choice of [...listOf(schema, 'oneOf'), ...listOf(schema, 'anyOf')]) {
      const value = this.sample(choice, depth + 1, path);
      if (value !== undefined && value !== null) return value;
    }
    return this.#ofType(schema, depth, path);
  }

  #merged(all: readonly unknown[], schema: unknown, depth: number, path: readonly string[]): unknown {
    const own = isObject(partOf(schema, 'properties')) ? [this.#object(schema, depth, path)] : [];
    const values = [...all.map((part) => this.sample(part, depth + 1, path)), ...own];
    const objects = values.filter((value) => isObject(value));
    return objects.length > 0
      ? Object.fromEntries(objects.flatMap((value) => Object.entries(value)))
      : values.find((value) => value !== undefined);
  }

  #ofType(schema: unknown, depth: number, path: readonly string[]): unknown {
    const types = [partOf(schema, 'type')].flat();
    const type = types.find((name) => name !== 'null') ?? types[0];
    if (type === 'array' || (type === undefined && partOf(schema, 'items') !== undefined)) {
      const item = this.sample(partOf(schema, 'items'), depth + 1, path);
      return item === undefined ? [] : [item];
    }
    if (type === 'object' || isObject(partOf(schema, 'properties'))) {
      return this.#object(schema, depth, path);
    }
    if (type === 'integer' || type === 'number') return numberWithin(schema);
    if (type === 'boolean') return true;
    return type === 'null' ? null : textLike(schema);
  }

  #object(schema: unknown, depth: number, path: readonly string[]): unknown {
    const required = listOf(schema, 'required');
    const fields = entriesOf(schema, 'properties').flatMap(([name, property]) => {
      const resolved = this.#document.resolve(property);
      if (partOf(resolved, 'readOnly') === true || forbiddenKeys.includes(name)) return [];
      const value = this.sample(property, depth + 1, path);
      if (value !== undefined) return [[name, value] as const];
      return required.includes(name) ? [[name, null] as const] : [];
    });
    return Object.fromEntries(fields);
  }

  /** Examples are others' data, too. */
  #copy(value: unknown, depth: number): unknown {
    this.#valuesLeft -= 1;
    if (depth > deepest || this.#valuesLeft <= 0) return null;
    if (Array.isArray(value)) {
      return value.slice(0, mostValues).map((item: unknown) => this.#copy(item, depth + 1));
    }
    if (!isObject(value)) return typeof value === 'bigint' ? String(value) : value;
    const kept = Object.entries(value).filter(([name]) => !forbiddenKeys.includes(name));
    return Object.fromEntries(
      kept.slice(0, mostValues).map(([name, item]) => [name, this.#copy(item, depth + 1)]),
    );
  }
}

function givenValue(schema: unknown): unknown {
  const [example] = listOf(schema, 'examples');
  const [choice] = listOf(schema, 'enum');
  return (
    partOf(schema, 'example') ?? example ?? partOf(schema, 'default') ?? partOf(schema, 'const') ?? choice
  );
}

function numberWithin(schema: unknown): number {
  const bound = (key: string): number | null => {
    const value = partOf(schema, key);
    return typeof value === 'number' ? value : null;
  };
  const step = bound('multipleOf') ?? 1;
  const exclusive = bound('exclusiveMinimum');
  const least = exclusive === null ? bound('minimum') : exclusive + step;
  const most = bound('maximum') ?? bound('exclusiveMaximum');
  if (least !== null) return Math.ceil(least / step) * step;
  return most !== null && most < step ? Math.floor(most / step) * step : step;
}

const samples: Readonly<Record<string, string>> = {
  date: '2026-01-31',
  'date-time': '2026-01-31T12:00:00Z',
  time: '12:00:00Z',
  duration: 'PT1H',
  email: 'user@example.test',
  hostname: 'example.test',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.test/',
  url: 'https://example.test/',
  uuid: '123e4567-e89b-42d3-a456-426614174000',
  byte: 'dGV4dA==',
};

function textLike(schema: unknown): string {
  const format = textOf(schema, 'format') ?? '';
  const sample = Object.hasOwn(samples, format) ? samples[format] : undefined;
  if (sample !== undefined) return sample;
  const least = lengthOf(partOf(schema, 'minLength'), 0);
  const most = lengthOf(partOf(schema, 'maxLength'), 1000);
  return sampleText.padEnd(least, 'x').slice(0, most);
}

function lengthOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? Math.min(1000, Math.max(0, value)) : otherwise;
}
