import { existsSync, readFileSync } from 'node:fs';
import { InrushError } from '../base/errors.ts';
import type { Baseline } from '../gate/baseline/baseline.ts';
import { baselineText } from '../gate/baseline/baseline-text.ts';
import { joinBaselines, makeBaseline } from '../gate/baseline/make-baseline.ts';
import { conditionDifferences } from '../gate/compare/condition-differences.ts';
import { conditionsOf } from '../gate/compare/conditions.ts';
import type { Recording } from '../modes/record-runs.ts';
import { baselineReport } from '../report/baseline-table.ts';
import { clip } from '../base/fit.ts';
import { formatCount } from '../report/format.ts';
import { readBaseline } from '../documents/read-baseline.ts';
import type { Result } from '../summary/result.ts';
import { writeToStdout } from './deliver.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { writeReport } from './outputs.ts';
import { note, paletteFor } from './terminal.ts';

/** What runs are added to; null: nothing. Throws `usage` with what is wrong with the file. */
export async function olderBaseline(
  { isAppended }: { readonly isAppended: boolean },
  path: string,
): Promise<Baseline | null> {
  return isAppended && existsSync(path) ? readBaseline(readFileSync(path, 'utf8'), path) : null;
}

/** Throws `usage` with every condition by which a run differs from those that it is to be added to. */
export function refuseUnlike(older: Baseline | null, run: Result, path: string): void {
  const differences = older === null ? [] : conditionDifferences(older.conditions, conditionsOf(run));
  if (differences.length === 0) return;
  const hint = 'nothing was written; record it without --append, or to another file';
  throw new InrushError(
    'usage',
    differences.map((text, index) => {
      const message = clip(`${path} is of something else: ${text}`, 300);
      return index === differences.length - 1 ? { message, hint } : { message };
    }),
  );
}

/** Writes what was recorded and shows it; where too few runs count, nothing is written. */
export async function keepBaseline(
  { counted, leftOut }: Recording,
  { asked, path, older }: { readonly asked: number; readonly path: string; readonly older: Baseline | null },
): Promise<ExitCode> {
  for (const { name, reason } of leftOut) note(`${name} doesn't count: ${reason}`);
  if (counted.length < Math.min(asked, 2)) {
    note(`nothing was written: ${formatCount(counted.length)} of ${formatCount(asked)} runs count`);
    return exitCode.invalid;
  }
  const recorded = makeBaseline(counted);
  const baseline = older === null ? recorded : joinBaselines(older, recorded);
  writeReport(path, baselineText(baseline));
  await writeToStdout(baselineReport(baseline, paletteFor(process.stdout)));
  const fewer = counted.length < asked ? `, of ${formatCount(counted.length)} runs in place of ${asked}` : '';
  note(`the baseline is in ${path}${fewer}`);
  return exitCode.done;
}
