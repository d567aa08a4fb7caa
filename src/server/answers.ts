import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { bareHost } from '../base/bare-host.ts';
import type { TargetPlan } from '../plan/plan.ts';

export type AnswersAt = Pick<TargetPlan, 'origin' | 'reach' | 'proxy'>;

/** Whether something takes a connection there. */
export async function takesConnection(target: AnswersAt, withinMs: number): Promise<boolean> {
  const limit = AbortSignal.timeout(withinMs);
  return anyAddress(target, (place) => asks(connectTcp(place), 'connect', limit));
}

/**
 * Whether something says a word of HTTP there, whatever its status: what only forwards connections, as Docker does, takes
 * them long before there is a server behind it. With TLS a handshake is enough, even one that fails.
 */
export async function answers(target: AnswersAt, withinMs: number, over: AbortSignal): Promise<boolean> {
  const limit = AbortSignal.any([over, AbortSignal.timeout(withinMs)]);
  const { protocol, host, hostname } = new URL(target.origin);
  return anyAddress(target, (place) => {
    if (protocol === 'https:') {
      const name = bareHost(hostname);
      // Nothing is sent but the handshake, and the run itself verifies.
      return asks(
        connectTls({ ...place, rejectUnauthorized: false, ...serverName(name) }),
        'secureConnect',
        limit,
      );
    }
    const socket = connectTcp(place);
    socket.write(
      `GET / HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: inrush\r\nAccept: */*\r\nConnection: close\r\n\r\n`,
    );
    return asks(socket, 'data', limit);
  });
}

type Place = { readonly path: string } | { readonly host: string; readonly port: number };

async function anyAddress(target: AnswersAt, ask: (place: Place) => Promise<boolean>): Promise<boolean> {
  const places = await placesOf(target);
  const answered = await Promise.all(places.map(ask));
  return answered.includes(true);
}

/** The server itself, even where requests take a proxy to it. */
async function placesOf({ origin, reach, proxy }: AnswersAt): Promise<readonly Place[]> {
  if (reach.kind === 'unix') return [{ path: reach.path }];
  const { hostname, port, protocol } = new URL(origin);
  const own = {
    host: bareHost(hostname),
    port: Number(port === '' ? (protocol === 'https:' ? 443 : 80) : port),
  };
  const at = proxy === null ? reach : own;
  try {
    const addresses = await lookup(at.host, { all: true });
    return addresses.map(({ address }) => ({ host: address, port: at.port }));
  } catch {
    // The run itself says why a name can't be resolved.
    return [];
  }
}

function asks(
  socket: Socket,
  answer: 'connect' | 'secureConnect' | 'data',
  limit: AbortSignal,
): Promise<boolean> {
  return new Promise((settle) => {
    const end = (isAnswered: boolean): void => {
      limit.removeEventListener('abort', onLimit);
      socket.destroy();
      settle(isAnswered);
    };
    const onLimit = (): void => end(false);
    limit.addEventListener('abort', onLimit);
    socket.once(answer, () => end(!isItself(socket)));
    socket.on('error', ({ code = '' }: NodeJS.ErrnoException) => end(/^ERR_SSL|^EPROTO/.test(code)));
    socket.on('close', () => end(false));
  });
}

/** An address is no server name. */
function serverName(name: string): { readonly servername?: string } {
  return isIP(name) === 0 ? { servername: name } : {};
}

/** A connection to a port that nobody listens on may get that very port as its own, and then talks to itself. */
function isItself({ localPort, remotePort, localAddress, remoteAddress }: Socket): boolean {
  return localPort !== undefined && localPort === remotePort && localAddress === remoteAddress;
}
