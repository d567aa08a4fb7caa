const anyServer = 'http://server.invalid/page';

/** The address if it stays on the server that the page came from; null otherwise. */
export function localAddress(href: string | null): string | null {
  if (href === null || !URL.canParse(href, anyServer)) return null;
  return new URL(href, anyServer).origin === new URL(anyServer).origin ? href : null;
}
