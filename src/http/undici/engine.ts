import type { Clock } from '../../base/clock.ts';
import type { ConnectionListener, Engine } from '../connection.ts';
import type { HttpSettings } from '../settings.ts';
import { SourceAddress } from '../source-address.ts';
import { TimingWheel } from '../timing-wheel.ts';
import { UndiciConnection } from './connection.ts';
import { makeRoute } from './route.ts';
import type { Shared } from './shared.ts';
import { WireRequests } from './wire-requests.ts';

/**
 * HTTP/1.1 through undici: the reference that our own engine is compared with, and the way through an HTTP
 * proxy. See {@link Engine}.
 */
export function createUndiciEngine(settings: HttpSettings, clock: Clock): Engine {
  const { connectMs, tlsMs, firstByteMs, idleMs, totalMs } = settings.timeouts;
  const route = makeRoute(settings);
  const shared: Shared = {
    settings,
    clock,
    wheel: new TimingWheel(clock, Math.min(connectMs, tlsMs, firstByteMs, idleMs, totalMs)),
    route,
    source: new SourceAddress(settings),
    wireRequests: new WireRequests(route),
  };
  return {
    connect: (listener: ConnectionListener) => new UndiciConnection(shared, listener),
    close: () => shared.wheel.close(),
  };
}
