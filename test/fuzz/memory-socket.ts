import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import type { Shared } from '../../src/http/h1/shared.ts';
import type { OnRead, SocketOpener } from '../../src/http/h1/socket-opener.ts';

// A digit goes on with whatever was being read; see read-response.ts.
const poison = '5'.charCodeAt(0);

/** What our engine uses of a socket, without a network: a test plays the other side. */
export class MemorySocket extends EventEmitter {
  isDestroyed: boolean = false;
  readonly #openings: string[];
  readonly #buffer: Buffer;
  readonly #onRead: OnRead;

  constructor(buffer: Buffer, onRead: OnRead, isTls: boolean) {
    super();
    this.#openings = isTls ? ['connect', 'secureConnect'] : ['connect'];
    this.#buffer = buffer;
    this.#onRead = onRead;
  }

  /** Latin1 text arrives, in one read. */
  receive(text: string): void {
    const count = this.#buffer.write(text, 0, 'latin1');
    if (count < text.length) throw new Error('a piece is larger than the read buffer');
    this.#buffer.fill(poison, count, count + 16);
    this.#onRead(count);
    this.#buffer.fill(poison, 0, count);
  }

  /** The next step of its opening, and whether there was one left. */
  advance(): boolean {
    const event = this.#openings.shift();
    return event !== undefined && this.emit(event);
  }

  write(): boolean {
    return true;
  }

  cork(): void {}

  uncork(): void {}

  destroy(): this {
    this.isDestroyed = true;
    return this;
  }
}

/** Opens sockets that connect when a test says so. */
export class MemoryOpener {
  readonly isTls: boolean;
  /** The last one that was opened. */
  socket: MemorySocket | null = null;

  constructor(isTls: boolean) {
    this.isTls = isTls;
  }

  open(buffer: Buffer, onRead: OnRead): Socket {
    this.socket = new MemorySocket(buffer, onRead, this.isTls);
    return this.socket as unknown as Socket;
  }

  /** As what an engine takes: a class with private members is only assignable to itself. */
  get asOpener(): Shared['opener'] {
    return this as unknown as SocketOpener;
  }
}
