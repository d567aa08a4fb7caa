/** Columns that a report may fill: what a terminal is sure to have. */
export const reportWidth = 80;

// Control, format, surrogate and unassigned characters. Whole colour sequences go at once.
const unprintable = /\p{Cc}\[[\d;?]*[@-~]|\p{C}/gu;
const colourSequence = /\p{Cc}\[[\d;]*m/gu;
const twoColumnsWide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Extended_Pictographic}|\p{Regional_Indicator}/u;

/** Text from elsewhere, made harmless to a terminal, on one line. */
export function printable(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().replaceAll(unprintable, '\ufffd');
}

/** {@link printable}, and cut to `width` columns with `…` where it is longer. */
export function clip(text: string, width: number): string {
  const whole = printable(text);
  return displayWidth(whole) <= width ? whole : `${head(whole, width - 1)}…`;
}

/** {@link clip}, but the end is what stays, as of URLs that begin alike. */
export function clipStart(text: string, width: number): string {
  const whole = printable(text);
  if (displayWidth(whole) <= width) return whole;
  const characters = Array.from(whole);
  let start = characters.length;
  for (let used = 1; start > 0; start--) {
    used += characterWidth(characters[start - 1] ?? '');
    if (used > width) break;
  }
  return `…${characters.slice(start).join('')}`;
}

/** {@link printable}, broken between words into lines of at most `width` columns. */
export function wrap(text: string, width: number): string[] {
  return flow(
    printable(text)
      .split(' ')
      .map((word) => clip(word, width)),
    ' ',
    width,
  );
}

/** Fills lines of at most `width` columns with whole parts, never breaking within one. */
export function flow(parts: readonly string[], separator: string, width: number): string[] {
  const lines: string[] = [];
  let line: string | undefined;
  for (const part of parts) {
    const longer: string = line === undefined ? part : `${line}${separator}${part}`;
    if (line !== undefined && displayWidth(longer) > width) {
      lines.push(line);
      line = part;
    } else {
      line = longer;
    }
  }
  return line === undefined ? lines : [...lines, line];
}

/** Columns that a terminal needs, colour sequences aside; combining marks count, so it errs on the wide side. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text.replaceAll(colourSequence, '')) width += characterWidth(character);
  return width;
}

function head(text: string, width: number): string {
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += characterWidth(character);
    if (used > width) break;
    kept += character;
  }
  return kept;
}

function characterWidth(character: string): number {
  return twoColumnsWide.test(character) ? 2 : 1;
}
