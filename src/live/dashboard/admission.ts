import { createHash, timingSafeEqual } from 'node:crypto';

/** What a request says of itself. */
export type Asked = {
  readonly method: string;
  /** As it stands in the request line: path and query. */
  readonly target: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** The headers `Sec-Fetch-…`, which browsers send and pages can't change. */
  readonly fetchSite: string | undefined;
  readonly fetchMode: string | undefined;
  readonly fetchDest: string | undefined;
};

export type Admission =
  /** `place` is what follows the token: '', `events`. */
  | { readonly kind: 'admitted'; readonly place: string; readonly query: URLSearchParams }
  | { readonly kind: 'moved'; readonly to: string }
  | { readonly kind: 'refused'; readonly status: 403 | 404; readonly why: string };

/** Names of this machine itself. A name that was bound anew to its address is none of them. */
const ownNames = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

/**
 * Who may see a page that is served on this machine: whoever knows its token, and no page of another site in the browser of
 * somebody who does. The port isn't compared, as it may be another one at the near end of a tunnel.
 */
export function admit(asked: Asked, token: string): Admission {
  const { host, target } = asked;
  if (host === undefined || !ownNames.test(host)) {
    return refused(403, 'it is served as 127.0.0.1 and localhost, and under no other name');
  }
  if (isForeign(asked, host)) return refused(403, 'other sites may not ask');
  const [path = '', search = ''] = split(target, '?');
  const [given = '', place] = split(path.slice(1), '/');
  if (!path.startsWith('/') || !isEqual(given, token)) {
    return refused(404, 'nothing is here: open the whole address that inrush printed');
  }
  // Addresses within the page are beside it.
  if (place === undefined) return { kind: 'moved', to: `/${token}/` };
  return { kind: 'admitted', place, query: new URLSearchParams(search) };
}

function refused(status: 403 | 404, why: string): Admission {
  return { kind: 'refused', status, why };
}

function isForeign(asked: Asked, host: string): boolean {
  const { origin, fetchSite } = asked;
  if (origin === 'null') {
    // What a browser says where a page wants no referrer to be sent, and of pages that have no site.
    if (fetchSite !== 'same-origin') return true;
  } else if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
    return true;
  }
  return fetchSite !== undefined && !['same-origin', 'none'].includes(fetchSite) && !isVisit(asked);
}

/** Somebody follows a link, say in a terminal within a browser. The site with the link sees nothing of where it leads. */
function isVisit({ method, fetchMode, fetchDest }: Asked): boolean {
  return method === 'GET' && fetchMode === 'navigate' && fetchDest === 'document';
}

/** Takes as long however much of it is right. */
function isEqual(given: string, token: string): boolean {
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** At the first `separator`. */
function split(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
