import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { BrokenData } from './broken-data.ts';

/** A part of a file that ends with a whole character; only of use until the next one is asked for. */
export type Utf8Block = { readonly bytes: Buffer; readonly offset: number };

const blockBytes = 64 * 1024;
const mostCharacterBytes = 4;

/** A UTF-8 file from its beginning to the end that it has now, without a byte order mark. Throws {@link BrokenData}. */
export async function* utf8Blocks(path: string): AsyncGenerator<Utf8Block, void, undefined> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const buffer = Buffer.allocUnsafe(blockBytes + mostCharacterBytes);
    let offset = 0;
    /** Bytes of a character that the last block began with and didn't end. */
    let held = 0;
    while (offset + held < size) {
      const wanted = Math.min(blockBytes, size - offset - held);
      const { bytesRead } = await file.read(buffer, held, wanted, offset + held);
      if (bytesRead === 0) break;
      const available = held + bytesRead;
      const length = offset + available < size ? wholeCharacters(buffer, available) : available;
      const bytes = buffer.subarray(0, length);
      if (!isUtf8(bytes)) throw notUtf8(bytes, offset);
      const start = offset === 0 && hasMark(bytes) ? 3 : 0;
      if (length > start) yield { bytes: bytes.subarray(start), offset: offset + start };
      buffer.copyWithin(0, length, available);
      held = available - length;
      offset += length;
    }
  } finally {
    await file.close();
  }
}

/** Of so many bytes, those before a last character that isn't whole. */
function wholeCharacters(bytes: Buffer, length: number): number {
  for (let back = 1; back < mostCharacterBytes && back <= length; back++) {
    const byte = bytes[length - back] ?? 0;
    const isContinuation = (byte & 0xc0) === 0x80;
    if (!isContinuation) return back < characterBytes(byte) ? length - back : length;
  }
  return length;
}

function characterBytes(first: number): number {
  if (first >= 0xf0) return 4;
  if (first >= 0xe0) return 3;
  return first >= 0xc0 ? 2 : 1;
}

function hasMark(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** At the first line that isn't UTF-8. */
function notUtf8(bytes: Buffer, offset: number): BrokenData {
  if (offset === 0 && isUtf16(bytes)) {
    return new BrokenData({ line: 1 }, 'the file is UTF-16', 'save it as UTF-8');
  }
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(0x0a, start);
    if (end === -1 || !isUtf8(bytes.subarray(start, end))) break;
    start = end + 1;
  }
  return new BrokenData({ offset: offset + start }, 'this line is not UTF-8', 'save the file as UTF-8');
}

function isUtf16(bytes: Buffer): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
