import type { ErrorObject } from 'ajv';
import { clip } from '../base/fit.ts';

const shownWidth = 60;

/** What a validator found, in words: `latency.connect.count must be number, got "9"`. */
export function schemaProblems(errors: readonly ErrorObject[]): readonly string[] {
  const found = errors.filter(({ keyword }) => !['anyOf', 'oneOf'].includes(keyword));
  const problems = found
    .filter((error) => error.keyword !== 'type' || !isAlternative(error, found))
    .map((error) => `${clip(placeOf(error), shownWidth)} ${reasonOf(error, found)}`.trim());
  return [...new Set(problems)];
}

/** `must be null` is no news of an object that has something wrong inside. */
function isAlternative({ instancePath }: ErrorObject, errors: readonly ErrorObject[]): boolean {
  return errors.some((other) =>
    other.instancePath === instancePath
      ? other.keyword !== 'type'
      : other.instancePath.startsWith(`${instancePath}/`),
  );
}

/** `rounds[2].order`, of a key that is missing or too much with the key itself. */
function placeOf({ instancePath, params }: ErrorObject): string {
  const names = instancePath.split('/').slice(1);
  const key: unknown = params['missingProperty'] ?? params['additionalProperty'] ?? params['tag'];
  if (typeof key === 'string') names.push(key);
  const place = names
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((name) => (/^\d+$/.test(name) ? `[${name}]` : `.${name}`))
    .join('');
  return place.replace(/^\./, '');
}

function reasonOf(
  { keyword, params, message, instancePath, data }: ErrorObject,
  all: readonly ErrorObject[],
): string {
  switch (keyword) {
    case 'required':
      return 'is missing';
    case 'additionalProperties':
      return 'is not known';
    case 'discriminator':
      return `is not known, got ${shown(params['tagValue'])}`;
    case 'const':
      return `must be ${shown(params['allowedValue'])}, got ${shown(data)}`;
    case 'enum':
      return `must be one of ${shown(params['allowedValues'])}, got ${shown(data)}`;
    case 'type': {
      const wanted = all.filter((other) => other.keyword === 'type' && other.instancePath === instancePath);
      const types = new Set(wanted.map((other) => String(other.params['type']).replaceAll(',', ' or ')));
      return `must be ${[...types].join(' or ')}, got ${shown(data)}`;
    }
    default:
      return message ?? keyword;
  }
}

function shown(value: unknown): string {
  return clip(JSON.stringify(value) ?? 'nothing', shownWidth);
}
