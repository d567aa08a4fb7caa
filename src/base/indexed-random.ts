/**
 * A uniform number in [0, 1) with 53 bits for each index and lane: the same on every machine and in whatever order
 * they are asked for, so that nobody has to draw all the numbers before. MurmurHash3 (Austin Appleby, x86, 32 bit) of
 * seed, index and lane.
 */
export function randomAt(seed: number, index: number, lane: number): number {
  let hash = mixed(mixed(seed | 0, index | 0), Math.floor(index / 4294967296) | 0);
  hash = mixed(hash, lane);
  const high = finished(mixed(hash, 1)) >>> 5;
  const low = finished(mixed(hash, 2)) >>> 6;
  return (high * 67108864 + low) / 9007199254740992;
}

function mixed(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  const h = hash ^ Math.imul(k, 0x1b873593);
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

function finished(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
