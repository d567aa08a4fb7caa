import * as http from 'node:http';
import { Duplex } from 'node:stream';

/** What Node's own client, whose parser is llhttp, makes of a response. */
export type NodeOutcome =
  | { readonly kind: 'done'; readonly status: number; readonly body: string; readonly keepAlive: boolean }
  | { readonly kind: 'failed' | 'unfinished' };

/** Sends one request, and hears latin1 text from a server that closes after it. Nothing leaves the process. */
export function readWithNode(text: string, isHead: boolean): Promise<NodeOutcome> {
  return new Promise((resolve) => {
    const agent = new OneAnswerAgent(text);
    const method = isHead ? 'HEAD' : 'GET';
    const request = http.request({ agent, method, insecureHTTPParser: false });
    const fail = ({ code = '' }: NodeJS.ErrnoException): void =>
      resolve({ kind: code.startsWith('HPE_') ? 'failed' : 'unfinished' });
    request.on('error', fail);
    request.on('upgrade', () => resolve({ kind: 'failed' }));
    request.on('response', (response) => {
      const { statusCode: status = 0 } = response;
      let body = '';
      response.setEncoding('latin1');
      response.on('data', (piece: string) => (body += piece));
      response.on('error', fail);
      response.on('end', () => {
        agent.socket.on('close', () =>
          resolve({ kind: 'done', status, body, keepAlive: agent.isAskedToKeep }),
        );
      });
    });
    request.end();
  });
}

class OneAnswerAgent extends http.Agent {
  readonly socket: Duplex;
  isAskedToKeep = false;

  constructor(text: string) {
    super({ keepAlive: true });
    this.socket = new AnsweringSocket(text);
  }

  override createConnection(): Duplex {
    return this.socket;
  }

  override keepSocketAlive(): boolean {
    this.isAskedToKeep = true;
    return false;
  }
}

class AnsweringSocket extends Duplex {
  readonly #text: string;
  #isAnswered = false;

  constructor(text: string) {
    super();
    this.#text = text;
  }

  override _read(): void {}

  override _write(_bytes: Buffer, _encoding: BufferEncoding, callback: () => void): void {
    callback();
    if (this.#isAnswered) return;
    this.#isAnswered = true;
    this.push(this.#text, 'latin1');
    // By then everything that the bytes themselves lead to has happened.
    setImmediate(() => this.push(null));
  }
}
