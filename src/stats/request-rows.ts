import { RequestRow, type RowDelta } from './request-row.ts';

/** That have a row of their own. */
export const mostNames = 100;
/** The row of all names past the first hundred. */
export const otherRow = '(other)';

/** A row for each name of a request; bounded, so that no list of URLs and no function can fill memory. */
export class RequestRows {
  readonly #rows: RequestRow[] = [];
  readonly #indexes = new Map<string, number>();

  /** Index of the row of that name, which is made when it is first asked for. */
  indexOf(name: string): number {
    const known = this.#indexes.get(name);
    if (known !== undefined) return known;
    if (this.#indexes.size >= mostNames && name !== otherRow) return this.indexOf(otherRow);
    this.#indexes.set(name, this.#rows.length);
    return this.#rows.push(new RequestRow(name)) - 1;
  }

  /** undefined for -1, which is no row: reading an array there takes 30 ns. */
  at(index: number): RequestRow | undefined {
    return index < 0 ? undefined : this.#rows[index];
  }

  /** In the order in which they were first asked for. */
  list(): readonly RequestRow[] {
    return this.#rows;
  }

  merge(rows: readonly RowDelta[]): void {
    for (const row of rows) this.#rows[this.indexOf(row.name)]?.merge(row);
  }

  take(): RowDelta[] {
    return this.#rows.map((row) => row.take()).filter((row) => row !== null);
  }
}
