import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describeCause, InrushError, type Problem } from '../base/errors.ts';
import type { LeftOut } from '../gate/compare/compare-result.ts';
import type { StoredRun } from '../gate/compare/make-side.ts';
import { clip } from '../base/fit.ts';
import { parseJson } from '../documents/parse-json.ts';
import { readReport } from '../report/read-report.ts';
import type { Result } from '../summary/result.ts';
import { readText } from './url-sources.ts';

export type StoredRuns = {
  readonly runs: readonly StoredRun[];
  /** Results of inrush that are no load runs. */
  readonly others: readonly LeftOut[];
  readonly problems: readonly Problem[];
};

const origin = 'inrush writes results with -o json=FILE';
const mostProblems = 20;

/**
 * The load runs in folders, their folders included, and files, which `-o json` wrote; all that can't be read at once. The
 * time series are left out, for there may be many.
 */
export async function readStoredRuns(words: readonly string[]): Promise<StoredRuns> {
  const found = words.map(filesOf);
  const problems = found.flatMap((each) => (each.ok ? [] : [each.problem]));
  const runs: StoredRun[] = [];
  const others: LeftOut[] = [];
  for (const file of found.flatMap((each) => (each.ok ? each.files : []))) {
    const read = await readFile(file);
    if (read.kind === 'run') runs.push(read.run);
    else if (read.kind === 'other') others.push({ name: file.name, reason: read.reason });
    else problems.push(...read.problems);
  }
  return { runs, others, problems: atMost(problems) };
}

type File = { readonly name: string; readonly path: string };
type Files =
  { readonly ok: true; readonly files: readonly File[] } | { readonly ok: false; readonly problem: Problem };

function filesOf(word: string): Files {
  try {
    if (!statSync(word).isDirectory()) return { ok: true, files: [{ name: word, path: word }] };
    const names = readdirSync(word, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .toSorted();
    if (names.length > 0) {
      return { ok: true, files: names.map((name) => ({ name, path: join(word, name) })) };
    }
    return { ok: false, problem: { message: `${word} holds no .json file`, hint: origin } };
  } catch (error) {
    const hint = `name a folder of results; ${origin}`;
    return { ok: false, problem: { message: `can't read ${word} (${describeCause(error)})`, hint } };
  }
}

type Reading =
  | { readonly kind: 'run'; readonly run: StoredRun }
  | { readonly kind: 'other'; readonly reason: string }
  | { readonly kind: 'broken'; readonly problems: readonly Problem[] };

async function readFile({ name, path }: File): Promise<Reading> {
  const text = await readText(path);
  if (!text.ok) return { kind: 'broken', problems: [{ message: text.message }] };
  const reason = otherKind(text.value);
  if (reason !== null) return { kind: 'other', reason };
  try {
    const report = await readReport(text.value, name);
    return report.kind === 'load-run'
      ? { kind: 'run', run: { name, result: withoutSeries(report) } }
      : { kind: 'other', reason: otherReason(report.kind) };
  } catch (error) {
    if (error instanceof InrushError) return { kind: 'broken', problems: error.problems };
    throw error;
  }
}

/** What whole JSON is instead of a load run; null where it may be one, if a broken one. */
function otherKind(text: string): string | null {
  const parsed = parseJson(text);
  if (!parsed.ok) return null;
  const { value } = parsed;
  if (typeof value !== 'object' || value === null || !('schemaVersion' in value)) {
    return 'it is JSON, but not of inrush';
  }
  const kind = 'kind' in value ? value.kind : null;
  return typeof kind === 'string' && kind !== 'load-run' ? otherReason(kind) : null;
}

function otherReason(kind: string): string {
  return `it is of kind ${clip(kind, 30)}, and no load run`;
}

function withoutSeries(result: Result): Result {
  return { ...result, timeSeries: { ...result.timeSeries, points: [] } };
}

function atMost(problems: readonly Problem[]): readonly Problem[] {
  const shown = problems.slice(0, mostProblems);
  const rest = problems.length - shown.length;
  return rest > 0 ? [...shown, { message: `and ${rest} more problems` }] : shown;
}
