import type { Socket } from 'node:net';
import { withNumber } from './parameters.ts';
import { whenReceived } from './receive.ts';
import { replyText } from './reply.ts';
import type { Handler, Route } from './router.ts';

/** Ends a connection with a TCP reset. */
export type ResetConnection = (socket: Socket) => void;

/** Routes that go wrong in a known way. */
export function makeFaultRoutes(resetConnection: ResetConnection): readonly Route[] {
  return [
    {
      path: '/flaky/:percent',
      description: 'this percentage of the requests gets status 500, evenly spread',
      handle: makeFlaky(),
    },
    {
      path: '/close-early',
      description: 'announces a body, sends half of it and closes the connection',
      handle: closeEarly,
    },
    {
      path: '/reset',
      description: 'resets the connection without an answer',
      handle: ({ request }) => whenReceived(request, () => resetConnection(request.socket)),
    },
    {
      path: '/first-then-close',
      description: 'answers the first request of a connection and closes it without an answer on the second',
      handle: makeFirstThenClose(),
    },
  ];
}

/** The n-th request fails when n times the percentage passes a whole number; each percentage counts by itself. */
function makeFlaky(): Handler {
  const counts = new Map<number, number>();
  return withNumber({ name: 'a percentage', min: 0, max: 100, whole: false }, ({ response }, percent) => {
    // In whole millionths, because sums of fractions drift.
    const millionths = Math.round(percent * 1e4);
    const before = counts.get(millionths) ?? 0;
    counts.set(millionths, before + 1);
    const fails = Math.floor(((before + 1) * millionths) / 1e6) > Math.floor((before * millionths) / 1e6);
    replyText(response, fails ? 500 : 200, fails ? 'failed as asked' : 'ok');
  });
}

const closeEarly: Handler = ({ request, response }) => {
  const body = 'the second half of this text never arrives\n';
  whenReceived(request, () => {
    response.writeHead(200, ['Content-Type', 'text/plain', 'Content-Length', String(body.length)]);
    response.write(body.slice(0, body.length / 2));
    // In answer to HEAD the write is nothing, and no head leaves with it.
    response.flushHeaders();
    hangUp(request.socket);
  });
};

function makeFirstThenClose(): Handler {
  const answered = new WeakSet<Socket>();
  return ({ request, response }) => {
    const { socket } = request;
    if (answered.has(socket)) {
      whenReceived(request, () => hangUp(socket));
    } else {
      answered.add(socket);
      replyText(response, 200, 'the next request on this connection gets no answer');
    }
  };
}

/**
 * Sends FIN and reads on until the client closes too: closing with unread requests in the buffer would send a
 * reset, and that can take away what the client has not read yet.
 */
function hangUp(socket: Socket): void {
  const patienceMs = 5000;
  socket.end();
  socket.setTimeout(patienceMs);
}
