import { readFileSync } from 'node:fs';

const usualBytes = 4096;
/** AT_PAGESZ, see getauxval(3). */
const pageSizeKey = 6n;

/** In which /proc counts memory: 4 KiB on most machines, up to 64 KiB on some of ARM. */
export function pageBytes(readBytes: () => Buffer = () => readFileSync('/proc/self/auxv')): number {
  try {
    const pairs = readBytes();
    for (let at = 0; at + 16 <= pairs.length; at += 16) {
      if (pairs.readBigUInt64LE(at) === pageSizeKey) return Number(pairs.readBigUInt64LE(at + 8));
    }
    return usualBytes;
  } catch {
    return usualBytes;
  }
}
