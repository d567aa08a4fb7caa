import type { FailureReason } from '../../src/http/failure.ts';
import { raw, respond, type Answer } from '../support/scripted-server.ts';

const chunkedHead = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
const endlessHead = 'HTTP/1.1 200 OK\r\n\r\n';
export const large: string = 'abcdefghij'.repeat(50_000);

/** Each leaves a connection that the next request can use, or close and open anew. */
export const wholeResponses: readonly (readonly [what: string, Answer])[] = [
  ['a body of a given length', respond('hello')],
  ['an empty body', respond('')],
  ['a body that takes many reads', respond(large)],
  [
    'a body that comes in pieces',
    piecewise(['HTTP/1.1 200 OK\r\nCont', 'ent-Length: 5\r\n', '\r\nhe', 'llo'], 'hello'),
  ],
  ['a chunked body', means(raw(`${chunkedHead}3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n`), 'hello')],
  [
    'chunks with extensions and trailers',
    means(raw(`${chunkedHead}5;a=b\r\nhello\r\n0\r\nX-T: 1\r\n\r\n`), 'hello'),
  ],
  ['chunks that come in pieces', piecewise([chunkedHead, '5\r', '\nhe', 'llo\r\n0\r', '\n\r\n'], 'hello')],
  ['a body that ends with the connection', ends(means(raw(`${endlessHead}hello`), 'hello'))],
  ['an empty body that ends with the connection', ends(means(raw(endlessHead), ''))],
  ['a 204', means(raw('HTTP/1.1 204 No Content\r\n\r\n'), '', 204)],
  ['a 304', means(raw('HTTP/1.1 304 Not Modified\r\nETag: "x"\r\n\r\n'), '', 304)],
  [
    'a 304 that names a length',
    means(raw('HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n'), '', 304),
  ],
  ['a 404 with a body', means(raw('HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone'), 'gone', 404)],
  [
    'an interim response before it',
    means(raw(`HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${ok('hello')}`), 'hello'),
  ],
  ['a 100 Continue before it', means(raw(`HTTP/1.1 100 Continue\r\n\r\n${ok('hello')}`), 'hello')],
  ['header names in any case', means(raw('HTTP/1.1 200 OK\r\ncOnTeNt-LeNgTh: 5\r\n\r\nhello'), 'hello')],
  ['no reason phrase', means(raw('HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nhello'), 'hello')],
  ['an HTTP/1.0 response', ends(means(raw('HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello'), 'hello'))],
];

export const brokenResponses: readonly (readonly [what: string, Answer])[] = [
  ['bytes that are no HTTP', raw('SSH-2.0-OpenSSH_9.6\r\n')],
  ['a status that is no number', raw('HTTP/1.1 2x0 OK\r\n\r\n')],
  [
    'a 101 that nobody asked for',
    raw('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'),
  ],
  ['a 101 that names no protocol', raw('HTTP/1.1 101 Switching Protocols\r\n\r\n')],
  ['two lengths', raw('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello')],
  ['a length that is no number', raw('HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\nhello')],
  ['a chunk size that is no number', raw(`${chunkedHead}xyz\r\nhello`)],
  ['a header without a colon', raw('HTTP/1.1 200 OK\r\nnothing\r\n\r\n')],
  ['headers without an end', raw(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(40_000)}`)],
];

export const cutResponses: readonly (readonly [what: string, FailureReason, Answer])[] = [
  ['closes before it answers', 'closed-early', raw('', { after: 'end' })],
  ['closes in the headers', 'closed-early', raw('HTTP/1.1 200 OK\r\nContent-', { after: 'end' })],
  ['closes in a body of a given length', 'closed-early', raw(ok('hello').slice(0, -2), { after: 'end' })],
  [
    'closes in a body after saying that it will close',
    'closed-early',
    raw(saysClose(ok('hello')).slice(0, -2), { after: 'end' }),
  ],
  ['closes in a chunk', 'closed-early', raw(`${chunkedHead}5\r\nhel`, { after: 'end' })],
  ['closes between chunks', 'closed-early', raw(saysClose(`${chunkedHead}5\r\nhello\r\n`), { after: 'end' })],
  ['resets before it answers', 'reset', raw('', { after: 'reset' })],
  ['resets in a body of a given length', 'reset', raw(ok('hello').slice(0, -2), { after: 'reset' })],
  ['resets in a body that ends with the connection', 'reset', raw(`${endlessHead}hel`, { after: 'reset' })],
];

export function ok(body: string): string {
  return `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

export function saysClose(response: string): string {
  return response.replace('\r\n', '\r\nConnection: close\r\n');
}

export function means(answer: Answer, body: string, status = 200): Answer {
  return { ...answer, meaning: { kind: 'response', status, body, closes: false } };
}

export function lasts(bytes: string, body: string): Answer {
  return raw(bytes, { meaning: { kind: 'response', status: 200, body, closes: true } });
}

export function ends(answer: Answer): Answer {
  return { ...answer, after: 'end' };
}

export function piecewise(pieces: readonly string[], body: string): Answer {
  return { ...means(raw(''), body), pieces, gapMs: 2 };
}
