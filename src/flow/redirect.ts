import { PreparedRequest } from '../http/prepare.ts';
import type { RequestSpec } from '../scenario/request.ts';
import type { FlowResponse } from './flow-response.ts';
import type { CookieSource } from './request-writer.ts';
import { FlowError } from './scope.ts';

/** Where a request goes. */
export type Place = { readonly target: number; readonly path: string };

type Headers = RequestSpec['headers'];

/** What is said of a body, and goes with it (RFC 9110, section 15.4). */
const bodyHeaders = /^(content-.*|transfer-encoding)$/;
/** What is for no other origin than the one that it was written for. */
const ofOneOrigin: ReadonlySet<string> = new Set(['host', 'authorization', 'cookie']);

export function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

/** For a request that has been redirected as often as it may be. */
export function tooManyRedirects(most: number): FlowError {
  return new FlowError('redirect', `redirected more than ${most} ${most === 1 ? 'time' : 'times'}`);
}

/**
 * The request that follows a redirect: to the location that a response names, with the method that it leaves (RFC
 * 9110, section 15.4), without Authorization when it goes to another origin, and with the cookies for where it goes.
 * Throws a {@link FlowError} of `redirect` where it can't be followed.
 */
export function redirected(
  request: PreparedRequest,
  status: number,
  response: Pick<FlowResponse, 'header'>,
  origins: readonly string[],
  cookies: CookieSource | null,
): PreparedRequest {
  const { spec, target, timeoutMs } = request;
  const from = (origins[target] ?? '') + spec.path;
  const place = locate(response.header('location'), status, from, origins);
  const { method, keepsBody } = methodAfter(status, spec.method);
  const otherOrigin = place.target === target ? null : (origins[place.target] ?? '');
  const headers = headersFor(spec.headers, keepsBody, otherOrigin);
  // Without a jar they are the scenario's own, and stay where they are meant to go.
  const kept = cookies === null ? headers : headers.filter(([name]) => name.toLowerCase() !== 'cookie');
  const cookie = cookies?.header(place.target, place.path) ?? null;
  const next: RequestSpec = {
    method,
    path: place.path,
    headers: cookie === null ? kept : [...kept, ['Cookie', cookie]],
    body: keepsBody ? spec.body : null,
  };
  return new PreparedRequest(next, place.target, timeoutMs);
}

/** As browsers do: a POST becomes a GET by 301 and 302, anything but HEAD by 303, and nothing by 307 and 308. */
export function methodAfter(
  status: number,
  method: string,
): { readonly method: string; readonly keepsBody: boolean } {
  const becomesGet =
    status === 303 ? method !== 'GET' && method !== 'HEAD' : status < 303 && method === 'POST';
  return becomesGet ? { method: 'GET', keepsBody: false } : { method, keepsBody: true };
}

/** Where a Location leads, seen from the URL that answered with it. */
export function locate(
  location: string | null,
  status: number,
  from: string,
  origins: readonly string[],
): Place {
  if (location === null || location === '') {
    throw new FlowError('redirect', `${clip(from)} answered ${status} and named no location`);
  }
  // Headers are read as Latin-1, but whoever puts such letters into a URL means UTF-8.
  const text = Buffer.from(location, 'latin1').toString('utf8');
  if (!URL.canParse(text, from)) {
    throw new FlowError('redirect', `${clip(from)} answered ${status} to what is no URL: '${clip(text)}'`);
  }
  const { origin, pathname, search } = new URL(text, from);
  const target = origins.findIndex((each) => new URL(each).origin === origin);
  if (target < 0) {
    throw new FlowError(
      'redirect',
      `${clip(from)} answered ${status} to '${clip(text)}', and redirects are followed only to origins that the file names`,
    );
  }
  return { target, path: pathname + search };
}

/** `otherOrigin` is that of a target other than the request's own. */
function headersFor(headers: Headers, keepsBody: boolean, otherOrigin: string | null): Headers {
  const kept = headers.filter(([name]) => {
    const lower = name.toLowerCase();
    if (!keepsBody && bodyHeaders.test(lower)) return false;
    return otherOrigin === null || !ofOneOrigin.has(lower);
  });
  return otherOrigin === null ? kept : [['Host', new URL(otherOrigin).host], ...kept];
}

function clip(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 200)}…`;
}
