import { endlessRow, mostRowLength } from './data-limits.ts';
import type { DataProblems } from './data-problems.ts';
import { makeRowIndex, type RowIndex } from './row-index.ts';
import { RowShape } from './row-shape.ts';
import { utf8Blocks } from './utf8-blocks.ts';

/** The rows of an NDJSON file, which stay where they are. */
export async function indexNdjson(path: string, problems: DataProblems): Promise<RowIndex> {
  return makeRowIndex(problems, async (rows) => {
    const shape = new RowShape();
    await readLines(path, ({ value, line, from, to }) => {
      const problem = value === undefined ? 'this line is not JSON' : shape.problemOf(value);
      if (problem === null) rows.keep(path, from, to, { line });
      else problems.add({ line }, problem, 'one JSON object a line');
    });
    return shape.columns;
  });
}

const newline = 0x0a;
/** What JSON takes for space. */
const empty = /^[ \t\r]*$/;

/** A line that isn't empty, from byte `from` up to `to`; `value` is undefined where it is no JSON. */
type NdjsonLine = {
  readonly value: unknown;
  readonly line: number;
  readonly from: number;
  readonly to: number;
};

async function readLines(path: string, onLine: (line: NdjsonLine) => void): Promise<void> {
  let line = 0;
  /** What there is of a line that goes on in the next block. */
  let held: Buffer = Buffer.alloc(0);
  let end = 0;
  const take = (bytes: Buffer, offset: number): void => {
    line++;
    if (bytes.length === 0) return;
    const text = bytes.toString('utf8');
    if (empty.test(text)) return;
    onLine({ value: parsed(text), line, from: offset, to: offset + bytes.length });
  };
  for await (const { bytes, offset } of utf8Blocks(path)) {
    const block = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
    const blockOffset = offset - held.length;
    let from = 0;
    for (let to = block.indexOf(newline); to !== -1; to = block.indexOf(newline, from)) {
      take(block.subarray(from, to), blockOffset + from);
      from = to + 1;
    }
    held = Buffer.from(block.subarray(from));
    end = offset + bytes.length;
    if (held.length > mostRowLength) throw endlessRow({ line: line + 1 }, 'one JSON object a line');
  }
  if (held.length > 0) take(held, end - held.length);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
