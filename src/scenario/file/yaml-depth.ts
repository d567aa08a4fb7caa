import type { CST } from 'yaml';

/**
 * Where the first thing begins that is nested deeper than so many levels. Without recursion, for it guards against what
 * would exhaust the stack.
 */
export function deeperThan(levels: number, tokens: readonly CST.Token[]): number | null {
  let level: CST.Token[] = tokens.flatMap((token) =>
    token.type === 'document' && token.value !== undefined ? [token.value] : [],
  );
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return level[0]?.offset ?? 0;
    level = level.flatMap(innerTokens);
  }
  return null;
}

function innerTokens(token: CST.Token): CST.Token[] {
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) =>
    [key, value].filter((inner) => inner !== undefined && inner !== null),
  );
}
