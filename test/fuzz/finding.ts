import type { FuzzCase } from './fuzz-case.ts';

/** A case in which a target is wrong. */
export type Finding = { readonly target: string; readonly message: string; readonly fuzzCase: FuzzCase };

type Fails = (fuzzCase: FuzzCase) => Promise<boolean>;

/** The shortest relative of a failing case that still fails, found by leaving out ever smaller parts. */
export async function shrink(failing: FuzzCase, fails: Fails): Promise<FuzzCase> {
  let smallest = failing;
  const attempt = async (changes: Partial<FuzzCase>): Promise<boolean> => {
    const smaller = { ...smallest, ...changes };
    if (!(await fails(smaller))) return false;
    smallest = smaller;
    return true;
  };
  while (smallest.isHeads.length > 1 && (await attempt({ isHeads: smallest.isHeads.slice(0, -1) })));
  await attempt({ ending: 'end' });
  for (let size = 2 ** Math.floor(Math.log2(smallest.text.length + 1)); size >= 1; size /= 2) {
    for (let at = 0; at < smallest.text.length;) {
      const text = smallest.text.slice(0, at) + smallest.text.slice(at + size);
      if (!(await attempt({ text }))) at += size;
    }
  }
  return smallest;
}
