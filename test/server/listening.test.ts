import { createServer, type AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { listeningAt } from '../../src/server/listening.ts';

const head =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
const row = (local: string, state: string, inode: number): string =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0 100 0 0 10 0`;
const tables: Readonly<Record<string, string>> = {
  '/proc/net/tcp': [
    head,
    row('0100007F:0BB8', '0A', 1),
    row('0100007F:0BB9', '01', 2),
    row('00000000:1F90', '0A', 3),
    row('00000000:0050', '0A', 4),
  ].join('\n'),
  '/proc/net/tcp6': [
    head,
    row('00000000000000000000000000000000:0BB8', '0A', 5),
    row('00000000000000000000000001000000:0BBA', '0A', 6),
    row('B80D0120000000000000000001000000:0BBB', '0A', 7),
  ].join('\n'),
};
const readText = (path: string): string | null => tables[path] ?? null;

it.each<[name: string, inodes: readonly number[], places: readonly string[]]>([
  ['one of IPv4', [1], ['127.0.0.1:3000']],
  ['several', [3, 4], ['0.0.0.0:8080', '0.0.0.0:80']],
  ['those of IPv6', [5, 6, 7], ['[::]:3000', '[::1]:3002', '[an IPv6 address]:3003']],
  ['no connection', [2], []],
  ['nothing of others', [99], []],
])('tells where a server listens: %s', (_name, inodes, places) => {
  const links = inodes.map((inode) => `socket:[${inode}]`);
  expect(listeningAt([1], () => ['/dev/null', ...links], readText)).toEqual(places);
});

it('tells nothing where the system does not', () => {
  expect(
    listeningAt(
      [1],
      () => ['socket:[1]'],
      () => null,
    ),
  ).toEqual([]);
  expect(listeningAt([2 ** 30])).toEqual([]);
});

it.runIf(process.platform === 'linux')('tells where this process listens', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  expect(listeningAt([process.pid])).toContain(`127.0.0.1:${port}`);
  server.close();
});
