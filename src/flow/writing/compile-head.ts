import type { FlowRequest, Pieces } from '../../plan/flows-plan.ts';
import { compileHole, type WriteText } from './compile-hole.ts';
import { joinTexts } from './join-texts.ts';

/** Header lines of a request, but for its cookies. `host` takes the place of its own; null leaves it. */
export function compileHeaders({ headers }: FlowRequest, host: string | null): WriteText | string {
  return joinTexts(
    headers.flatMap(([name, value]) => {
      const lower = name.toLowerCase();
      if (lower === 'cookie') return [];
      const isReplaced = host !== null && lower === 'host';
      return [`${name}: `, isReplaced ? host : compilePieces(value, 'header'), '\r\n'];
    }),
  );
}

/** Text with holes, all of one place of a head. */
export function compilePieces(pieces: Pieces, place: 'path' | 'header'): WriteText | string {
  return joinTexts(
    pieces.map((piece) => {
      if (typeof piece === 'string') return piece;
      return piece instanceof Uint8Array ? Buffer.from(piece).toString('latin1') : compileHole(piece, place);
    }),
  );
}
