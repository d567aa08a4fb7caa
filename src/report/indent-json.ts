/**
 * JSON with a line for each member, or null for what doesn't begin as JSON does. Values stay as they are written: parsed
 * and written again, a long number would be another one. What isn't quite JSON is indented as far as it is like it.
 */
export function indentJson(text: string): string | null {
  const compact = text.trim();
  if (!/^[[{]/.test(compact)) return null;
  let indented = '';
  let depth = 0;
  for (const [token] of compact.matchAll(tokens)) {
    if (/^\s/.test(token)) continue;
    if (token === '}' || token === ']') indented += lineBreak(--depth) + token;
    else if (token === '{' || token === '[') indented += token + lineBreak(++depth);
    else if (token === ',') indented += token + lineBreak(depth);
    else indented += token === ':' ? ': ' : token;
  }
  return indented;
}

/** Deeper ones are no more readable for it. */
const deepest = 20;

/** Texts whole, what is empty as one, and what is between. */
const tokens = /"(?:[^"\\]+|\\.)*"?|\{\s*\}|\[\s*\]|[{}[\],:]|\s+|[^\s"{}[\],:]+/gs;

function lineBreak(depth: number): string {
  return `\n${'  '.repeat(Math.min(Math.max(depth, 0), deepest))}`;
}
