import type { HttpSettings } from './settings.ts';

const firstPort = 10_000;
const lastPort = 65_535;
/** How many ports an engine takes in turn on an address of its own. */
export const ownPorts: number = lastPort - firstPort + 1;

/** What a socket is bound to before it connects; empty leaves both to the kernel. */
export type LocalEnd = { readonly localAddress?: string; readonly localPort?: number };

/**
 * Where the sockets of one engine come from. On an address that nobody else uses it takes ports in turn: the
 * kernel's own search for a free port takes 1 ms a socket once some 14,000 are bound, whatever their addresses.
 */
export class SourceAddress {
  readonly #address: string | null;
  readonly #isOwn: boolean;
  #port = firstPort;

  constructor({ localAddress, ownsLocalAddress }: HttpSettings) {
    this.#address = localAddress;
    this.#isOwn = ownsLocalAddress;
  }

  next(): LocalEnd {
    if (this.#address === null) return {};
    if (!this.#isOwn) return { localAddress: this.#address };
    const localPort = this.#port;
    this.#port = localPort === lastPort ? firstPort : localPort + 1;
    return { localAddress: this.#address, localPort };
  }
}
