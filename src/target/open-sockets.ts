import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** The TCP sockets of a server, below TLS, as long as they are open. */
export class OpenSockets {
  readonly #sockets = new Set<Socket>();

  add(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  }

  /** Ends a connection with a TCP reset; takes the socket that a request came on, TLS or not. */
  reset(socket: Socket): void {
    if (!(socket instanceof TLSSocket)) {
      socket.resetAndDestroy();
      return;
    }
    // A TLS socket can't be reset and does not name the one below, so the peer's address has to.
    const { remotePort, remoteAddress } = socket;
    for (const below of this.#sockets) {
      if (below.remotePort === remotePort && below.remoteAddress === remoteAddress) below.resetAndDestroy();
    }
  }

  destroyAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
