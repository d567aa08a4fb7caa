import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { monotonicClock } from '../../../src/base/clock.ts';
import { PreparedRequest } from '../../../src/http/prepare.ts';
import { createUndiciEngine } from '../../../src/http/undici/engine.ts';
import { Client, expectMeaning, get } from '../../contract/client.ts';
import type { HarnessSetup } from '../../contract/harness.ts';
import { harnessOf, settingsFor, socketHarness, waitUntil } from '../../contract/socket-harness.ts';
import { raw, respond, ScriptedServer } from '../../support/scripted-server.ts';

const clients: Client[] = [];

afterEach(async () => {
  for (const { connection, harness } of clients.splice(0)) {
    connection.close();
    harness.engine.close();
    await harness.close();
  }
});

async function start(
  answers: HarnessSetup['answers'],
  settings: HarnessSetup['settings'] = {},
): Promise<Client> {
  const client = new Client(await socketHarness(createUndiciEngine)({ answers, target: 'tcp', settings }));
  clients.push(client);
  return client;
}

describe('the undici engine', () => {
  const refused = new PreparedRequest({
    method: 'POST',
    path: '/',
    headers: [
      ['Host', 'localhost'],
      ['Expect', '100-continue'],
    ],
    body: null,
  });

  it('fails what undici refuses to send, and keeps the connection', async () => {
    const client = await start([respond('hello')], { pipelining: 2 });
    client.send(refused);
    client.send(get);
    await client.whenEnded(2);
    const [first, second] = client.ended.toSorted((a, b) => a.exchange.sentBytes - b.exchange.sentBytes);
    expect(first?.exchange).toMatchObject({
      reason: 'protocol',
      detail: 'UND_ERR_NOT_SUPPORTED: expect header not supported',
      connectionAt: NaN,
    });
    expect(second?.exchange.reason).toBe('none');
    expect([client.opens, client.closes, client.harness.requests.length]).toEqual([1, 0, 1]);
    expect(client.violations).toEqual([]);
  });

  it('lets others run while a listener sends what is refused again and again', async () => {
    const client = await start([respond('hello')]);
    client.afterEnd = () => client.send(refused);
    client.send(refused);
    await client.whenEnded(1);
    await nextTurn();
    client.afterEnd = () => {};
    await client.whenFree();
    expect(client.violations).toEqual([]);
  });

  it('loses what is pipelined behind a 304 that names a length, and says so', async () => {
    const notModified = raw('HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n');
    const client = await start([respond('first'), notModified, respond('hello')], { pipelining: 4 });
    client.sendMany(get, 4);
    await client.whenEnded(4);
    expect(client.reasons).toEqual(['none', 'none', 'closed-early', 'closed-early']);
    expect(client.ended.map((end) => end.exchange.status)).toEqual([200, 304, 0, 0]);
    expectMeaning(await client.request(get), respond('hello'));
  });

  it('notices that the server closes a socket before the first request', async () => {
    const server = await ScriptedServer.start([respond('hello')]);
    const engine = createUndiciEngine(settingsFor(server.endpoint, 'tcp'), monotonicClock);
    const client = new Client({ ...harnessOf(engine), close: () => server.close() });
    clients.push(client);
    client.connection.open();
    await waitUntil(() => client.opens === 1 && server.connections === 1);
    server.hangUp();
    await waitUntil(() => client.closes === 1);
    expect(client.faults).toEqual(['none']);
    expectMeaning(await client.request(get), respond('hello'));
  });

  it('keeps an idle connection for which the server announces a short life', async () => {
    const brief = respond('hello', {
      pieces: ['HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1\r\nContent-Length: 5\r\n\r\nhello'],
    });
    const client = await start([brief]);
    await client.request(get);
    expectMeaning(await client.request(get), brief);
    expect(client.opens).toBe(1);
  });

  it('keeps the connection when requests name different hosts', async () => {
    const client = await start([respond('hello')]);
    for (const host of ['a.test', 'b.test', 'a.test']) {
      await client.request(
        new PreparedRequest({ method: 'GET', path: '/', headers: [['Host', host]], body: null }),
      );
    }
    expect(client.opens).toBe(1);
    expect(client.harness.requests.map((text) => /^host: (.*)\r/m.exec(text)?.[1])).toEqual([
      'a.test',
      'b.test',
      'a.test',
    ]);
  });
});
