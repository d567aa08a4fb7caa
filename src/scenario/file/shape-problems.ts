import type { Problem } from '../../base/errors.ts';
import { suggest } from '../../base/suggest.ts';
import type { ShapeFault } from './check-shape.ts';
import type { DataSource } from './data-source.ts';
import { pathText } from './path-text.ts';
import { clipped, quoted } from './quoted.ts';

/** Of a file that is wrong throughout, the rest says the same. */
const mostProblems = 50;

/** Faults of shape in words, each with its place and what to do, in the order of the text. */
export function shapeProblems(
  faults: readonly ShapeFault[],
  { locate, written }: Pick<DataSource, 'locate' | 'written'>,
): readonly Problem[] {
  const misspelt = meantKeys(faults);
  const told = faults.filter((fault) => !isFollowing(fault, misspelt));
  // To find a place takes longer than to find a fault.
  const problems = told
    .slice(0, mostProblems)
    .map((fault) => {
      const isKey = fault.kind === 'unknown-key';
      const place = isKey ? locate([...fault.path, fault.key], 'key') : locate(fault.path, 'value');
      return { place, ...wording(fault, written) };
    })
    .toSorted((a, b) => a.place.offset - b.place.offset)
    .map(({ place, message, hint }) => withHint(`${place.text}: ${message}`, hint));
  return withRest(problems, told.length - problems.length);
}

/** At most some of them, and how many more there are. */
export function atMost(problems: readonly Problem[]): readonly Problem[] {
  return withRest(problems.slice(0, mostProblems), problems.length - mostProblems);
}

function withRest(problems: readonly Problem[], rest: number): readonly Problem[] {
  return rest > 0 ? [...problems, { message: `and ${rest} more` }] : problems;
}

/** Of each object, the keys that unknown ones are likely to mean. */
function meantKeys(faults: readonly ShapeFault[]): ReadonlyMap<string, readonly string[]> {
  const meant = new Map<string, string[]>();
  for (const fault of faults) {
    if (fault.kind !== 'unknown-key') continue;
    const place = pathText(fault.path);
    // Who has more than a few in one object made another mistake.
    const keys = meant.get(place) ?? [];
    if (keys.length < mostProblems) keys.push(suggest(fault.key, fault.known) ?? '');
    meant.set(place, keys);
  }
  return meant;
}

/** A key that is missing because it is misspelt needs telling once. */
function isFollowing(fault: ShapeFault, misspelt: ReadonlyMap<string, readonly string[]>): boolean {
  const missing = fault.kind === 'missing' ? [fault.key] : fault.kind === 'none' ? fault.keys : [];
  if (missing.length === 0) return false;
  return (misspelt.get(pathText(fault.path)) ?? []).some((key) => missing.includes(key));
}

function wording(fault: ShapeFault, written: DataSource['written']): Problem {
  const name = pathText(fault.path);
  const subject = name === '' ? 'the scenario' : clipped(name, 120);
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
      return withHint(`${subject} has no key ${quoted(fault.key)}`, hint);
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
  if (written !== undefined) return quoted(written);
  if (value === null) return 'nothing (null)';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'function') return 'a function';
  return typeof value === 'object' ? 'an object' : clipped(JSON.stringify(value) ?? typeof value);
}

/** `- get /orders` is a text, and looks like a step. */
function colonHint(value: unknown): string | undefined {
  const [, key = '', rest = ''] = typeof value === 'string' ? (/^(\w+) +(\S.*)$/s.exec(value) ?? []) : [];
  return key === '' ? undefined : `is a colon missing? ${quoted(`${key}: ${rest}`).slice(1, -1)}`;
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

function withHint(message: string, hint: string | undefined): Problem {
  return hint === undefined ? { message } : { message, hint };
}
