import { Readable } from 'node:stream';
import papaparse from 'papaparse';
import { BrokenData } from './broken-data.ts';
import { delimiterOf, readHeader } from './csv-header.ts';
import { endlessRow, mostRowLength } from './data-limits.ts';
import type { DataProblems } from './data-problems.ts';
import { makeRowIndex, type RowIndex, type RowWriter } from './row-index.ts';
import { utf8Blocks } from './utf8-blocks.ts';

/** The rows of a CSV file, all values as texts. Without a delimiter the header shows which it is. */
export async function indexCsv(
  path: string,
  problems: DataProblems,
  delimiter: string | null,
): Promise<RowIndex> {
  return makeRowIndex(problems, async (writer) => {
    const table = new CsvTable(writer, problems);
    await parseCsv(path, delimiter ?? delimiterOf, (chunk) => table.add(chunk));
    return table.columns;
  });
}

/** Blocks of the file that may have been read and not yet been parsed. */
const mostAheadLength = 256 * 1024;

/** Whole rows, and the first of them in which a quote stands where none may; `unread` is what there is of the next. */
type CsvChunk = {
  readonly rows: readonly (readonly string[])[];
  readonly brokenRow: number;
  readonly isUnclosed: boolean;
  readonly unreadLength: number;
};

/** What `onChunk` throws comes out. */
async function parseCsv(
  path: string,
  delimiter: string | ((text: string) => string),
  onChunk: (chunk: CsvChunk) => void,
): Promise<void> {
  let length = 0;
  async function* texts(): AsyncGenerator<string, void, undefined> {
    for await (const { bytes } of utf8Blocks(path)) {
      const text = bytes.toString('utf8');
      length += text.length;
      yield text;
    }
  }
  const source = Readable.from(texts());
  try {
    await new Promise<void>((resolve, reject) => {
      papaparse.parse<string[], NodeJS.ReadableStream>(source, {
        delimiter,
        newline: '\n',
        chunk: ({ data, errors, meta }) => {
          const [error] = errors;
          onChunk({
            rows: data,
            brokenRow: error?.row ?? data.length,
            isUnclosed: error?.code === 'MissingQuotes',
            unreadLength: length - meta.cursor,
          });
        },
        complete: () => resolve(),
        error: reject,
      });
    });
  } finally {
    source.destroy();
  }
}

class CsvTable {
  readonly #writer: RowWriter;
  readonly #problems: DataProblems;
  #columns: readonly string[] | null = null;
  /** What comes before each value: `{"name":` and `,"password":`. */
  #keys: readonly string[] = [];
  #line = 1;

  constructor(writer: RowWriter, problems: DataProblems) {
    this.#writer = writer;
    this.#problems = problems;
  }

  add({ rows, brokenRow, isUnclosed, unreadLength }: CsvChunk): void {
    for (let index = 0; index < brokenRow; index++) this.#addRow(rows[index] ?? []);
    // An error in a row that isn't whole yet comes again.
    const broken = rows[brokenRow];
    if (broken !== undefined) throw brokenQuote(this.#line, broken, isUnclosed);
    if (unreadLength > mostRowLength + mostAheadLength) {
      throw endlessRow({ line: this.#line }, 'is a quote in it never closed?');
    }
  }

  get columns(): readonly string[] {
    return this.#columns ?? [];
  }

  #addRow(fields: readonly string[]): void {
    const line = this.#line;
    this.#line += 1 + linesIn(fields);
    const values = withoutReturn(fields);
    if (values.length === 1 && values[0] === '') return;
    if (this.#columns === null) this.#begin(line, values);
    else if (values.length === this.#columns.length) this.#write(line, values);
    else this.#refuse(line, values.length, this.#columns.length);
  }

  #begin(line: number, fields: readonly string[]): void {
    this.#columns = readHeader(line, fields, this.#problems);
    this.#keys = this.#columns.map((name, index) => `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`);
  }

  #write(line: number, values: readonly string[]): void {
    let row = '';
    for (let index = 0; index < values.length; index++) {
      row += `${this.#keys[index] ?? ''}${JSON.stringify(values[index])}`;
    }
    this.#writer.write(`${row}}`, { line });
  }

  #refuse(line: number, fields: number, columns: number): void {
    const found = `${fields} field${fields === 1 ? '' : 's'}`;
    const hint = 'a value that holds the separator or a line break stands in quotes';
    this.#problems.add({ line }, `${found}, where the header has ${columns}`, hint);
  }
}

/** Of a file with lines that end with CR LF. */
function withoutReturn(fields: readonly string[]): readonly string[] {
  const last = fields.at(-1) ?? '';
  return last.endsWith('\r') ? [...fields.slice(0, -1), last.slice(0, -1)] : fields;
}

function linesIn(fields: readonly string[]): number {
  let lines = 0;
  for (const field of fields) {
    for (let at = field.indexOf('\n'); at !== -1; at = field.indexOf('\n', at + 1)) lines++;
  }
  return lines;
}

function brokenQuote(line: number, fields: readonly string[], isUnclosed: boolean): BrokenData {
  if (isUnclosed) {
    const quoteLine = line + linesIn(fields.slice(0, -1));
    return new BrokenData({ line: quoteLine }, 'a quote begins here that never closes', 'close it');
  }
  const hint = 'a quote within a quoted value is written twice: ""';
  return new BrokenData({ line }, 'a quoted value goes on after its closing quote', hint);
}
