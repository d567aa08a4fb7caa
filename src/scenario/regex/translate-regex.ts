/** A regular expression of JavaScript in the words of RE2, and what it costs to run it as it is. */
export type TranslatedRegex = {
  readonly source: string;
  /**
   * It has one repetition at most, and neither alternatives nor groups that look around: a backtracking engine takes
   * no more than the square of the text's length for it.
   */
  readonly isSimple: boolean;
};

const space = String.raw` \t-\r\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}`;
const notSpace = [
  String.raw`\x{0}-\x{8}\x{e}-\x{1f}!-\x{9f}\x{a1}-\x{167f}\x{1681}-\x{1fff}\x{200b}-\x{2027}\x{202a}-\x{202e}`,
  String.raw`\x{2030}-\x{205e}\x{2060}-\x{2fff}\x{3001}-\x{fefe}\x{ff00}-\x{10ffff}`,
].join('');

const token = /\\[^]|\[\^?|\]|[*+?]\??|\{\d+(?:,\d*)?\}\??|\(\?<?[=!]|\(\?<(?=\w)|[.|]|[^]/gu;

/** JavaScript's spaces and line ends are more than RE2's: without this a pattern would mean something else there. */
export function translateRegex(pattern: string): TranslatedRegex {
  let source = '';
  let repetitions = 0;
  let isPlain = true;
  let isInClass = false;
  for (const [part] of pattern.matchAll(token)) {
    if (isInClass) {
      if (part === ']') isInClass = false;
      source += part === String.raw`\s` ? space : part === String.raw`\S` ? notSpace : inClass(part);
      continue;
    }
    if (part.startsWith('[')) isInClass = true;
    if (/^(?:[*+?]|\{\d)/.test(part)) repetitions++;
    if (part === '|' || part.startsWith('(?<=') || /^\(\?<?[=!]|^\\[1-9k]/.test(part)) isPlain = false;
    source += outsideClass(part);
  }
  return { source, isSimple: isPlain && repetitions <= 1 };
}

function inClass(part: string): string {
  // What begins nothing in a class of JavaScript may do so in RE2.
  return part.startsWith('[') ? `\\${part}` : part;
}

function outsideClass(part: string): string {
  switch (part) {
    case String.raw`\s`:
      return `[${space}]`;
    case String.raw`\S`:
      return `[^${space}]`;
    case '.':
      return String.raw`[^\n\r\x{2028}\x{2029}]`;
    default:
      return part;
  }
}
