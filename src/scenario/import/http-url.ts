import { hasMark } from './marked-text.ts';

/** Where a request goes: the origin, and path with query. */
export type HttpUrl = { readonly origin: string; readonly path: string; readonly user: string | null };

/** Reads an absolute http or https URL, marks in it allowed; null for anything else. The fragment is left out. */
export function readHttpUrl(text: string): HttpUrl | null {
  const [, scheme = '', authority = '', rest = ''] =
    /^(https?):\/\/([^/?#\\\s]+)([^#]*)/i.exec(text.trim()) ?? [];
  const at = authority.lastIndexOf('@');
  const host = hostOf(scheme, authority.slice(at + 1));
  if (host === null) return null;
  return {
    origin: `${scheme.toLowerCase()}://${host}`,
    path: encodedPath(rest.startsWith('/') ? rest : `/${rest}`),
    user: at < 0 ? null : authority.slice(0, at),
  };
}

/** What no request line may hold is percent-encoded; what is encoded already, and marks, stay. */
export function encodedPath(path: string): string {
  return path.replaceAll(/[^\u0021-\u007E\uE000-\uE003]/gu, percentEncoded);
}

/** One letter; half of a surrogate pair is none. */
export function percentEncoded(letter: string): string {
  return encodeURIComponent(/\p{Surrogate}/u.test(letter) ? '\uFFFD' : letter);
}

function hostOf(scheme: string, host: string): string | null {
  if (hasMark(host)) return host;
  try {
    // The port that goes without saying is left out, other letters than ASCII become what DNS knows.
    return new URL(`${scheme}://${host}`).host;
  } catch {
    return null;
  }
}

/** Whether steps have the method, in capitals. */
export function isKnownMethod(method: string): boolean {
  return ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].includes(method);
}
