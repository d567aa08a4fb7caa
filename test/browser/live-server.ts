import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { htmlDocument } from '../../src/report/html/html-document.ts';
import type { Page, PageUpdate } from '../../src/report/html/page.ts';

/** Serves one page live, as the dashboard does, and tells only what the test says. */
export class LiveServer {
  readonly url: string;
  readonly #server: Server;
  readonly #listeners: Set<ServerResponse>;
  readonly #stops: { count: number };

  private constructor(server: Server, listeners: Set<ServerResponse>, stops: { count: number }) {
    const { port } = server.address() as AddressInfo;
    this.url = `http://127.0.0.1:${port}/`;
    this.#server = server;
    this.#listeners = listeners;
    this.#stops = stops;
  }

  /** Closed when the test is over. */
  static async start(page: Page): Promise<LiveServer> {
    const html = htmlDocument({ ...page, live: { events: 'events', stop: 'stop' } });
    const listeners = new Set<ServerResponse>();
    const stops = { count: 0 };
    const server = createServer((request, response) => {
      if (request.url === '/events') {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 100\n\n');
        listeners.add(response.on('close', () => listeners.delete(response)));
      } else if (request.url === '/stop' && request.method === 'POST') {
        stops.count++;
        response.writeHead(202).end();
      } else {
        const isPage = request.url === '/';
        response.writeHead(isPage ? 200 : 404, { 'content-type': 'text/html' }).end(isPage ? html : '');
      }
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const live = new LiveServer(server, listeners, stops);
    onTestFinished(() => live.close());
    return live;
  }

  get stops(): number {
    return this.#stops.count;
  }

  get readers(): number {
    return this.#listeners.size;
  }

  send(event: 'update' | 'end', update: PageUpdate): void {
    for (const listener of this.#listeners) {
      listener.write(`event: ${event}\ndata: ${JSON.stringify(update)}\n\n`);
    }
  }

  /** Breaks off what is being read; whoever asks again is served. */
  dropReaders(): void {
    for (const listener of this.#listeners) listener.destroy();
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
