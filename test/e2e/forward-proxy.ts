import { once } from 'node:events';
import * as http from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** An HTTP proxy in one page: absolute URLs to plain targets, CONNECT to all others. */
export class ForwardProxy {
  connections: number = 0;
  /** Requests to plain targets. */
  forwarded: number = 0;
  /** CONNECTs that opened a tunnel. */
  tunnels: number = 0;
  readonly #server = http.createServer({ keepAliveTimeout: 0 });
  readonly #sockets = new Set<Socket>();

  static async start(): Promise<ForwardProxy> {
    const proxy = new ForwardProxy();
    proxy.#server.on('connection', (socket: Socket) => {
      proxy.connections++;
      proxy.#keep(socket);
    });
    proxy.#server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
      proxy.#forward(request, response);
    });
    proxy.#server.on('connect', (request: http.IncomingMessage, socket: Socket) => {
      proxy.#tunnel(request.url ?? '', socket);
    });
    proxy.#server.listen({ host: '127.0.0.1', port: 0 });
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await once(this.#server, 'close');
  }

  #forward(request: http.IncomingMessage, response: http.ServerResponse): void {
    this.forwarded++;
    const { method, headers, url = '' } = request;
    const onward = http.request(url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  }

  #tunnel(authority: string, socket: Socket): void {
    const { hostname, port } = new URL(`http://${authority}`);
    const onward = connect({ host: hostname, port: Number(port) }, () => {
      this.tunnels++;
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    this.#keep(onward);
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
  }
}

/** A proxy that is gone after the test. */
export async function forwardProxy(): Promise<ForwardProxy> {
  const proxy = await ForwardProxy.start();
  onTestFinished(() => proxy.close());
  return proxy;
}
