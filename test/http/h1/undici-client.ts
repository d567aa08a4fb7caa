import { Client, type Dispatcher } from 'undici';
import { AnsweringSocket } from './answering-socket.ts';
import type { ClientOutcome } from './node-client.ts';

/**
 * What undici, whose parser is llhttp too, makes of latin1 text from a server that closes after it. Nothing
 * leaves the process.
 */
export function readWithUndici(
  text: string,
  isHead: boolean,
  cuts: readonly number[] = [],
): Promise<ClientOutcome> {
  return new Promise((resolve) => {
    const socket = new AnsweringSocket(text, cuts);
    socket.on('error', () => {});
    const client = new Client('http://localhost', {
      connect: (_options, callback) => queueMicrotask(() => callback(null, socket as never)),
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const end = (outcome: ClientOutcome): void => {
      client.destroy(() => {});
      resolve(outcome);
    };
    const method = isHead ? 'HEAD' : 'GET';
    client.dispatch({ path: '/', method, reset: false }, new Reader(socket, end));
  });
}

class Reader implements Dispatcher.DispatchHandler {
  readonly #socket: AnsweringSocket;
  readonly #end: (outcome: ClientOutcome) => void;
  #status = 0;
  #body = '';

  constructor(socket: AnsweringSocket, end: (outcome: ClientOutcome) => void) {
    this.#socket = socket;
    this.#end = end;
  }

  /** undici knows this form of a handler by it. */
  onRequestStart(): void {}

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.#status = status;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#body += chunk.toString('latin1');
  }

  onResponseEnd(): void {
    const whole = { kind: 'done', status: this.#status, body: this.#body } as const;
    // undici gives up a socket only after it has told of the end.
    queueMicrotask(() => this.#end({ ...whole, keepAlive: !this.#socket.destroyed && !this.#socket.sawEnd }));
  }

  onResponseError(): void {
    this.#end({ kind: this.#socket.sawEnd ? 'unfinished' : 'failed' });
  }
}
