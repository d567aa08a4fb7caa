// A server on loopback that does one thing to its requests, and counts them. Started by behaved.js.
import { createServer } from 'node:http';

const [behaviour, serverMs] = [process.argv[2], Number(process.argv[3])];
const facts = { received: 0, answered: 0, lost: 0 };
const seenSockets = new WeakSet();
let freeAtMs = 0;

const behaviours = {
  delay: (_request, response) =>
    serverMs === 0 ? answer(response) : setTimeout(() => answer(response), serverMs),

  /** One request at a time: each begins when the one before it is over, and late timers don't add up. */
  queue(_request, response) {
    const nowMs = performance.now();
    freeAtMs = Math.max(nowMs, freeAtMs) + serverMs;
    setTimeout(() => answer(response), freeAtMs - nowMs);
  },

  /** The first request of each connection is answered. */
  lossy({ socket }, response) {
    if (!seenSockets.has(socket)) {
      seenSockets.add(socket);
      answer(response);
      return;
    }
    facts.lost += 1;
    socket.destroy();
  },

  failing: (_request, response) => answer(response, 500),
};

function answer(response, status = 200) {
  if (response.destroyed) return;
  facts.answered += 1;
  response.writeHead(status, { 'content-type': 'text/plain', 'content-length': 5 });
  response.end('hello');
}

const server = createServer((request, response) => {
  facts.received += 1;
  if (facts.received === 1) process.send({ kind: 'first-request' });
  behaviours[behaviour](request, response);
});
// It never closes a connection on its own, also not one that was idle.
server.keepAliveTimeout = 0;
server.requestTimeout = 0;
server.headersTimeout = 0;
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
  process.send({ kind: 'listening', port: server.address().port });
});
process.on('message', () => process.send({ kind: 'facts', facts }));
process.on('disconnect', () => process.exit());
