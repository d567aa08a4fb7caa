import { FlowError } from '../scope.ts';

/** Where a URL that was captured leads. */
export type ResolvedUrl = { readonly target: number; readonly path: string };

/**
 * A whole URL, or a path from the root of `origins[target]`. Nothing is sent to an origin that nobody named: of any other
 * it throws.
 */
export function resolveUrl(text: string, target: number, origins: readonly string[]): ResolvedUrl {
  const isUsable = /^(?:\/|https?:\/\/)/i.test(text) && URL.canParse(text, origins[target]);
  if (!isUsable) {
    throw new FlowError('expression', `${shown(text)} is neither a URL nor a path that begins with /`);
  }
  const url = new URL(text, origins[target]);
  const found = origins.indexOf(url.origin);
  if (found >= 0) return { target: found, path: url.pathname + url.search };
  throw new FlowError(
    'expression',
    `${shown(text)} is of another origin than those of the scenario: ${origins.join(', ')}`,
  );
}

function shown(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}
