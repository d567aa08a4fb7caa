import { statSync } from 'node:fs';
import { describeCause, InrushError, type Problem } from '../base/errors.ts';
import type { ComparedSide } from '../gate/compare/compared-side.ts';
import { sideOfBaseline, sideOfRuns } from '../gate/compare/make-side.ts';
import { clip } from '../base/fit.ts';
import { parseJson } from '../documents/parse-json.ts';
import { readBaseline } from '../documents/read-baseline.ts';
import { readReport } from '../report/read-report.ts';
import { readStoredRuns } from './stored-runs.ts';
import { readText } from './url-sources.ts';

/** A side of a comparison, or why there is none. */
export type SideReading =
  | { readonly ok: true; readonly side: ComparedSide }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const hint = 'name a result that -o json=FILE wrote, a folder of them, or a baseline';

/** A result file, a folder of results, or a baseline; `-` is one of the files from stdin. */
export async function readSide(path: string): Promise<SideReading> {
  try {
    if (path === '-' || !statSync(path).isDirectory()) return await readFileSide(path);
  } catch (error) {
    if (error instanceof InrushError) return { ok: false, problems: error.problems };
    return refusal(`${path} can't be read (${describeCause(error)})`, hint);
  }
  return readFolder(path);
}

/** What isn't of inrush, or is no load run, is left out, and said. */
async function readFolder(path: string): Promise<SideReading> {
  const { runs, others, problems } = await readStoredRuns([path]);
  if (problems.length > 0) return { ok: false, problems };
  if (runs.length > 0) return { ok: true, side: sideOfRuns(path, 'folder', runs, others) };
  const [first] = others;
  const why = first === undefined ? '' : ` (${first.name}: ${first.reason})`;
  return refusal(`${path}: there is no result of a load run in it${why}`, hint);
}

/** Throws `usage` with all that is wrong with it. */
async function readFileSide(path: string): Promise<SideReading> {
  const text = await readText(path);
  if (!text.ok) return refusal(text.message, hint);
  const name = path === '-' ? 'stdin' : path;
  if (kindOf(text.value) === 'baseline') {
    return { ok: true, side: sideOfBaseline(name, await readBaseline(text.value, name)) };
  }
  const report = await readReport(text.value, name);
  if (report.kind === 'load-run') {
    return { ok: true, side: sideOfRuns(name, 'result', [{ name, result: report }]) };
  }
  const own =
    'inrush sync-vs-async compares its sides itself; hold its speed-up against a limit with --fail-if';
  return report.kind === 'sync-vs-async'
    ? refusal(`${name}: it compares sync and async, and is no load run`, own)
    : refusal(`${name}: it is what inrush ${report.kind} found, and no load run`, hint);
}

function kindOf(text: string): unknown {
  const parsed = parseJson(text);
  const value = parsed.ok ? parsed.value : null;
  return typeof value === 'object' && value !== null && 'kind' in value ? value.kind : null;
}

function refusal(message: string, why: string): SideReading {
  return { ok: false, problems: [{ message: clip(message, 300), hint: why }] };
}
