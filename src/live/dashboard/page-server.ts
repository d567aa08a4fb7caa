import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { describeCause, InrushError } from '../../base/errors.ts';
import { contentPolicy, htmlDocument } from '../../report/html/html-document.ts';
import type { Page } from '../../report/html/page.ts';
import { admit, type Asked } from './admission.ts';

/** A request that was let in. */
export type Visit = {
  readonly method: 'GET' | 'POST';
  /** What follows the token in the path: '', `events`. */
  readonly place: string;
  readonly query: URLSearchParams;
};

export type Answer =
  | { readonly kind: 'page'; readonly status: number; readonly page: Page }
  /** It was heard; there is nothing to see. */
  | { readonly kind: 'accepted' }
  /** Whoever opens it owns the response from then on. */
  | { readonly kind: 'stream'; readonly open: (response: ServerResponse) => void }
  | { readonly kind: 'refused'; readonly status: 404 | 503; readonly text: string }
  /** Nothing can be done at this place. */
  | { readonly kind: 'read-only' };

/** What is served. */
export type Site = (visit: Visit) => Answer | Promise<Answer>;

/** Of a browser or two; more of them only cost memory. */
const mostConnections = 64;
const tokenBytes = 24;

const headers = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

/** Serves pages on this machine to whoever knows their address. It keeps no process alive. */
export class PageServer {
  readonly #server: Server;
  readonly #token = randomBytes(tokenBytes).toString('base64url');
  readonly #site: Site;

  private constructor(site: Site) {
    this.#site = site;
    this.#server = createServer({ maxHeaderSize: 8192 }, (request, response) => {
      void this.#answer(request, response);
    });
    this.#server.maxConnections = mostConnections;
    this.#server.unref();
  }

  /** At a port that is free. Throws `cannot-run` where nothing may listen. */
  static async start(site: Site): Promise<PageServer> {
    const server = new PageServer(site);
    try {
      server.#server.listen(0, '127.0.0.1');
      await once(server.#server, 'listening');
      return server;
    } catch (error) {
      const message = `the page can't be served on 127.0.0.1 (${describeCause(error)})`;
      throw new InrushError('cannot-run', [{ message, hint: 'write it to a file: -o html=report.html' }], {
        cause: error,
      });
    }
  }

  /** Of the page, with its token. */
  get url(): string {
    const address = this.#server.address();
    const port = typeof address === 'object' && address !== null ? address.port : NaN;
    return `http://127.0.0.1:${port}/${this.#token}/`;
  }

  /** Whatever is still being sent ends, too. */
  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const admission = admit(askedBy(request), this.#token);
    if (admission.kind === 'refused') {
      sendText(response, admission.status, admission.why);
      return;
    }
    if (admission.kind === 'moved') {
      response.writeHead(308, { ...headers, Location: admission.to, Connection: 'close' }).end();
      return;
    }
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    if (method !== 'GET' && method !== 'POST') {
      refuseMethod(response);
      return;
    }
    try {
      const answer = await this.#site({ method, place: admission.place, query: admission.query });
      send(response, answer, request.method === 'HEAD');
    } catch (error) {
      sendText(response, 500, `a bug in inrush: ${describeCause(error)}`);
    }
  }
}

function askedBy({ method = '', url = '', headers: given }: IncomingMessage): Asked {
  return {
    method,
    target: url,
    host: given.host,
    origin: given.origin,
    fetchSite: single(given['sec-fetch-site']),
    fetchMode: single(given['sec-fetch-mode']),
    fetchDest: single(given['sec-fetch-dest']),
  };
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value;
}

function send(response: ServerResponse, answer: Answer, isHead: boolean): void {
  switch (answer.kind) {
    case 'page':
      return sendPage(response, answer.status, answer.page);
    case 'accepted':
      response.writeHead(202, { ...headers, Connection: 'close' }).end();
      return;
    case 'stream':
      response.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream' });
      if (isHead) response.end();
      else answer.open(response);
      return;
    case 'refused':
      return sendText(response, answer.status, answer.text);
    case 'read-only':
      return refuseMethod(response);
  }
}

function sendPage(response: ServerResponse, status: number, page: Page): void {
  const document = htmlDocument(page);
  response.writeHead(status, {
    ...headers,
    'Content-Security-Policy': `${contentPolicy(page)}; frame-ancestors 'none'`,
    'Content-Type': 'text/html; charset=utf-8',
    Connection: 'close',
  });
  response.end(document);
}

function refuseMethod(response: ServerResponse): void {
  response.setHeader('Allow', 'GET, HEAD');
  sendText(response, 405, 'this can only be looked at');
}

function sendText(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // A connection that isn't kept: nobody waits for the rest of a request that is refused.
  const type = { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' };
  response.writeHead(status, { ...headers, ...type }).end(`${text}\n`);
}
