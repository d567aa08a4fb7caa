import { readFileSync } from 'node:fs';
import type { ValidateFunction } from 'ajv';
import { InrushError, type Problem } from '../base/errors.ts';
import { version } from '../base/version.ts';
import { clip } from './fit.ts';
import { parseJson } from './parse-json.ts';
import type { Report } from './reporter.ts';
import { schemaProblems } from './schema-problems.ts';
import { taggedSchema } from './tagged-schema.ts';

const schemaVersion: Report['schemaVersion'] = 1;
const mostProblems = 10;

/**
 * The report that `-o json` wrote, checked against its schema, so that no reporter finds anything else in it. Rejects with
 * `usage` with what is wrong and where; `name` says whose text it is.
 */
export async function readReport(text: string, name: string): Promise<Report> {
  const parsed = parseJson(text);
  if (!parsed.ok) {
    const hint = 'was it cut, or is it another file? inrush writes results with -o json=FILE';
    throw refusal([{ message: `${name}: ${parsed.message}`, hint }]);
  }
  const wrongKind = versionProblem(parsed.value, name);
  if (wrongKind !== null) throw refusal([wrongKind]);
  const isReport = await reportValidator();
  const { value } = parsed;
  if (isReport(value)) {
    if (!Number.isNaN(Date.parse(value.startedAt))) return value;
    const found = clip(JSON.stringify(value.startedAt), 60);
    throw refusal([{ message: `${name}: startedAt must be an ISO 8601 time, got ${found}` }]);
  }
  const problems = schemaProblems(isReport.errors ?? []);
  const shown = problems.slice(0, mostProblems).map((problem) => ({ message: `${name}: ${problem}` }));
  const rest = problems.length - shown.length;
  const more = rest > 0 ? [{ message: `${name}: and ${rest} more` }] : [];
  throw refusal(withHint([...shown, ...more], versionHint(value)));
}

/** What the document says of itself, before its parts are looked at. */
function versionProblem(value: unknown, name: string): Problem | null {
  if (typeof value !== 'object' || value === null || !('schemaVersion' in value)) {
    const hint = 'inrush writes results with -o json=FILE';
    return { message: `${name}: this is JSON, but not a result of inrush`, hint };
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

function versionHint(value: unknown): string | undefined {
  const maker = makerOf(value);
  return maker === null || maker === version
    ? 'was it changed by hand? schema/result.schema.json says what it must hold'
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

/** To load and compile it takes longer than all the rest. */
let compiled: ValidateFunction<Report> | undefined;

async function reportValidator(): Promise<ValidateFunction<Report>> {
  compiled ??= await compileValidator();
  return compiled;
}

async function compileValidator(): Promise<ValidateFunction<Report>> {
  const { Ajv } = await import('ajv');
  const file = new URL('../../schema/result.schema.json', import.meta.url);
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
  }).compile<Report>(taggedSchema(schema));
}

function refusal(problems: readonly Problem[]): InrushError {
  return new InrushError('usage', problems);
}
