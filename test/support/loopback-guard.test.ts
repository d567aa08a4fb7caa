import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { connect, createServer, Socket } from 'node:net';
import type { AddressInfo, LookupFunction } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardDestination } from './loopback-guard.ts';

describe('a destination', () => {
  it.each([
    { host: '127.0.0.1' },
    { host: '127.255.0.9' },
    { host: '::1' },
    { host: '0:0:0:0:0:0:0:1' },
    { host: '::ffff:127.0.0.1' },
    { host: 'localhost' },
    { host: 'LocalHost' },
    { host: undefined },
    { host: '' },
    { host: 'example.org', path: '/run/a.sock' },
  ])('is let through: %j', (destination) => {
    expect(guardDestination(destination)).toBe(destination);
  });

  it.each([
    '0.0.0.0',
    '10.0.0.1',
    '126.255.255.255',
    '128.0.0.1',
    '192.168.1.1',
    '::',
    '::2',
    '::ffff:10.0.0.1',
    'fe80::1',
    'example.org',
    'localhost.example.org',
    '127.0.0.1.example.org',
    '127.1',
  ])('is refused: %s', (host) => {
    expect(() => guardDestination({ host })).toThrow(`tests connect to loopback only, never to ${host} (`);
  });
});

describe('a socket of a test', () => {
  // Not a loopback address, yet one that stays on this machine should the guard ever be broken.
  const elsewhere = '0.0.0.0';
  const port = 49_151;
  const url = `http://${elsewhere}:${port}/`;
  const refused = /^tests connect to loopback only, never to 0\.0\.0\.0/;

  it.each<[string, () => unknown]>([
    ['net.connect with options', () => connect({ port, host: elsewhere })],
    ['net.connect with a port and a host', () => connect(port, elsewhere)],
    ['its own connect with options', () => new Socket().connect({ port, host: elsewhere })],
    ['its own connect with a port and a host', () => new Socket().connect(port, elsewhere)],
    ['tls.connect', () => connectTls({ port, host: elsewhere })],
    ['http.get', () => get(url)],
  ])('cannot leave the machine through %s', (_way, open) => {
    expect(open).toThrow(refused);
  });

  it('cannot leave the machine through fetch', async () => {
    await expect(fetch(url)).rejects.toMatchObject({ cause: { message: expect.stringMatching(refused) } });
  });

  it('cannot leave the machine through a name', async () => {
    const socket = connect({ port, host: 'shop.example', lookup: answer(elsewhere) });
    const [error]: unknown[] = await once(socket, 'error');
    expect(error).toMatchObject({ message: expect.stringContaining('0.0.0.0, the address of shop.example') });
  });
});

describe('a socket to this machine', () => {
  const directory = mkdtempSync(join(tmpdir(), 'inrush-guard-'));
  const path = join(directory, 'server.sock');
  const servers = [createServer(greet), createServer(greet)] as const;
  let port = 0;

  beforeAll(async () => {
    const [byAddress, byPath] = servers;
    await Promise.all([
      once(byAddress.listen(0, '127.0.0.1'), 'listening'),
      once(byPath.listen(path), 'listening'),
    ]);
    port = (byAddress.address() as AddressInfo).port;
  });

  afterAll(() => {
    for (const server of servers) server.close();
    rmSync(directory, { recursive: true });
  });

  it.each<[string, () => Socket]>([
    ['a port and an address', () => connect(port, '127.0.0.1')],
    ['options', () => connect({ port, host: '127.0.0.1' })],
    ['a port in text', () => connect(String(port) as unknown as number, '127.0.0.1')],
    ['a name with a lookup', () => connect({ port, host: 'shop.example', lookup: answer('127.0.0.1') })],
    ['its own connect', () => new Socket().connect(port, '127.0.0.1')],
    ['a path', () => connect(path)],
    ['a path in options', () => connect({ path })],
  ])('opens by %s', async (_way, open) => {
    expect(await once(open(), 'data')).toEqual([Buffer.from('hello')]);
  });

  it.each<[string, (connected: () => void) => Socket]>([
    ['a port and an address', (connected) => connect(port, '127.0.0.1', connected)],
    ['options', (connected) => connect({ port, host: '127.0.0.1' }, connected)],
    ['its own connect', (connected) => new Socket().connect(port, '127.0.0.1', connected)],
  ])('calls back when opened by %s', async (_way, open) => {
    const connected = new Promise<string>((resolve) => open(() => resolve('connected')));
    expect(await connected).toBe('connected');
  });

  it('still fails as its lookup fails', async () => {
    const lookup: LookupFunction = (_name, _options, callback) => callback(new Error('no such name'), []);
    const [error]: unknown[] = await once(connect({ port, host: 'shop.example', lookup }), 'error');
    expect(error).toMatchObject({ message: 'no such name' });
  });
});

function greet(socket: Socket): void {
  socket.end('hello');
}

function answer(address: string): LookupFunction {
  return (_name, options, callback) => {
    if (options.all === true) callback(null, [{ address, family: 4 }]);
    else callback(null, address, 4);
  };
}
