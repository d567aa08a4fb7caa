import { once } from 'node:events';
import * as net from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as tls from 'node:tls';
import type { FailureReason } from '../../src/http/failure.ts';
import type { Endpoint } from '../../src/http/settings.ts';

/** What a client has to make of an answer. */
export type Meaning =
  | { readonly kind: 'response'; readonly status: number; readonly body: string; readonly closes: boolean }
  | { readonly kind: 'failure'; readonly reason: FailureReason }
  | { readonly kind: 'silence' };

/** What the server does when it has read a request, and what that means. Bytes are latin1. */
export type Answer = {
  readonly delayMs: number;
  readonly pieces: readonly string[];
  readonly gapMs: number;
  /** What comes after the last piece. */
  readonly after: 'wait' | 'end' | 'reset';
  readonly meaning: Meaning;
};

export type Listen = 'tcp' | 'unix' | 'tls';

/** A whole response whose length is given. */
export function respond(body: string, changes: Partial<Answer> = {}): Answer {
  return raw(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`, {
    meaning: { kind: 'response', status: 200, body, closes: false },
    ...changes,
  });
}

/** Any bytes; unless told otherwise they mean a failure. */
export function raw(bytes: string, changes: Partial<Answer> = {}): Answer {
  return {
    delayMs: 0,
    pieces: bytes === '' ? [] : [bytes],
    gapMs: 0,
    after: 'wait',
    meaning: { kind: 'failure', reason: 'protocol' },
    ...changes,
  };
}

/** Answers the nth request that it reads, over all connections, with the nth answer; the last one repeats. */
export class ScriptedServer {
  connections = 0;
  /** Head and body of each request, as they came. */
  readonly requests: string[] = [];
  readonly #server: net.Server;
  readonly #answers: readonly Answer[];
  readonly #sockets = new Set<net.Socket>();

  private constructor(server: net.Server, answers: readonly Answer[]) {
    this.#server = server;
    this.#answers = answers;
    server.on('connection', (socket: net.Socket) => this.#track(socket));
    server.on(server instanceof tls.Server ? 'secureConnection' : 'connection', (socket: net.Socket) => {
      this.connections++;
      this.#read(socket);
    });
    server.on('tlsClientError', () => {});
  }

  static async start(
    answers: readonly Answer[],
    listen: Listen = 'tcp',
    certificate: { cert: string; key: string } | null = null,
  ): Promise<ScriptedServer> {
    const options = { noDelay: true, allowHalfOpen: true };
    const server = listen === 'tls' ? tls.createServer({ ...certificate }) : net.createServer(options);
    const scripted = new ScriptedServer(server, answers);
    server.listen(listen === 'unix' ? { path: freeSocketPath() } : { host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    return scripted;
  }

  get endpoint(): Endpoint {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') return { kind: 'unix', path: address ?? '' };
    return { kind: 'tcp', address: address.address, port: address.port };
  }

  /** Ends every connection, whatever is open on it. */
  hangUp(): void {
    for (const socket of this.#sockets) socket.end();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #track(socket: net.Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => {});
  }

  #read(socket: net.Socket): void {
    let unread = '';
    let lastAnswer = Promise.resolve();
    socket.on('error', () => {});
    socket.on('end', () => socket.end());
    socket.on('data', (bytes: Buffer) => {
      unread += bytes.toString('latin1');
      for (let length = requestLength(unread); length > 0; length = requestLength(unread)) {
        const answer = this.#answers[Math.min(this.requests.length, this.#answers.length - 1)];
        this.requests.push(unread.slice(0, length));
        unread = unread.slice(length);
        if (answer !== undefined) lastAnswer = lastAnswer.then(() => play(socket, answer));
      }
    });
  }
}

async function play(socket: net.Socket, answer: Answer): Promise<void> {
  if (answer.delayMs > 0) await sleep(answer.delayMs);
  for (const [index, piece] of answer.pieces.entries()) {
    if (index > 0) await sleep(answer.gapMs);
    if (socket.writable) socket.write(piece, 'latin1');
  }
  if (answer.after === 'wait') return;
  if (answer.after === 'end') socket.end();
  else {
    // The client has to have read what was written: a reset that it meets in the same turn looks like an end.
    if (answer.pieces.length > 0) await sleep(20);
    socket.resetAndDestroy();
  }
}

/** Of the request at the start of the text; 0 while it is not whole. */
function requestLength(text: string): number {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return 0;
  const bodyBytes = Number(/^content-length: *(\d+)/im.exec(text.slice(0, headEnd))?.[1] ?? 0);
  const length = headEnd + 4 + bodyBytes;
  return text.length >= length ? length : 0;
}

let socketPaths = 0;

function freeSocketPath(): string {
  return path.join(os.tmpdir(), `inrush-${process.pid}-${socketPaths++}.sock`);
}
