// Hot path: what it answers runs for every request that isn't the same each time.
import { PreparedRequest } from '../../http/prepare.ts';
import type { FlowRequest } from '../../plan/flows-plan.ts';
import type { Scope } from '../scope.ts';
import { compileBody, type Body } from './compile-body.ts';
import { compilePieces } from './compile-head.ts';
import type { WriteText } from './compile-hole.ts';

/** Completes a head, of which the lines that follow from cookies and body are missing, and makes the bytes of both. */
export type RequestEncoder = {
  /** Nothing in it depends on the scope. */
  readonly isFixed: boolean;
  /** `cookie` is what the user's jar has, or null. */
  readonly encode: (head: string, scope: Scope, cookie: string | null, target: number) => PreparedRequest;
};

export function makeEncoder(request: FlowRequest): RequestEncoder {
  const timeoutMs = request.timeoutMs ?? NaN;
  const own = ownCookie(request);
  const body = request.body === null ? null : compileBody(request.body);
  const encode = bodyEncoder(request.method, body);
  return {
    isFixed: typeof own !== 'function' && (body === null || body.kind === 'fixed'),
    encode: (head, scope, cookie, target) => {
      const line = cookie === null && own === null ? '' : cookieLine(own, cookie, scope);
      return new PreparedRequest(encode(head + line, scope), target, timeoutMs);
    },
  };
}

/** What the scenario gives itself as a cookie; a second line of that name would be ignored by many servers. */
function ownCookie({ headers }: FlowRequest): WriteText | string | null {
  const found = headers.find(([name]) => name.toLowerCase() === 'cookie');
  return found === undefined ? null : compilePieces(found[1], 'header');
}

function cookieLine(own: WriteText | string | null, cookie: string | null, scope: Scope): string {
  const written = typeof own === 'function' ? own(scope) : own;
  const both = written === null || cookie === null ? (written ?? cookie) : `${written}; ${cookie}`;
  return `Cookie: ${both}\r\n`;
}

type EncodeBody = (head: string, scope: Scope) => Buffer;

function bodyEncoder(method: string, body: Body | null): EncodeBody {
  if (body === null) {
    // Some servers wait for a body, or answer 411, without it.
    const end = ['POST', 'PUT', 'PATCH'].includes(method) ? 'Content-Length: 0\r\n\r\n' : '\r\n';
    return (head) => Buffer.from(head + end, 'latin1');
  }
  if (body.kind === 'fixed') {
    const end = lengthLines(body.bytes.length);
    return (head) => withBytes(head + end, body.bytes);
  }
  if (body.kind === 'text') return (head, scope) => withText(head, body.write(scope));
  return (head, scope) => withParts(head, body.parts, scope);
}

function lengthLines(bytes: number): string {
  return `Content-Length: ${bytes}\r\n\r\n`;
}

function withBytes(head: string, body: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(head.length + body.length);
  bytes.write(head, 'latin1');
  body.copy(bytes, head.length);
  return bytes;
}

function withText(head: string, text: string): Buffer {
  const length = Buffer.byteLength(text);
  const whole = head + lengthLines(length);
  // As many bytes as characters: ASCII, and one write does for both.
  if (length === text.length) return Buffer.from(whole + text, 'latin1');
  const bytes = Buffer.allocUnsafe(whole.length + length);
  bytes.write(whole, 'latin1');
  bytes.write(text, whole.length);
  return bytes;
}

function withParts(head: string, parts: readonly (WriteText | Buffer)[], scope: Scope): Buffer {
  const written = parts.map((part) => (typeof part === 'function' ? Buffer.from(part(scope)) : part));
  const length = written.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.from(head + lengthLines(length), 'latin1'), ...written]);
}
