import type { Socket } from 'node:net';
import { Client } from 'undici';
import { describeCause } from '../../base/errors.ts';
import type { Tunnel } from './route.ts';

/**
 * Sends CONNECT over a socket to a proxy. `onEnd` comes once: with '' the socket now leads to the target, else
 * with what went wrong.
 */
export function openTunnel(socket: Socket, tunnel: Tunnel, onEnd: (failure: string) => void): void {
  const client = new Client(`http://${tunnel.authority}`, {
    connect: (_options, callback) => queueMicrotask(() => callback(null, socket)),
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const end = (failure: string): void => {
    client.destroy(() => {});
    onEnd(failure);
  };
  client.dispatch(
    { method: 'CONNECT', path: tunnel.authority, headers: [...tunnel.headers] },
    {
      onRequestStart: () => {},
      onRequestUpgrade: (_controller, status) => {
        // undici is still inside its parser here, and the socket not yet ours.
        queueMicrotask(() => end(isSuccess(status) ? '' : `the proxy answered ${status} to CONNECT`));
      },
      onResponseError: (_controller, error) => end(describeCause(error)),
    },
  );
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
