import { readFileSync } from 'node:fs';
import type { ValidateFunction } from 'ajv';
import { InrushError, type Problem } from '../base/errors.ts';
import { version } from '../base/version.ts';
import { clip } from '../base/fit.ts';
import { parseJson } from './parse-json.ts';
import { schemaProblems } from './schema-problems.ts';
import { taggedSchema } from './tagged-schema.ts';

/** A kind of JSON that inrush writes and reads again. */
export type DocumentForm<T> = {
  /** `a result` */
  readonly noun: string;
  /** How one comes about: `inrush writes results with -o json=FILE`. */
  readonly origin: string;
  /** Its schema in `schema/`. */
  readonly schemaFile: string;
  /** What to do with other kinds that may be mistaken for it. */
  readonly otherKinds: Readonly<Record<string, Problem>>;
  readonly isValid: () => Promise<ValidateFunction<T>>;
};

const schemaVersion = 1;
const mostProblems = 10;

/**
 * A document checked against its schema, so that nobody finds anything else in it. Rejects with `usage` with what is
 * wrong and where; `name` says whose text it is.
 */
export async function readDocument<T extends { readonly startedAt: string }>(
  text: string,
  name: string,
  form: DocumentForm<T>,
): Promise<T> {
  const parsed = parseJson(text);
  if (!parsed.ok) {
    const hint = `was it cut, or is it another file? ${form.origin}`;
    throw refusal([{ message: `${name}: ${parsed.message}`, hint }]);
  }
  const { value } = parsed;
  const wrongKind = versionProblem(value, name, form) ?? kindProblem(value, name, form);
  if (wrongKind !== null) throw refusal([wrongKind]);
  const isValid = await form.isValid();
  if (isValid(value)) {
    if (!Number.isNaN(Date.parse(value.startedAt))) return value;
    const found = clip(JSON.stringify(value.startedAt), 60);
    throw refusal([{ message: `${name}: startedAt must be an ISO 8601 time, got ${found}` }]);
  }
  const problems = schemaProblems(isValid.errors ?? []);
  const shown = problems.slice(0, mostProblems).map((problem) => ({ message: `${name}: ${problem}` }));
  const rest = problems.length - shown.length;
  const more = rest > 0 ? [{ message: `${name}: and ${rest} more` }] : [];
  throw refusal(withHint([...shown, ...more], versionHint(value, form.schemaFile)));
}

/** Compiled when it is first asked for, once: that takes longer than all the rest. */
export function lazyValidator<T>(schemaFile: string): DocumentForm<T>['isValid'] {
  let compiled: ValidateFunction<T> | undefined;
  return async () => (compiled ??= await compileValidator<T>(schemaFile));
}

/** What the document says of itself, before its parts are looked at. */
function versionProblem(value: unknown, name: string, form: DocumentForm<unknown>): Problem | null {
  if (typeof value !== 'object' || value === null || !('schemaVersion' in value)) {
    return { message: `${name}: this is JSON, but not ${form.noun} of inrush`, hint: form.origin };
  }
  if (value.schemaVersion === schemaVersion) return null;
  const maker = makerOf(value);
  const isNewer = typeof value.schemaVersion === 'number' && value.schemaVersion > schemaVersion;
  if (isNewer) {
    const message = `${name}: made by a newer inrush${maker === null ? '' : `, version ${maker}`}`;
    return { message: `${message}; this is version ${version}`, hint: 'upgrade inrush' };
  }
  const found = clip(JSON.stringify(value.schemaVersion) ?? '', 30);
  const message = `${name}: schemaVersion is ${found}, and this inrush reads ${schemaVersion}`;
  return { message, hint: 'measure again with this inrush' };
}

function kindProblem(value: unknown, name: string, { otherKinds }: DocumentForm<unknown>): Problem | null {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return null;
  const { kind } = value;
  if (typeof kind !== 'string' || !Object.hasOwn(otherKinds, kind)) return null;
  const other = otherKinds[kind];
  return other === undefined ? null : { ...other, message: `${name}: ${other.message}` };
}

function versionHint(value: unknown, schemaFile: string): string | undefined {
  const maker = makerOf(value);
  return maker === null || maker === version
    ? `was it changed by hand? schema/${schemaFile} says what it must hold`
    : `it was made by inrush ${maker}, and this is ${version}`;
}

function withHint(problems: readonly Problem[], hint: string | undefined): readonly Problem[] {
  const last = problems.length - 1;
  return problems.map((problem, index) =>
    index === last && hint !== undefined ? { ...problem, hint } : problem,
  );
}

function makerOf(value: unknown): string | null {
  const isMade = typeof value === 'object' && value !== null && 'inrush' in value;
  return isMade && typeof value.inrush === 'string' ? clip(value.inrush, 30) : null;
}

async function compileValidator<T>(schemaFile: string): Promise<ValidateFunction<T>> {
  const { Ajv } = await import('ajv');
  const file = new URL(`../../schema/${schemaFile}`, import.meta.url);
  const schema: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return new Ajv({
    allErrors: true,
    allowUnionTypes: true,
    discriminator: true,
    // With the values that are wrong.
    verbose: true,
    // Half of the time to compile; the schema itself is checked by a test.
    inlineRefs: false,
    validateSchema: false,
    meta: false,
  }).compile<T>(taggedSchema(schema));
}

function refusal(problems: readonly Problem[]): InrushError {
  return new InrushError('usage', problems);
}
