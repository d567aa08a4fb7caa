// Hot path: what it answers runs for every request whose head or body has holes.
import type { WriteText } from './compile-hole.ts';

/** One after another: a text where all are texts, else one function for the whole. */
export function joinTexts(parts: readonly (string | WriteText)[]): WriteText | string {
  const holes: WriteText[] = [];
  const after: string[] = [];
  let first = '';
  for (const part of parts) {
    if (typeof part === 'function') {
      holes.push(part);
      after.push('');
    } else if (holes.length === 0) first += part;
    else after[holes.length - 1] += part;
  }
  const [hole] = holes;
  const [afterHole = ''] = after;
  if (hole === undefined) return first;
  if (holes.length === 1) return (scope) => first + hole(scope) + afterHole;
  return (scope) => {
    let text = first;
    for (let index = 0; index < holes.length; index++) {
      text += (holes[index]?.(scope) ?? '') + (after[index] ?? '');
    }
    return text;
  };
}
