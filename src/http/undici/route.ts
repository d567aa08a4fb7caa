import type { NetConnectOpts } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { bareHost } from '../../base/bare-host.ts';
import type { HttpSettings } from '../settings.ts';
import { tlsOptions } from '../tls-options.ts';

/** How bytes get from here to the target; what every socket of one engine shares. */
export type Route = {
  /** The target's `host:port`, for a request without a Host header. */
  readonly host: string;
  readonly socket: NetConnectOpts;
  /** The CONNECT that turns a socket to the proxy into one to the target; null goes straight there. */
  readonly tunnel: Tunnel | null;
  readonly tls: ConnectionOptions | null;
  /** What a plain proxy wants before the path and behind the headers; empty without one. */
  readonly pathPrefix: string;
  readonly extraHeaders: readonly string[];
};

/** `headers` alternate names and values. */
export type Tunnel = { readonly authority: string; readonly headers: readonly string[] };

/** Straight to the endpoint, or through the proxy: by CONNECT to a TLS target, by absolute URL to a plain one. */
export function makeRoute(settings: HttpSettings): Route {
  const origin = new URL(settings.origin);
  const tls = tlsOptions(settings);
  const straight: Route = {
    host: origin.host,
    socket: socketOptions(settings),
    tunnel: null,
    tls,
    pathPrefix: '',
    extraHeaders: [],
  };
  if (settings.proxy === null) return straight;
  const headers = proxyHeaders(new URL(settings.proxy));
  if (tls === null) return { ...straight, pathPrefix: origin.origin, extraHeaders: headers };
  const authority = `${origin.hostname}:${origin.port === '' ? '443' : origin.port}`;
  return { ...straight, tunnel: { authority, headers: ['host', authority, ...headers] } };
}

function socketOptions({ endpoint, proxy }: HttpSettings): NetConnectOpts {
  const common = { noDelay: true };
  if (proxy !== null) {
    const { hostname, port } = new URL(proxy);
    return { host: bareHost(hostname), port: port === '' ? 80 : Number(port), ...common };
  }
  if (endpoint.kind === 'unix') return { path: endpoint.path };
  return { host: endpoint.address, port: endpoint.port, autoSelectFamily: false, ...common };
}

function proxyHeaders({ username, password }: URL): string[] {
  if (username === '' && password === '') return [];
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return ['proxy-authorization', `Basic ${Buffer.from(credentials).toString('base64')}`];
}
