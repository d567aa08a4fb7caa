import { once } from 'node:events';
import * as net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a server does with a connection that it has just taken. It ends when the other side is gone. */
export type Play = (stage: Stage) => Promise<void> | void;

/** One connection, from the side of a server that means no good. */
export class Stage {
  readonly socket: net.Socket;
  /** How many connections the server took before. */
  readonly index: number;
  #received = 0;
  #used = 0;
  #onRoom: () => void = () => {};

  constructor(socket: net.Socket, index: number) {
    this.socket = socket;
    this.index = index;
    socket.on('drain', () => this.#onRoom());
    socket.on('close', () => this.#onRoom());
    socket.on('data', (bytes: Buffer) => {
      this.#received += bytes.toString('latin1').split('\r\n\r\n').length - 1;
    });
  }

  get isOver(): boolean {
    return this.socket.destroyed || !this.socket.writable;
  }

  /** The next request has come, or none will. */
  async request(): Promise<void> {
    while (this.#received <= this.#used && !this.isOver) await sleep(1);
    this.#used++;
  }

  /** Anything has come, such as the first words of a handshake. */
  async anything(): Promise<void> {
    while (this.socket.bytesRead === 0 && !this.isOver) await sleep(1);
  }

  write(text: string): void {
    if (!this.isOver) this.socket.write(text, 'latin1');
  }

  /** The same again and again, as fast as the other side reads. */
  async repeat(text: string): Promise<void> {
    const bytes = Buffer.from(text, 'latin1');
    while (!this.isOver) {
      if (!this.socket.write(bytes)) await new Promise<void>((resolve) => (this.#onRoom = resolve));
    }
  }

  /** Byte by byte. */
  async drip(text: string, gapMs: number): Promise<void> {
    for (const byte of text) {
      if (this.isOver) return;
      this.write(byte);
      await sleep(gapMs);
    }
  }

  /** Ends its own direction; what the other side still sends is read. */
  end(): void {
    if (!this.isOver) this.socket.end();
  }

  reset(): void {
    if (!this.socket.destroyed) this.socket.resetAndDestroy();
  }
}

/** A server on this machine that plays the same to everyone. */
export class HostileServer {
  readonly #server: net.Server;
  readonly #sockets = new Set<net.Socket>();
  #connections = 0;

  private constructor(server: net.Server, play: Play) {
    this.#server = server;
    server.on('connection', (socket: net.Socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => this.#sockets.delete(socket));
      // A client that has ended its side has gone: ours never half-close.
      socket.on('end', () => socket.destroy());
      void play(new Stage(socket, this.#connections++));
    });
  }

  static async start(play: Play): Promise<HostileServer> {
    const server = net.createServer({ noDelay: true, allowHalfOpen: true });
    const hostile = new HostileServer(server, play);
    server.listen({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    return hostile;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : NaN;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
