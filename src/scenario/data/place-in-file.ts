import { createReadStream } from 'node:fs';

const newline = 0x0a;
const byteOrderMark = '\uFEFF';

/** `12:5`: line and column, both from 1, of a byte of a file. Reads the file again, for there are few problems. */
export async function placeInFile(path: string, offset: number): Promise<string> {
  let line = 1;
  let column = 1;
  if (offset > 0) {
    const chunks: AsyncIterable<Buffer> = createReadStream(path, { end: offset - 1 });
    for await (const chunk of chunks) {
      // Editors don't count it.
      if (line === 1 && column === 1 && chunk.toString('utf8', 0, 3) === byteOrderMark) column = 0;
      for (const byte of chunk) {
        if (byte === newline) {
          line++;
          column = 1;
        } else if (!isContinuation(byte)) {
          column++;
        }
      }
    }
  }
  return `${line}:${column}`;
}

/** Of a character of several bytes. */
function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}
