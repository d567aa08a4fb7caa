/** Where a text stops being JSON, and what it should have been there. */
export type JsonFault = { readonly offset: number; readonly message: string };

const blank = /[ \t\n\r]*/y;
// Of a text first what needs no escape, which is all from the blank on but " and \.
const scalar =
  /"[ !#-[\]-\u{10ffff}]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[ !#-[\]-\u{10ffff}]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/uy;

/**
 * The first fault of a text that `JSON.parse` refuses. Engines word theirs each in their own way, some without a
 * position; and YAML would take half of them.
 */
export function jsonFault(text: string): JsonFault {
  const open: ('{' | '[')[] = [];
  let wanted: 'value' | 'key' | 'key or end' | 'value or end' | 'colon' | 'comma or end' = 'value';
  let offset = skip(blank, text, 0);
  for (;;) {
    const sign = text[offset] ?? '';
    const inner = open.at(-1);
    if (sign === '') return { offset, message: 'it ends in the middle' };
    const end = skip(scalar, text, offset);
    if (wanted === 'colon') {
      if (sign !== ':') return { offset, message: 'a colon is missing' };
      [wanted, offset] = ['value', offset + 1];
    } else if (wanted === 'comma or end') {
      if (inner === undefined) return { offset, message: 'something follows the end' };
      if (sign === ',') [wanted, offset] = [inner === '{' ? 'key' : 'value', offset + 1];
      else if (sign === closing(inner)) [offset] = [offset + 1, open.pop()];
      else return { offset, message: `a comma or ${closing(inner)} is missing` };
    } else if (wanted.endsWith('end') && sign === closing(inner)) {
      open.pop();
      [wanted, offset] = ['comma or end', offset + 1];
    } else if (wanted.startsWith('key')) {
      if (sign !== '"' || end === offset) return { offset, message: keyMessage(sign) };
      [wanted, offset] = ['colon', end];
    } else if (sign === '{' || sign === '[') {
      open.push(sign);
      [wanted, offset] = [sign === '{' ? 'key or end' : 'value or end', offset + 1];
    } else if (end > offset) {
      [wanted, offset] = ['comma or end', end];
    } else return { offset, message: valueMessage(sign) };
    offset = skip(blank, text, offset);
  }
}

function keyMessage(sign: string): string {
  if (sign === '}') return 'a comma too many before }';
  return sign === '/' ? 'JSON has no comments' : 'a key in "double quotes" is missing';
}

function valueMessage(sign: string): string {
  if (sign === ']') return 'a comma too many before ]';
  if (sign === '/') return 'JSON has no comments';
  return sign === '"' ? 'the text has no end, or a sign that JSON wants escaped' : 'a value is missing';
}

function closing(opening: string | undefined): string | undefined {
  return opening === '{' ? '}' : opening === '[' ? ']' : undefined;
}

/** Behind what the pattern takes at the offset, which may be nothing. */
function skip(pattern: RegExp, text: string, offset: number): number {
  pattern.lastIndex = offset;
  return offset + (pattern.exec(text)?.[0].length ?? 0);
}
