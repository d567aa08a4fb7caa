import { once } from 'node:events';
import * as net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { monotonicClock } from '../../../src/base/clock.ts';
import type { Endpoint, HttpSettings } from '../../../src/http/settings.ts';
import { createUndiciEngine } from '../../../src/http/undici/engine.ts';
import { Client, expectMeaning, expectOrdered, get } from '../../contract/client.ts';
import { certificate, harnessOf, settingsFor } from '../../contract/socket-harness.ts';
import { raw, respond, ScriptedServer } from '../../support/scripted-server.ts';

const nowhere: Endpoint = { kind: 'tcp', address: '127.0.0.1', port: 1 };
const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

describe('the undici engine behind an HTTP proxy', () => {
  it('asks it for the absolute URL of a plain target', async () => {
    const proxy = await startServer([respond('hello')]);
    const origin = 'http://target.test:8080';
    const client = connect({
      ...settingsFor(nowhere, 'tcp'),
      origin,
      proxy: `http://127.0.0.1:${portOf(proxy)}`,
    });
    expectMeaning(await client.request(get), respond('hello'));
    expectMeaning(await client.request(get), respond('hello'));
    expect(proxy.requests[0]?.split('\r\n').slice(0, 2)).toEqual([
      'GET http://target.test:8080/ HTTP/1.1',
      'host: localhost',
    ]);
    expect(client.opens).toBe(1);
  });

  it('shows it the credentials in its URL', async () => {
    const proxy = await startServer([respond('hello')]);
    const client = connect({
      ...settingsFor(nowhere, 'tcp'),
      proxy: `http://me:p%40ss@127.0.0.1:${portOf(proxy)}`,
    });
    await client.request(get);
    expect(proxy.requests[0]).toContain(`proxy-authorization: Basic ${btoa('me:p@ss')}\r\n`);
  });

  it('tunnels through it to a TLS target', async () => {
    const target = await startServer([respond('hello')], 'tls');
    const proxy = await startTunnel(portOf(target));
    const settings = settingsFor(nowhere, 'tls');
    const client = connect({ ...settings, origin: 'https://localhost:8443', proxy: proxy.url });
    const first = await client.request(get);
    expectMeaning(first, respond('hello'));
    expectOrdered(first.exchange);
    expectMeaning(await client.request(get), respond('hello'));
    expect(proxy.heads.map((head) => head.split('\r\n').slice(0, 2))).toEqual([
      ['CONNECT localhost:8443 HTTP/1.1', 'host: localhost:8443'],
    ]);
    expect(target.requests[0]).toMatch(/^GET \/ HTTP/);
    expect([client.opens, client.tlsMs > 0, client.connectMs > 0]).toEqual([1, true, true]);
  });

  it('rejects the certificate of a target behind it like any other', async () => {
    const target = await startServer([respond('hello')], 'tls');
    const proxy = await startTunnel(portOf(target));
    const tls = { serverName: 'localhost', ca: null, cert: null, key: null, verify: true };
    const client = connect({ ...settingsFor(nowhere, 'tls'), tls, proxy: proxy.url });
    const { exchange } = await client.request(get);
    expect([exchange.reason, target.requests.length]).toEqual(['tls', 0]);
  });

  it('fails to connect when it does not open the tunnel', async () => {
    const proxy = await startServer([
      raw('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n'),
    ]);
    const client = connect({ ...settingsFor(nowhere, 'tls'), proxy: `http://127.0.0.1:${portOf(proxy)}` });
    const { exchange } = await client.request(get);
    expect([exchange.reason, exchange.detail]).toEqual([
      'connect-failed',
      'the proxy answered 407 to CONNECT',
    ]);
    expect([client.opens, client.connection.free]).toEqual([0, 0]);
  });

  it('fails to connect when it closes instead of opening the tunnel', async () => {
    const proxy = await startServer([raw('', { after: 'end' })]);
    const client = connect({ ...settingsFor(nowhere, 'tls'), proxy: `http://127.0.0.1:${portOf(proxy)}` });
    const { exchange } = await client.request(get);
    expect(exchange.reason).toBe('connect-failed');
    expect(proxy.requests).toHaveLength(1);
  });

  it('counts the tunnel into the time for the connect', async () => {
    const proxy = await startServer([raw('', { meaning: { kind: 'silence' } })]);
    const settings = settingsFor(nowhere, 'tls');
    const timeouts = { ...settings.timeouts, connectMs: 30 };
    const client = connect({ ...settings, timeouts, proxy: `http://127.0.0.1:${portOf(proxy)}` });
    const { exchange } = await client.request(get);
    expect(exchange.reason).toBe('connect-timeout');
  });

  it('says connect-refused when the proxy is not there', async () => {
    const proxy = await ScriptedServer.start([]);
    const port = portOf(proxy);
    await proxy.close();
    const client = connect({ ...settingsFor(nowhere, 'tcp'), proxy: `http://127.0.0.1:${port}` });
    const { exchange } = await client.request(get);
    expect(exchange.reason).toBe('connect-refused');
  });
});

function connect(settings: HttpSettings): Client {
  const engine = createUndiciEngine(settings, monotonicClock);
  const client = new Client(harnessOf(engine));
  closers.push(() => {
    client.connection.close();
    engine.close();
  });
  return client;
}

async function startServer(...options: Parameters<typeof ScriptedServer.start>): Promise<ScriptedServer> {
  const [answers, listen] = options;
  const server = await ScriptedServer.start(answers, listen, certificate);
  closers.push(() => server.close());
  return server;
}

/** A proxy that opens every tunnel, whatever it was asked for, to one port. */
async function startTunnel(port: number): Promise<{ readonly url: string; readonly heads: string[] }> {
  const heads: string[] = [];
  const server = net.createServer((client) => {
    client.on('error', () => {});
    client.once('data', (head: Buffer) => {
      heads.push(head.toString('latin1'));
      const target = net.connect(port, '127.0.0.1', () => {
        client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        client.pipe(target).pipe(client);
      });
      target.on('error', () => client.destroy());
      client.on('close', () => target.destroy());
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.close();
  });
  const address = server.address() as net.AddressInfo;
  return { url: `http://127.0.0.1:${address.port}`, heads };
}

function portOf({ endpoint }: ScriptedServer): number {
  return endpoint.kind === 'tcp' ? endpoint.port : NaN;
}
