// Hot path: runs once per request of a load test.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { replyText } from './reply.ts';

/** One request on its way to a handler; `parameter` is what stands for `:name` in the route's path. */
export type Call = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly parameter: string;
  readonly query: string;
};

export type Handler = (call: Call) => void;

/** `path` is `/name` or `/name/:parameter`; the description is one line for people. */
export type Route = { readonly path: string; readonly description: string; readonly handle: Handler };

/** Answers every request by the first segment of its path; `/help` lists the routes, other paths get 404. */
export function makeRouter(routes: readonly Route[]): RequestListener {
  const help = listRoutes(routes);
  const handlers = new Map(routes.map((route) => [lookupKey(route.path), route.handle]));
  handlers.set('/help', ({ response }) => replyText(response, 200, help));

  return (request, response) => {
    const url = originForm(request.url ?? '/');
    const queryStart = url.indexOf('?');
    const path = queryStart === -1 ? url : url.slice(0, queryStart);
    const query = queryStart === -1 ? '' : url.slice(queryStart + 1);
    const key = lookupKey(path);
    const handle = handlers.get(key);
    if (handle === undefined) replyText(response, 404, `no such path: ${path}; /help lists all of them`);
    else handle({ request, response, parameter: path.slice(key.length), query });
  };
}

/** A line for each route, for people. */
export function listRoutes(routes: readonly Route[]): string {
  const width = Math.max(...routes.map((route) => route.path.length));
  return routes.map((route) => `${route.path.padEnd(width)}  ${route.description}\n`).join('');
}

/** `/delay/` for `/delay/20` and for `/delay/:ms`, `/echo` for `/echo`. */
function lookupKey(path: string): string {
  const slash = path.indexOf('/', 1);
  return slash === -1 ? path : path.slice(0, slash + 1);
}

/** Clients that take the server for a proxy send `http://host/path` (RFC 9112, 3.2.2). */
function originForm(url: string): string {
  if (url.startsWith('/')) return url;
  const path = url.replace(/^https?:\/\/[^/?]*/i, '');
  return path.startsWith('/') ? path : `/${path}`;
}
