import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicClock } from '../../src/base/clock.ts';
import type { CreateEngine, Engine } from '../../src/http/connection.ts';
import type { Endpoint, HttpSettings } from '../../src/http/settings.ts';
import { ScriptedServer, type Listen } from '../support/scripted-server.ts';
import type { CreateHarness, Harness, Target } from './harness.ts';

const patienceMs = 10_000;

/** Signed by itself for localhost and 127.0.0.1. */
export const certificate: { readonly cert: string; readonly key: string } = {
  cert: readFileSync(new URL('../support/tls/cert.pem', import.meta.url), 'utf8'),
  key: readFileSync(new URL('../support/tls/key.pem', import.meta.url), 'utf8'),
};

const trusting: NonNullable<HttpSettings['tls']> = {
  serverName: 'localhost',
  ca: certificate.cert,
  cert: null,
  key: null,
  verify: true,
};

/** An engine that opens real sockets, against a scripted server on this machine. */
export function socketHarness(createEngine: CreateEngine): CreateHarness {
  return async ({ answers, target, settings }) => {
    const server = await ScriptedServer.start(answers, listenFor(target), certificate);
    const { endpoint } = server;
    if (target === 'refusing') await server.close();
    const engine = createEngine({ ...settingsFor(endpoint, target), ...settings }, monotonicClock);
    return {
      engine,
      clock: monotonicClock,
      requests: server.requests,
      get connections() {
        return server.connections;
      },
      until: waitUntil,
      pass: sleep,
      close: async () => {
        if (target !== 'refusing') await server.close();
      },
    } satisfies Harness;
  };
}

/** For tests that look after the other side themselves. */
export function harnessOf(engine: Engine): Harness {
  return {
    engine,
    clock: monotonicClock,
    requests: [],
    connections: 0,
    until: waitUntil,
    pass: sleep,
    close: () => Promise.resolve(),
  };
}

/** Plain HTTP without timeouts, one request at a time. */
export function settingsFor(endpoint: Endpoint, target: Target): HttpSettings {
  const isTls = target === 'tls' || target === 'mute-tls';
  const port = endpoint.kind === 'tcp' ? `:${endpoint.port}` : '';
  return {
    origin: `${isTls ? 'https' : 'http'}://localhost${port}`,
    endpoint,
    tls: isTls ? trusting : null,
    timeouts: {
      connectMs: Infinity,
      tlsMs: Infinity,
      firstByteMs: Infinity,
      idleMs: Infinity,
      totalMs: Infinity,
    },
    pipelining: 1,
    requestsPerConnection: Infinity,
    proxy: null,
    localAddress: null,
    ownsLocalAddress: false,
  };
}

/** Looks again every millisecond. */
export async function waitUntil(condition: () => boolean): Promise<void> {
  const giveUpAt = monotonicClock.now() + patienceMs;
  while (!condition()) {
    if (monotonicClock.now() > giveUpAt) throw new Error(`nothing happened for ${patienceMs} ms`);
    await sleep(1);
  }
}

function listenFor(target: Target): Listen {
  return target === 'unix' || target === 'tls' ? target : 'tcp';
}
