/** Where the bytes go: an address that was resolved and tried before the run, or a unix socket. */
export type Endpoint =
  | { readonly kind: 'tcp'; readonly address: string; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string };

/** PEM texts, already read. `serverName` is the SNI name, '' for an IP address. */
export type TlsSettings = {
  readonly serverName: string;
  readonly ca: string | null;
  readonly cert: string | null;
  readonly key: string | null;
  readonly verify: boolean;
};

/** Each in milliseconds; Infinity switches one off. */
export type Timeouts = {
  /** From the start of a connect to an open TCP or unix socket. */
  readonly connectMs: number;
  /** From the open socket to a finished TLS handshake. */
  readonly tlsMs: number;
  /** From the write to the first response byte. */
  readonly firstByteMs: number;
  /** Between two reads of one response. */
  readonly idleMs: number;
  /** From `send` to the last byte, connecting included. */
  readonly totalMs: number;
};

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
  /** `http://host:port` of an HTTP proxy; undici only. */
  readonly proxy: string | null;
  /** Source address to bind, for machines with several; null leaves it to the kernel. */
  readonly localAddress: string | null;
};
