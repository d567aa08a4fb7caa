import { once } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';
import type { AddressInfo, ListenOptions, Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { onTestFinished } from 'vitest';

/** A request as it arrived. */
export type Arrived = {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
};

export type Answer = (response: http.ServerResponse, request: Arrived) => void;

export type CountingOptions = {
  readonly answer?: Answer;
  readonly listen?: ListenOptions;
  readonly tls?: TlsOptions;
};

const mostKept = 100;

/** A server that is gone after the test. */
export async function countingServer(options: CountingOptions = {}): Promise<CountingServer> {
  const server = await CountingServer.start(options);
  onTestFinished(() => server.close());
  return server;
}

/** A server of the test's own: what it counted is what was really sent. */
export class CountingServer {
  /** Accepted, the one with which inrush finds out whether anybody answers included. */
  connections: number = 0;
  /** Whole requests. */
  requests: number = 0;
  /** Responses handed to the kernel to their last byte. */
  answered: number = 0;
  /** The first requests. */
  readonly arrived: Arrived[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #used = new WeakSet<Socket>();
  readonly #server: http.Server;
  readonly #scheme: string;
  readonly #answer: Answer;
  #usedConnections = 0;

  private constructor({ answer = answerOk, tls }: CountingOptions) {
    this.#answer = answer;
    this.#scheme = tls === undefined ? 'http' : 'https';
    const limits = { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 };
    this.#server = tls === undefined ? http.createServer(limits) : https.createServer({ ...limits, ...tls });
    this.#server.on('connection', (socket: Socket) => {
      this.connections++;
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    this.#server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
      this.#receive(request, response);
    });
  }

  static async start(options: CountingOptions = {}): Promise<CountingServer> {
    const server = new CountingServer(options);
    server.#server.listen(options.listen ?? { host: '127.0.0.1', port: 0, backlog: 4096 });
    await once(server.#server, 'listening');
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Without a slash at its end. */
  get url(): string {
    const { address, port } = this.#server.address() as AddressInfo;
    return `${this.#scheme}://${address.includes(':') ? `[${address}]` : address}:${port}`;
  }

  /** Those that carried at least one request. */
  get usedConnections(): number {
    return this.#usedConnections;
  }

  async close(): Promise<void> {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await once(this.#server, 'close');
  }

  #receive(request: http.IncomingMessage, response: http.ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('finish', () => this.answered++);
    request.on('end', () => {
      this.requests++;
      if (!this.#used.has(request.socket)) this.#usedConnections++;
      this.#used.add(request.socket);
      const { method = '', url: path = '', headers } = request;
      const arrived = { method, path, headers, body: Buffer.concat(chunks) };
      if (this.arrived.length < mostKept) this.arrived.push(arrived);
      this.#answer(response, arrived);
    });
  }
}

function answerOk(response: http.ServerResponse): void {
  response.end('ok');
}
