import type { Problem } from '../../base/errors.ts';
import { suggest } from '../../base/suggest.ts';
import type { ShapeFault } from './check-shape.ts';
import type { DataSource } from './data-source.ts';
import { pathText } from './path-text.ts';

const shownWidth = 60;

/** Faults of shape in words, each with its place and what to do, in the order of the text. */
export function shapeProblems(
  faults: readonly ShapeFault[],
  { locate, written }: Pick<DataSource, 'locate' | 'written'>,
): Problem[] {
  const placed = faults
    .filter((fault) => !isFollowing(fault, faults))
    .map((fault) => {
      const isKey = fault.kind === 'unknown-key';
      const place = isKey ? locate([...fault.path, fault.key], 'key') : locate(fault.path, 'value');
      return { place, ...wording(fault, written) };
    });
  return placed
    .toSorted((a, b) => a.place.offset - b.place.offset)
    .map(({ place, message, hint }) => withHint(`${place.text}: ${message}`, hint));
}

/** A key that is missing because it is misspelt needs telling once. */
function isFollowing(fault: ShapeFault, faults: readonly ShapeFault[]): boolean {
  const missing = fault.kind === 'missing' ? [fault.key] : fault.kind === 'none' ? fault.keys : [];
  return faults.some(
    (other) =>
      other.kind === 'unknown-key' &&
      pathText(other.path) === pathText(fault.path) &&
      missing.includes(suggest(other.key, other.known) ?? ''),
  );
}

function wording(fault: ShapeFault, written: DataSource['written']): Problem {
  const name = pathText(fault.path);
  const subject = name === '' ? 'the scenario' : name;
  switch (fault.kind) {
    case 'type': {
      const message = `${subject} must be ${typeNames(fault.expected)}, got ${shown(fault.value, written.get(name))}`;
      return withHint(message, colonHint(fault.value) ?? plainText(fault.description));
    }
    case 'value': {
      const message = `${subject} is ${shown(fault.value, written.get(name))}, and must be ${choice(fault.expected)}`;
      const texts = fault.expected.filter((value) => typeof value === 'string');
      return withHint(message, didYouMean(String(fault.value), texts));
    }
    case 'missing':
      return withHint(`${subject} has no "${fault.key}"`, plainText(fault.description));
    case 'unknown-key': {
      const hint = didYouMean(fault.key, fault.known) ?? `its keys are ${fault.known.join(', ')}`;
      return withHint(`${subject} has no key "${fault.key}"`, hint);
    }
    case 'none':
      return withHint(`${subject} needs one of ${fault.keys.join(', ')}`, undefined);
    default: {
      const [first = '', ...others] = fault.found;
      const message = `${subject} has ${first} and ${others.join(' and ')}, and may have only one of them`;
      return withHint(message, `it takes one of ${fault.keys.join(', ')}`);
    }
  }
}

const names: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  data: 'plain data',
  function: 'a function',
  null: 'null',
  number: 'a number',
  object: 'an object',
  string: 'a text',
};

function typeNames(types: readonly string[]): string {
  return choice(
    types.map((type) => names[type] ?? type),
    (name) => String(name),
  );
}

function choice(values: readonly unknown[], text = (value: unknown) => JSON.stringify(value)): string {
  const texts = values.map(text);
  const last = texts.at(-1) ?? 'nothing';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} or ${last}`;
}

/** What came from the environment may be secret. */
function shown(value: unknown, written: string | undefined): string {
  if (written !== undefined) return clipped(JSON.stringify(written));
  if (value === null) return 'nothing (null)';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'function') return 'a function';
  return typeof value === 'object' ? 'an object' : clipped(JSON.stringify(value) ?? typeof value);
}

/** `- get /orders` is a text, and looks like a step. */
function colonHint(value: unknown): string | undefined {
  const [, key = '', rest = ''] = typeof value === 'string' ? (/^(\w+) +(\S.*)$/s.exec(value) ?? []) : [];
  return key === '' ? undefined : `is a colon missing? ${clipped(`${key}: ${rest}`)}`;
}

function didYouMean(word: string, known: readonly string[]): string | undefined {
  const near = suggest(word, known);
  return near === undefined ? undefined : `did you mean "${near}"?`;
}

/** The first sentence of a description, which is Markdown for editors. */
function plainText(description: string | undefined): string | undefined {
  return description
    ?.split(/(?<=\.)\s+(?=[A-Z])/)[0]
    ?.replaceAll('`', '')
    .replaceAll('\n', ' ');
}

function clipped(text: string): string {
  return text.length > shownWidth ? `${text.slice(0, shownWidth - 1)}…` : text;
}

function withHint(message: string, hint: string | undefined): Problem {
  return hint === undefined ? { message } : { message, hint };
}
