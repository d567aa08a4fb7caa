import { seededRandom } from '../../src/base/random.ts';
import type { FuzzCase } from './fuzz-case.ts';

/** Where a case is cut: up to a dozen places, many of them near each other, as slow networks do it. */
export function cutsOf({ text, cutSeed }: FuzzCase): number[] {
  const random = seededRandom(cutSeed);
  const cuts: number[] = [];
  let at = 0;
  for (let left = Math.floor(random() * 12); left > 0; left--) {
    at = random() < 0.4 ? at + Math.floor(random() * 4) : Math.floor(random() * text.length);
    cuts.push(Math.min(at, text.length));
  }
  return cuts.toSorted((a, b) => a - b);
}

export function everyByteOf({ text }: FuzzCase): number[] {
  return Array.from({ length: text.length }, (_, at) => at);
}
