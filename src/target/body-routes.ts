import { withNumber, withQueryNumber } from './parameters.ts';
import type { Call, Route } from './router.ts';
import { afterMs } from './timer.ts';

const filler = Buffer.alloc(64 * 1024, '0123456789abcde\n');
const octets = ['Content-Type', 'application/octet-stream'];

/** Routes that are about the way a body arrives. */
export function makeBodyRoutes(): readonly Route[] {
  return [
    {
      path: '/bytes/:n',
      description: 'a body of n bytes, up to 1 GiB',
      handle: withNumber({ name: 'bytes', min: 0, max: 1024 ** 3, whole: true }, sendBytes),
    },
    {
      path: '/chunked',
      description: 'a chunked body; ?chunks=4&size=1024 (bytes)',
      handle: (call) =>
        withQueryNumber(call, chunksRule, (chunks) =>
          withQueryNumber(call, sizeRule, (size) => sendChunks(call, chunks, size)),
        ),
    },
    {
      path: '/slow-body',
      description: 'a body in pieces with pauses between them; ?pieces=5&pause=100 (ms)',
      handle: (call) =>
        withQueryNumber(call, piecesRule, (pieces) =>
          withQueryNumber(call, pauseRule, (pauseMs) => sendPieces(call, pieces, pauseMs)),
        ),
    },
  ];
}

const chunksRule = { key: 'chunks', name: 'chunks', min: 1, max: 10_000, whole: true, fallback: 4 };
const sizeRule = {
  key: 'size',
  name: 'bytes a chunk',
  min: 1,
  max: filler.length,
  whole: true,
  fallback: 1024,
};
const piecesRule = { key: 'pieces', name: 'pieces', min: 1, max: 10_000, whole: true, fallback: 5 };
const pauseRule = { key: 'pause', name: 'milliseconds', min: 1, max: 3_600_000, whole: false, fallback: 100 };

function sendBytes(call: Call, bodyBytes: number): void {
  const { request, response } = call;
  response.writeHead(200, [...octets, 'Content-Length', String(bodyBytes)]);
  if (request.method === 'HEAD') response.end();
  else sendFiller(call, bodyBytes, filler.length);
}

function sendChunks(call: Call, chunks: number, chunkBytes: number): void {
  const { request, response } = call;
  response.writeHead(200, octets);
  if (request.method === 'HEAD') response.end();
  else sendFiller(call, chunks * chunkBytes, chunkBytes);
}

/** Writes as fast as the client reads, in pieces of at most one filler; each piece is one chunk of a chunked body. */
function sendFiller({ request, response }: Call, totalBytes: number, pieceBytes: number): void {
  const { socket } = request;
  let leftBytes = totalBytes;
  const sendMore = (): void => {
    // Node 26 makes one chunk of all that is written in a turn, unless somebody else has corked the socket.
    socket.cork();
    let roomLeft = true;
    while (roomLeft && leftBytes > pieceBytes) {
      leftBytes -= pieceBytes;
      roomLeft = response.write(filler.subarray(0, pieceBytes));
    }
    if (roomLeft) response.end(filler.subarray(0, leftBytes));
    else response.once('drain', sendMore);
    socket.uncork();
  };
  sendMore();
}

function sendPieces(call: Call, pieces: number, pauseMs: number): void {
  const { request, response } = call;
  const lines = Array.from({ length: pieces }, (_, index) => `piece ${index + 1} of ${pieces}\n`);
  const bodyBytes = lines.reduce((total, line) => total + line.length, 0);
  response.writeHead(200, ['Content-Type', 'text/plain', 'Content-Length', String(bodyBytes)]);
  if (request.method === 'HEAD') response.end();
  else sendSlowly(call, lines, pauseMs);
}

function sendSlowly({ request, response }: Call, lines: readonly string[], pauseMs: number): void {
  let sent = 0;
  const sendNext = (): void => {
    if (request.socket.destroyed) return;
    response.write(lines[sent] ?? '');
    sent += 1;
    if (sent === lines.length) response.end();
    else afterMs(pauseMs, sendNext);
  };
  sendNext();
}
