/** The host of a URL as sockets and certificates name it: an IPv6 address has no brackets there. */
export function bareHost(host: string): string {
  return host.replaceAll(/[[\]]/g, '');
}
