import type { Problem } from '../base/errors.ts';
import { suggest } from '../base/suggest.ts';
import { type ConnectTo, engineNames, type Timeouts } from './connecting.ts';
import type { Stage } from './load.ts';
import type { Scenario, ScenarioUrl } from './scenario.ts';

/** A check of one field's value, and what it accepts. */
export type Shape = { readonly expected: string; readonly accepts: (value: unknown) => boolean };

export const text: Shape = { expected: 'a text', accepts: (value) => typeof value === 'string' };
export const number: Shape = { expected: 'a number', accepts: (value) => typeof value === 'number' };
export const numbers: Shape = {
  expected: 'a list of numbers',
  accepts: isListOf((value) => typeof value === 'number'),
};
export const callback: Shape = {
  expected: 'a function',
  accepts: (value) => typeof value === 'function',
};
const bytes: Shape = {
  expected: 'bytes: Buffer.from(text)',
  accepts: (value) => value instanceof Uint8Array,
};
export const record: Shape = { expected: 'an object', accepts: isRecord };
export const texts: Shape = {
  expected: 'a list of texts',
  accepts: isListOf((value) => typeof value === 'string'),
};
const records: Shape = { expected: 'a list of objects', accepts: isListOf(isRecord) };
const headers: Shape = {
  expected: "a list of pairs: [['accept', 'text/html']]",
  accepts: isListOf((pair) => Array.isArray(pair) && pair.length === 2 && texts.accepts(pair)),
};

const fields: Readonly<Record<keyof Scenario, Shape>> = {
  url: text,
  urls: records,
  method: text,
  headers,
  body: bytes,
  connections: number,
  durationMs: number,
  requests: number,
  ratePerS: number,
  stages: records,
  arrival: oneOf(['uniform', 'poisson']),
  pacing: oneOf(['precise', 'timer', 'auto']),
  seed: number,
  warmupMs: number,
  warmup: oneOf(['auto']),
  gracefulStopMs: number,
  maxQueued: number,
  engine: oneOf(engineNames),
  workers: number,
  pipelining: number,
  requestsPerConnection: number,
  timeouts: record,
  tls: record,
  unixPath: text,
  connectTo: records,
  localAddresses: texts,
  proxy: text,
};

const urlFields: Readonly<Record<keyof ScenarioUrl, Shape>> = {
  url: text,
  weight: number,
  name: text,
  method: text,
  headers,
  body: bytes,
  at: text,
};
export const flag: Shape = { expected: 'true or false', accepts: (value) => typeof value === 'boolean' };
/** Of the fields that are objects, or lists of them, the fields inside. */
const inner: Readonly<Record<string, Readonly<Record<string, Shape>>>> = {
  urls: urlFields,
  stages: { durationMs: number, targetPerS: number } satisfies Record<keyof Stage, Shape>,
  timeouts: {
    totalMs: number,
    connectMs: number,
    tlsMs: number,
    firstByteMs: number,
    idleMs: number,
  } satisfies Record<keyof Timeouts, Shape>,
  tls: { ca: text, cert: text, key: text, verify: flag } satisfies Record<
    keyof NonNullable<Scenario['tls']>,
    Shape
  >,
  connectTo: { host: text, port: number, toHost: text, toPort: number } satisfies Record<
    keyof ConnectTo,
    Shape
  >,
};
/** Of a long list that is wrong throughout, the rest says the same. */
const mostShown = 10;

export const scenarioFields: readonly string[] = Object.keys(fields);

/** What is wrong with the shape of a scenario that a program gives, where no compiler has looked. */
export function inputProblems(scenario: unknown): Problem[] {
  const problems = shapeProblems('the scenario', scenario, fields);
  if (!isRecord(scenario)) return problems;
  const innerProblems = Object.entries(inner).flatMap(([name, shapes]) =>
    partsOf(name, scenario[name])
      .flatMap(([where, part]) => partProblems(where, part, shapes))
      .slice(0, mostShown),
  );
  return [...problems, ...innerProblems];
}

/** The objects in a field, each with its name: `tls`, `urls[2]`. */
function partsOf(name: string, value: unknown): [where: string, part: unknown][] {
  if (!Array.isArray(value)) return [[name, value]];
  return value.map((part: unknown, index) => [`${name}[${index}]`, part]);
}

function partProblems(where: string, part: unknown, shapes: Readonly<Record<string, Shape>>): Problem[] {
  // What is no object at all was told for the whole field.
  if (!isRecord(part)) return [];
  const problems = shapeProblems(where, part, shapes, `${where}.`);
  if (shapes === urlFields && part['url'] === undefined) problems.push({ message: `${where} has no url` });
  return problems;
}

/**
 * Unknown fields, for a misspelt one would be a default that nobody notices, and values of the wrong kind. An
 * undefined field is one that isn't there.
 */
export function shapeProblems(
  where: string,
  given: unknown,
  shapes: Readonly<Record<string, Shape>>,
  prefix = '',
): Problem[] {
  const known = Object.keys(shapes);
  if (!isRecord(given)) {
    return [{ message: `${where} must be an object`, hint: `its fields are ${known.join(', ')}` }];
  }
  const problems = Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => unknownField(where, name, known));
  for (const [name, { expected, accepts }] of Object.entries(shapes)) {
    const value = given[name];
    if (value !== undefined && !accepts(value)) {
      problems.push({ message: `${prefix}${name} must be ${expected}`, hint: `it is ${describe(value)}` });
    }
  }
  return problems;
}

function unknownField(where: string, name: string, known: readonly string[]): Problem {
  const near = suggest(name, known);
  const hint = near === undefined ? `its fields are ${known.join(', ')}` : `did you mean ${near}?`;
  return { message: `${where} has no field "${name}"`, hint };
}

function oneOf(choices: readonly string[]): Shape {
  const accepts = (value: unknown): boolean => choices.some((choice) => choice === value);
  return { expected: choices.map((choice) => `'${choice}'`).join(' or '), accepts };
}

function isListOf(accepts: (value: unknown) => boolean): (value: unknown) => boolean {
  return (value) => Array.isArray(value) && value.every(accepts);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'null';
  if (typeof value === 'function') return 'a function';
  return typeof value === 'object' ? 'an object' : `the ${typeof value} ${JSON.stringify(value) ?? ''}`;
}
