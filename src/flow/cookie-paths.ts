// Hot path: `maskOf` runs for every request of a user that has cookies for some paths only.

/** More distinct paths than a mask has bits; or a path that isn't looked up as it is written. */
export const unmaskable: number = -1;
const mostPaths = 30;

const percent = 37;
const dot = 46;
const slash = 47;
const backslash = 92;

/** The distinct paths of cookies, but for `/`, which every request's path is in. */
export function cookiePathsIn(cookies: readonly { readonly path: string | null }[]): string[] {
  const paths = new Set(cookies.map(({ path }) => path ?? '/'));
  paths.delete('/');
  return [...paths];
}

/**
 * Which of the paths a request's path is in, a bit for each: what cookies it is sent with depends on nothing else of
 * it. {@link unmaskable} where that can't be told by comparing text.
 */
export function maskOf(path: string, cookiePaths: readonly string[]): number {
  if (cookiePaths.length > mostPaths || !isPlain(path)) return unmaskable;
  let mask = 0;
  for (let index = 0; index < cookiePaths.length; index++) {
    if (isIn(path, cookiePaths[index] ?? '/')) mask |= 1 << index;
  }
  return mask;
}

/** RFC 6265, section 5.1.4. */
function isIn(path: string, cookiePath: string): boolean {
  if (!path.startsWith(cookiePath)) return false;
  if (path.length === cookiePath.length || cookiePath.endsWith('/')) return true;
  const next = path[cookiePath.length];
  return next === '/' || next === '?';
}

/** Nothing of it is decoded, and no segment is `.` or `..`. */
function isPlain(path: string): boolean {
  for (let at = 0; at < path.length; at++) {
    const code = path.charCodeAt(at);
    if (code === percent || code === backslash) return false;
    if (code === dot && path.charCodeAt(at - 1) === slash) return false;
  }
  return true;
}
