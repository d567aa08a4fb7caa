// Hot path: `answerHeads` runs for every read of a self-test.
import { createServer, type Server, type Socket } from 'node:net';

const answer = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
const headEnd = [13, 10, 13, 10];

/**
 * A server that gives one fixed answer to every request head, whatever it asks, and expects no bodies: the least a
 * server on Node can do, so what is measured against it is the machine's and the generator's own.
 */
export function createNullServer(): Server {
  return createServer({ noDelay: true }, answerHeads);
}

function answerHeads(socket: Socket): void {
  // A head may come in pieces: how much of its end has been seen.
  let matched = 0;
  socket.on('data', (bytes) => {
    for (const byte of bytes) {
      matched = byte === headEnd[matched] ? matched + 1 : Number(byte === headEnd[0]);
      if (matched < headEnd.length) continue;
      matched = 0;
      socket.write(answer);
    }
  });
  socket.on('error', () => socket.destroy());
}
