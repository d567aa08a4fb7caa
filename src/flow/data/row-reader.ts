// Hot path: reads every row that is drawn.
import { describeCause } from '../../base/errors.ts';
import type { DataPlan } from '../../plan/flows-plan.ts';
import { FlowError } from '../scope.ts';
import { FileWindow } from './file-window.ts';

/** Names with values. Frozen, since others may draw the same. */
export type Row = Readonly<Record<string, unknown>>;

/** With so many bytes or fewer, each row is kept once it was read. */
const mostKeptBytes = 1024 * 1024;
const offsetBytes = 8;

/** The rows of one source, read from its file as they are asked for. */
export class RowReader {
  readonly #from: string;
  readonly #offsets: FileWindow;
  readonly #rows: FileWindow;
  readonly #kept: (Row | undefined)[] | null;

  /** Throws as Node does when a file is not there any more. */
  constructor({ from, pick, rowsPath, offsetsPath, rowCount }: DataPlan) {
    const readsAhead = pick === 'unique' || pick === 'sequential';
    this.#from = from;
    this.#offsets = new FileWindow(offsetsPath, readsAhead);
    this.#rows = new FileWindow(rowsPath, readsAhead);
    const bytes = this.#offsetOf(rowCount) - this.#offsetOf(0);
    this.#kept = bytes <= mostKeptBytes ? Array.from({ length: rowCount }, () => undefined) : null;
  }

  /** Throws a {@link FlowError} when the file has changed, or can't be read any more. */
  read(index: number): Row {
    return this.#kept === null ? this.#readRow(index) : (this.#kept[index] ??= this.#readRow(index));
  }

  close(): void {
    this.#offsets.close();
    this.#rows.close();
  }

  #readRow(index: number): Row {
    try {
      const at = index * offsetBytes;
      this.#offsets.need(at, at + 2 * offsetBytes);
      const text = this.#rows.text(this.#offsetOf(index), this.#offsetOf(index + 1));
      return frozenRow(JSON.parse(text));
    } catch (error) {
      const message = `row ${index + 1} of ${this.#from} can't be read, has the file changed?`;
      // What a parser says has the row in it, and so perhaps a password.
      const why = error instanceof SyntaxError ? 'it is not JSON' : describeCause(error);
      throw new FlowError('data', `${message} (${why})`);
    }
  }

  #offsetOf(index: number): number {
    return this.#offsets.number(index * offsetBytes);
  }
}

function frozenRow(value: unknown): Row {
  if (!isRow(value)) throw new Error('it is no object');
  freeze(value);
  return value;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function freeze(value: object): void {
  const values: unknown[] = Object.values(value);
  for (const inner of values) {
    if (typeof inner === 'object' && inner !== null) freeze(inner);
  }
  Object.freeze(value);
}
