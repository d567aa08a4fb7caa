import { markdownTable } from 'markdown-table';
import { clip, displayWidth, printable } from '../base/fit.ts';

/** Columns after which text from elsewhere is cut. */
const codeWidth = 120;

// What stands in our own sentences and means nothing to Markdown there; a colon may open an address.
const plainWord = /^(?!.*www\.|.*gh-\d|.*:\D)[\p{L}\p{N}\p{M}%×÷−≥≤→–…·.,:;?!'’"()/=+-]*$/iu;

/**
 * Text from elsewhere as code: nothing in it becomes Markdown, HTML, a link, a mention or the number of an issue.
 * `''` for no text.
 */
export function code(text: string, width: number = codeWidth): string {
  const shown = clip(text, width);
  if (shown === '') return '';
  const runs = (shown.match(/`+/g) ?? []).map((run) => run.length);
  let fence = '`';
  while (runs.includes(fence.length)) fence += '`';
  // A mark at the edge would lengthen the fence; one space on either side is not shown.
  const pad = /^`|`$/.test(shown) ? ' ' : '';
  return fence + pad + shown + pad + fence;
}

/** A sentence of ours, in which the words that could mean something to Markdown become {@link code}. */
export function prose(text: string): string {
  const words = printable(text).split(' ');
  return words.map((word) => (plainWord.test(word) ? word : code(word))).join(' ');
}

/** One row under each other as written, too; cells may hold any inline Markdown. */
export function tableLines(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  alignments: readonly ('left' | 'right')[],
): string[] {
  const cells = [head, ...rows].map((row) => row.map(withoutBars));
  return markdownTable(cells, { align: [...alignments], stringLength: displayWidth }).split('\n');
}

/** Blocks of lines with an empty line between; empty blocks vanish. */
export function blocks(parts: readonly (readonly string[])[]): string {
  const filled = parts.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/**
 * A row is split at its bars before anything looks for code in it. Whether a backslash before `\|` escapes the backslash
 * or the bar is told differently by different readers, so there the bar gives way to one that looks like it.
 */
function withoutBars(cell: string): string {
  return cell.replaceAll(String.raw`\|`, String.raw`\¦`).replaceAll('|', String.raw`\|`);
}
