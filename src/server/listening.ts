import { readdirSync, readlinkSync } from 'node:fs';
import { readFileText, type ReadText } from '../machine/read-text.ts';

/** What a process has open, such as `socket:[4711]`; none of one that has gone. */
export type ReadLinks = (pid: number) => readonly string[];

/** Where processes take TCP connections, such as `127.0.0.1:3000`, for messages; none where the system doesn't tell. */
export function listeningAt(
  pids: readonly number[],
  readLinks: ReadLinks = openFiles,
  readText: ReadText = readFileText,
): readonly string[] {
  const sockets = new Set(pids.flatMap((pid) => [...readLinks(pid)]));
  const listening = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((path) => listeners(readText(path) ?? ''));
  const own = listening.filter(({ inode }) => sockets.has(`socket:[${inode}]`));
  return [...new Set(own.map(({ address }) => address))];
}

function openFiles(pid: number): readonly string[] {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).map((descriptor) => linkOf(`${folder}/${descriptor}`));
  } catch {
    return [];
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** TCP_LISTEN of the kernel's tcp_states.h. */
const listenState = '0A';

function listeners(text: string): { readonly inode: string; readonly address: string }[] {
  return text.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
    return state === listenState ? [{ inode, address: addressText(local) }] : [];
  });
}

/** `0100007F:0BB8` is 127.0.0.1:3000: bytes of an address stand in words of the machine, which is little-endian. */
function addressText(local: string): string {
  const [address = '', port = ''] = local.split(':');
  const host = address.length === 8 ? ipv4Text(address) : ipv6Text(address);
  return `${host}:${Number.parseInt(port, 16)}`;
}

/** Those that servers have mostly. */
function ipv6Text(address: string): string {
  if (/^0+$/.test(address)) return '[::]';
  return address === '00000000000000000000000001000000' ? '[::1]' : '[an IPv6 address]';
}

function ipv4Text(address: string): string {
  return (address.match(/../g) ?? [])
    .toReversed()
    .map((byte) => Number.parseInt(byte, 16))
    .join('.');
}
