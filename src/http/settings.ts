import type { Timeouts, TlsSettings } from '../scenario/connecting.ts';

/** Where the bytes go: an address that was resolved and tried before the run, or a unix socket. */
export type Endpoint =
  | { readonly kind: 'tcp'; readonly address: string; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string };

/** All that an engine needs to know; plain data that survives structured clone. */
export type HttpSettings = {
  /** `http://host:port`, as the user named the target. */
  readonly origin: string;
  readonly endpoint: Endpoint;
  readonly tls: TlsSettings | null;
  readonly timeouts: Timeouts;
  readonly pipelining: number;
  /** Requests after which a connection is closed and opened anew; Infinity keeps it. */
  readonly requestsPerConnection: number;
  /** URL of an HTTP proxy, credentials included; undici only. */
  readonly proxy: string | null;
  /** Source address to bind, for machines with several; null leaves it to the kernel. */
  readonly localAddress: string | null;
  /** The source address is this worker's alone, so it may choose the ports. */
  readonly ownsLocalAddress: boolean;
};
