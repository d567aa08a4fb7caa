import { describe, expect, it } from 'vitest';
import type { ConnectionListener } from '../../src/http/connection.ts';
import { Exchange } from '../../src/http/exchange.ts';
import { PreparedRequest } from '../../src/http/prepare.ts';
import { settingsFor } from '../contract/socket-harness.ts';
import { createFakeEngine } from './fake-engine.ts';
import { FakeServer, type FakeScript } from './fake-server.ts';
import { ManualClock } from './manual-clock.ts';

const get = new PreparedRequest({ method: 'GET', path: '/', headers: [], body: null });

/** When each of the requests ended that were sent at these times, each on its own connection. */
function endsOf(script: Partial<FakeScript>, sentAt: readonly number[]): number[] {
  const clock = new ManualClock();
  const settings = settingsFor({ kind: 'tcp', address: '127.0.0.1', port: 1 }, 'tcp');
  const engine = createFakeEngine(new FakeServer(clock, script))(settings, clock);
  const listener: ConnectionListener = {
    onEnd: () => {},
    onReady: () => {},
    onOpen: () => {},
    onOpenFailed: () => {},
    onClose: () => {},
  };
  const exchanges = sentAt.map((at) => {
    const exchange = new Exchange();
    clock.schedule(at, () => {
      exchange.begin(at, at);
      engine.connect(listener).send(get, exchange);
    });
    return exchange;
  });
  clock.advance(1000);
  return exchanges.map((exchange) => exchange.endedAt);
}

describe('the fake engine', () => {
  it('takes as long as the connect and the service take', () => {
    const script: Partial<FakeScript> = { connectMs: () => 3, serviceMs: ({ index }) => 10 * (index + 1) };
    expect(endsOf(script, [0, 100])).toEqual([13, 123]);
  });

  it('rests while the server stands still', () => {
    const stalls = [
      { fromMs: 20, toMs: 50 },
      { fromMs: 60, toMs: 70 },
    ];
    const script: Partial<FakeScript> = { serviceMs: () => 10, stalls };
    // Before the first, into it, during it, into the second, and after.
    expect(endsOf(script, [5, 15, 30, 55, 80])).toEqual([15, 55, 60, 75, 90]);
  });

  it('holds back even an instant answer while the server stands still', () => {
    expect(endsOf({ stalls: [{ fromMs: 20, toMs: 50 }] }, [19, 20, 49, 50])).toEqual([19, 50, 50, 50]);
  });

  it('plays a queue, when the script keeps one', () => {
    let freeAt = 0;
    const serviceMs = ({ now }: { now: number }): number => {
      freeAt = Math.max(freeAt, now) + 10;
      return freeAt - now;
    };
    expect(endsOf({ serviceMs }, [0, 1, 2, 50])).toEqual([10, 20, 30, 60]);
  });
});
