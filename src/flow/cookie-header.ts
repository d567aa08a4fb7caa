// Hot path: runs for every request of a function whose user has cookies.
import { PreparedRequest } from '../http/prepare.ts';
import type { CookieSource } from './request-writer.ts';

const headEnd = '\r\n\r\n';

/** A request with the cookies for where it goes, or the same where there are none or it brings its own. */
export function withCookies(request: PreparedRequest, cookies: CookieSource | null): PreparedRequest {
  if (cookies === null) return request;
  const { bytes, target, timeoutMs, spec } = request;
  const cookie = cookies.header(target, spec.path);
  if (cookie === null || spec.headers.some(([name]) => name.toLowerCase() === 'cookie')) return request;
  const end = bytes.indexOf(headEnd);
  const line = Buffer.from(`\r\nCookie: ${cookie}`, 'latin1');
  const all = Buffer.concat([bytes.subarray(0, end), line, bytes.subarray(end)]);
  return new PreparedRequest(all, target, timeoutMs);
}
