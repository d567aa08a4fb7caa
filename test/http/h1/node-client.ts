import * as http from 'node:http';
import type { Duplex } from 'node:stream';
import { AnsweringSocket } from './answering-socket.ts';

/** What a client makes of a response: whole, against the protocol, or cut short. */
export type ClientOutcome =
  | { readonly kind: 'done'; readonly status: number; readonly body: string; readonly keepAlive: boolean }
  | { readonly kind: 'failed' | 'unfinished' };

/**
 * What Node's own client, whose parser is llhttp, makes of latin1 text from a server that closes after it.
 * Nothing leaves the process.
 */
export function readWithNode(
  text: string,
  isHead: boolean,
  cuts: readonly number[] = [],
): Promise<ClientOutcome> {
  return new Promise((resolve) => {
    const agent = new OneAnswerAgent(new AnsweringSocket(text, cuts));
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

  constructor(socket: Duplex) {
    super({ keepAlive: true });
    this.socket = socket;
  }

  override createConnection(): Duplex {
    return this.socket;
  }

  override keepSocketAlive(): boolean {
    this.isAskedToKeep = true;
    return false;
  }
}
