import type { Pieces } from '../../plan/flows-plan.ts';
import { compileHole, type WriteText } from './compile-hole.ts';
import { joinTexts } from './join-texts.ts';

/** `fixed`: the same bytes each time; `text`: made anew; `parts`: text between bytes, such as of files. */
export type Body =
  | { readonly kind: 'fixed'; readonly bytes: Buffer }
  | { readonly kind: 'text'; readonly write: WriteText }
  | { readonly kind: 'parts'; readonly parts: readonly (WriteText | Buffer)[] };

export function compileBody(pieces: Pieces): Body {
  const parts: (WriteText | Buffer)[] = [];
  let texts: (string | WriteText)[] = [];
  const endText = (): void => {
    const text = joinTexts(texts);
    texts = [];
    if (text !== '') parts.push(typeof text === 'string' ? Buffer.from(text) : text);
  };
  for (const piece of pieces) {
    if (piece instanceof Uint8Array) {
      endText();
      parts.push(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
    } else texts.push(typeof piece === 'string' ? piece : compileHole(piece, 'body'));
  }
  endText();
  const fixed = parts.filter((part) => typeof part !== 'function');
  if (fixed.length === parts.length) return { kind: 'fixed', bytes: Buffer.concat(fixed) };
  const [only] = parts;
  return parts.length === 1 && typeof only === 'function'
    ? { kind: 'text', write: only }
    : { kind: 'parts', parts };
}
