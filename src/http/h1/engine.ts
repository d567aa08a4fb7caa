import type { Clock } from '../../base/clock.ts';
import type { Connection, ConnectionListener, Engine } from '../connection.ts';
import type { HttpSettings } from '../settings.ts';
import { TimingWheel } from '../timing-wheel.ts';
import { H1Connection } from './connection.ts';
import { HeadMemos } from './head-memos.ts';
import type { Shared } from './shared.ts';
import { SocketOpener } from './socket-opener.ts';

const readBufferBytes = 64 * 1024;

/** HTTP/1.1 on plain sockets: the default engine. See {@link Engine}. */
export function createH1Engine(settings: HttpSettings, clock: Clock): Engine {
  const { connectMs, tlsMs, firstByteMs, idleMs, totalMs } = settings.timeouts;
  const shared: Shared = {
    settings,
    clock,
    wheel: new TimingWheel(clock, Math.min(connectMs, tlsMs, firstByteMs, idleMs, totalMs)),
    readBuffer: Buffer.allocUnsafeSlow(readBufferBytes),
    headMemos: new HeadMemos(),
    opener: new SocketOpener(settings),
  };
  return {
    connect: (listener: ConnectionListener): Connection => new H1Connection(shared, listener),
    close: () => shared.wheel.close(),
  };
}
