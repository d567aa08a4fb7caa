import type { RowsReading } from '../../scenario/data/index-rows.ts';
import type { RowIndex } from '../../scenario/data/row-index.ts';
import { variableNameProblem } from '../../scenario/expression/variable-name.ts';
import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import type { DataFile } from '../../scenario/file/scenario-file.ts';
import type { DataPlan } from '../flows-plan.ts';
import type { Columns } from './known-names.ts';
import type { NamedFiles } from './named-files.ts';
import type { ProblemList } from './problem-list.ts';

/** Reads a file of rows once; `name` is the file's as it may be shown. */
export type IndexRows = (path: string, name: string) => Promise<RowsReading>;

export type PlannedData = {
  readonly sources: readonly DataPlan[];
  readonly columns: Columns;
  /** Ends the files that the rows were written to. */
  readonly remove: () => void;
};

/** Reads the rows of all sources. One that is wrong is told, and its columns count as unknown. */
export async function planData(
  problems: ProblemList,
  files: NamedFiles,
  data: Readonly<Record<string, DataFile>>,
  indexRows: IndexRows,
): Promise<PlannedData> {
  const sources: DataPlan[] = [];
  const columns = new Map<string, readonly string[] | null>();
  const indexes: RowIndex[] = [];
  const remove = (): void => {
    for (const index of indexes) index.remove();
  };
  for (const [name, given] of Object.entries(data)) {
    const path = ['data', name];
    refuseName(problems, path, name);
    refuseOptions(problems, path, given);
    columns.set(name, null);
    const file = files.pathOf([...path, 'from'], given.from);
    if (file === null) continue;
    // One after the other: each may be large.
    const reading = await indexRows(file, given.from).catch((error: unknown) => {
      remove();
      throw error;
    });
    if (!reading.ok) {
      for (const problem of reading.problems) problems.add([...path, 'from'], problem);
      continue;
    }
    indexes.push(reading.rows);
    columns.set(name, reading.rows.columns);
    sources.push(planSource(name, given, reading.rows));
  }
  return { sources, columns, remove };
}

function planSource(name: string, given: DataFile, index: RowIndex): DataPlan {
  const pick = given.pick ?? 'sequential';
  const onEnd = given.onEnd ?? (pick === 'unique' ? 'stop' : 'recycle');
  const { rowsPath, offsetsPath, rowCount } = index;
  return { name, from: given.from, pick, onEnd, rowsPath, offsetsPath, rowCount };
}

function refuseName(problems: ProblemList, path: ScenarioPath, name: string): void {
  const problem = variableNameProblem(name);
  if (problem !== null) problems.refuse(path, problem.message, problem.hint);
}

function refuseOptions(problems: ProblemList, path: ScenarioPath, { pick, onEnd }: DataFile): void {
  if (pick !== 'random' || onEnd === undefined || onEnd === 'recycle') return;
  const message = 'random rows never end: any may come again';
  problems.refuse([...path, 'onEnd'], message, 'use pick: shuffle for each row once, or leave out onEnd');
}
