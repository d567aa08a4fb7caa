import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { describeCause, type Problem } from '../../base/errors.ts';
import { BrokenData } from './broken-data.ts';
import { DataProblems, TooManyProblems } from './data-problems.ts';
import { indexNdjson } from './ndjson-rows.ts';
import type { RowIndex } from './row-index.ts';

/** A file's rows, or all that is wrong with it. */
export type RowsReading =
  | { readonly ok: true; readonly rows: RowIndex }
  | { readonly ok: false; readonly problems: readonly Problem[] };

type Format = {
  readonly read: (path: string, problems: DataProblems) => Promise<RowIndex>;
  readonly whatRows: string;
};

// Parsers are loaded by those who need them.
const readTable = async (path: string, problems: DataProblems, separator: string | null): Promise<RowIndex> =>
  (await import('./csv-rows.ts')).indexCsv(path, problems, separator);
const whatTable = 'a line that names the columns, then a row a line';

const csv: Format = { read: (path, problems) => readTable(path, problems, null), whatRows: whatTable };
const tsv: Format = { read: (path, problems) => readTable(path, problems, '\t'), whatRows: whatTable };
const json: Format = {
  read: async (path, problems) => (await import('./json-rows.ts')).indexJson(path, problems),
  whatRows: 'a list of objects: [{"name": "value"}, …]',
};
const ndjson: Format = { read: indexNdjson, whatRows: 'one JSON object a line' };

const formats: Readonly<Record<string, Format>> = {
  '.csv': csv,
  '.tsv': tsv,
  '.json': json,
  '.ndjson': ndjson,
  '.jsonl': ndjson,
};

/**
 * Reads a data file once, in memory that doesn't grow with it. `name` is the file's as it may be
 * shown: problems begin with it. Throws an `InrushError` when there is no room for the rows.
 */
export async function indexRows(path: string, name: string): Promise<RowsReading> {
  const format = formats[extname(path).toLowerCase()];
  if (format === undefined) {
    const known = Object.keys(formats).join(', ');
    return refused(`${name}: this is no kind of data file`, `its name must end with one of ${known}`);
  }
  try {
    // What isn't a file may never end, and may not even begin.
    if (!(await stat(path)).isFile()) {
      return refused(`${name} is not a file`, `inrush expects a file: ${format.whatRows}`);
    }
    return await read(path, name, format);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return refused(
      `${name} can't be read: ${describeCause(error)}`,
      'see that it is there, and is yours to read',
    );
  }
}

async function read(
  path: string,
  name: string,
  { read: readFormat, whatRows }: Format,
): Promise<RowsReading> {
  const problems = new DataProblems(path, name);
  try {
    const rows = await readFormat(path, problems);
    if (rows.rowCount === 0 && problems.count === 0) {
      problems.addLast({ line: 1 }, 'there are no rows', `inrush expects ${whatRows}`);
    }
    if (problems.count === 0) return { ok: true, rows };
    rows.remove();
  } catch (error) {
    if (error instanceof BrokenData) problems.addLast(error.place, error.message, error.hint);
    else if (!(error instanceof TooManyProblems)) throw error;
  }
  return { ok: false, problems: await problems.all() };
}

function refused(message: string, hint: string): RowsReading {
  return { ok: false, problems: [{ message, hint }] };
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
