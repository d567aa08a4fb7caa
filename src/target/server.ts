import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Server, Socket } from 'node:net';
import { assert } from '../base/assert.ts';
import { describeCause, InrushError } from '../base/errors.ts';
import { createNullServer } from './null-server.ts';
import { OpenSockets } from './open-sockets.ts';
import { makeRouter } from './router.ts';
import { makeRoutes } from './routes.ts';

/** Where to listen, port 0 for any free one; with `tls` (PEM texts) it speaks https only. */
export type TargetOptions = {
  readonly host: string;
  readonly port: number;
  readonly tls?: { readonly cert: string; readonly key: string };
};

/** A running target; `url` has no slash at its end, and `close` destroys the connections that are open. */
export type Target = {
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
};

/** Starts the built-in server in this process. Throws `cannot-run` when the address or the certificate won't do. */
export async function startTarget(options: TargetOptions): Promise<Target> {
  const sockets = new OpenSockets();
  return serve(makeServer(options, sockets), sockets, options);
}

/** Starts the null server in this process, see {@link createNullServer}. Throws `cannot-run` when the address won't do. */
export async function startNullServer(options: Omit<TargetOptions, 'tls'>): Promise<Target> {
  return serve(createNullServer(), new OpenSockets(), options);
}

async function serve(server: Server, sockets: OpenSockets, options: TargetOptions): Promise<Target> {
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await listen(server, options);
  const port = portOf(server);
  return {
    url: urlOf(options, port),
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        sockets.destroyAll();
      }),
  };
}

/** 0 turns a timeout off: a load test may leave a connection idle, or busy, for as long as it likes. */
const neverTimeOut = { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 };

function makeServer({ tls }: TargetOptions, sockets: OpenSockets): Server {
  const router = makeRouter(makeRoutes((socket) => sockets.reset(socket)));
  if (tls === undefined) return createServer(neverTimeOut, router);
  try {
    return createTlsServer({ ...neverTimeOut, cert: tls.cert, key: tls.key }, router);
  } catch (cause) {
    const message = `the target can't use its TLS certificate or key: ${describeCause(cause)}`;
    const hint = 'both must be PEM texts, and the key must be the one of the certificate';
    throw new InrushError('cannot-run', [{ message, hint }], { cause });
  }
}

async function listen(server: Server, { host, port }: TargetOptions): Promise<void> {
  // The kernel lowers the backlog to net.core.somaxconn; a small one would drop part of a burst of connections.
  server.listen({ host, port, backlog: 65_535 });
  try {
    await once(server, 'listening');
  } catch (cause) {
    const message = `the target can't listen on ${host}:${port}: ${describeCause(cause)}`;
    const hint = 'choose a free port and an address of this machine; port 0 takes any free one';
    throw new InrushError('cannot-run', [{ message, hint }], { cause });
  }
}

function portOf(server: Server): number {
  const address = server.address();
  assert(typeof address === 'object' && address !== null, 'a server that listens on TCP has a port');
  return address.port;
}

function urlOf({ host, tls }: TargetOptions, port: number): string {
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  return `${tls === undefined ? 'http' : 'https'}://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}
