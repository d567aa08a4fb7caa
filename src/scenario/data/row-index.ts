import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppendedFile, noRoom } from './appended-file.ts';
import type { DataPlace } from './broken-data.ts';
import { isWithinLimits } from './data-limits.ts';
import type { DataProblems } from './data-problems.ts';

/** Rows of a data file as workers read them. */
export type RowIndex = {
  /** A file of one JSON object a line: a temporary one, or the data file itself where it is NDJSON. */
  readonly rowsPath: string;
  /** A temporary file of 64-bit numbers, little endian: where each row begins, and at last where it ends. */
  readonly offsetsPath: string;
  readonly rowCount: number;
  /** Names of the values: of CSV the header's, else those of all rows. */
  readonly columns: readonly string[];
  /** Ends the temporary files. */
  readonly remove: () => void;
};

/** Makes an index of the rows that `read` finds; it answers their columns. */
export async function makeRowIndex(
  problems: DataProblems,
  read: (rows: RowWriter) => Promise<readonly string[]>,
): Promise<RowIndex> {
  const folder = temporaryFolder();
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const rows = new RowWriter(folder, problems);
    try {
      const columns = await read(rows);
      rows.finish();
      const { rowsPath, offsetsPath, count } = rows;
      return { rowsPath, offsetsPath, rowCount: count, columns, remove };
    } finally {
      rows.close();
    }
  } catch (error) {
    remove();
    throw error;
  }
}

/** Writes down rows, or where they are in the file that they came from. After a problem nothing more is written. */
export class RowWriter {
  readonly #problems: DataProblems;
  readonly #offsets: AppendedFile;
  readonly #rows: AppendedFile;
  #keptIn: string | null = null;
  #count = 0;
  #end = 0;

  constructor(folder: string, problems: DataProblems) {
    this.#problems = problems;
    this.#offsets = new AppendedFile(join(folder, 'offsets'));
    this.#rows = new AppendedFile(join(folder, 'rows.ndjson'));
  }

  get rowsPath(): string {
    return this.#keptIn ?? this.#rows.path;
  }

  get offsetsPath(): string {
    return this.#offsets.path;
  }

  get count(): number {
    return this.#count;
  }

  /** `row` is JSON. */
  write(row: string, place: DataPlace): void {
    const from = this.#rows.bytes;
    if (!isWithinLimits(row.length, place, this.#problems)) return;
    if (this.#problems.count === 0) this.#rows.text(`${row}\n`);
    this.#mark(from, this.#rows.bytes);
  }

  /** The row stays where it is, in the file `path`: JSON from byte `from` up to `to`. */
  keep(path: string, from: number, to: number, place: DataPlace): void {
    this.#keptIn = path;
    // What is between two rows belongs to the first.
    const length = to - (this.#count === 0 ? from : this.#end);
    if (isWithinLimits(length, place, this.#problems)) this.#mark(from, to);
  }

  finish(): void {
    this.#offsets.number(this.#end);
    this.#offsets.flush();
    this.#rows.flush();
  }

  close(): void {
    this.#offsets.close();
    this.#rows.close();
  }

  #mark(from: number, to: number): void {
    this.#offsets.number(from);
    this.#count++;
    this.#end = to;
  }
}

function temporaryFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'inrush-rows-'));
  } catch (error) {
    throw noRoom(error);
  }
}
