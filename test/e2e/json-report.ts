import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { SyncVsAsyncResult } from '../../src/modes/sync-vs-async/comparison-result.ts';
import type { Result } from '../../src/summary/result.ts';
import type { CliOutcome } from '../support/built-cli.ts';

const schemaFile = new URL('../../schema/result.schema.json', import.meta.url);
const validate = new Ajv({ allErrors: true }).compile(JSON.parse(readFileSync(schemaFile, 'utf8')) as object);

/** A load run's JSON: throws unless the text is one document that follows the published schema. */
export function loadResult(text: string): Result {
  const report = checked(text);
  if (report.kind !== 'load-run') throw new Error(`expected a load run, got ${report.kind}`);
  return report;
}

/** The same for `inrush sync-vs-async`. */
export function comparisonResult(text: string): SyncVsAsyncResult {
  const report = checked(text);
  if (report.kind !== 'sync-vs-async') throw new Error(`expected a comparison, got ${report.kind}`);
  return report;
}

/** Of a process that was asked for JSON; one that printed none says why on stderr. */
export function loadResultOf({ stdout, stderr, exitCode }: CliOutcome): Result {
  if (stdout === '') throw new Error(`no JSON, exit code ${exitCode}: ${stderr}`);
  return loadResult(stdout);
}

function checked(text: string): Result | SyncVsAsyncResult {
  const report = JSON.parse(text) as Result | SyncVsAsyncResult;
  if (validate(report)) return report;
  throw new Error(validate.errors?.map((error) => `${error.instancePath} ${error.message}`).join('\n'));
}
