import { open } from 'node:fs/promises';
import { describeCause } from '../../base/errors.ts';
import type { Parsed } from '../../base/units.ts';

const mostBytes = 1024 * 1024;

/** A text file of 1 MiB at most, without a byte order mark. */
export async function readSourceText(path: string): Promise<Parsed<string>> {
  let bytes: Uint8Array;
  try {
    bytes = await readBytes(path);
  } catch (error) {
    return { ok: false, message: whyUnread(error) };
  }
  if (bytes.length > mostBytes) return { ok: false, message: 'is larger than 1 MiB' };
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, message: 'is no text in UTF-8' };
  }
}

/** In words, of what a file system throws. */
export function whyUnread(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EISDIR') return 'is a folder';
  return code === 'ENOENT' ? 'there is no such file' : `can't be read (${describeCause(error)})`;
}

/** One byte more than is allowed tells that it is too long, whatever the system says of its size. */
async function readBytes(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const bytes = new Uint8Array(mostBytes + 1);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } finally {
    await file.close();
  }
}
