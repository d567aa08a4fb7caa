import type { Palette } from '../../report/palette.ts';
import type { Seconds } from './seconds.ts';

const border = '┊';

/** A strip with a character for each column: what is of the warm-up recedes, and a line stands where runs meet. */
export function paintStrip(strip: string, columns: Seconds, palette: Palette): string {
  let painted = '';
  let faint = '';
  for (const [index, character] of Array.from(strip).entries()) {
    const second = columns[index];
    if (second === null || second?.isWarmup === true) {
      faint += second === null ? border : character;
      continue;
    }
    if (faint !== '') painted += palette.dim(faint);
    faint = '';
    painted += character;
  }
  return faint === '' ? painted : painted + palette.dim(faint);
}
