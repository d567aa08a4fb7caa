/** The engine that speaks HTTP: our own HTTP/1.1, or undici. */
export const engineNames = ['h1', 'undici'] as const;

export type EngineName = (typeof engineNames)[number];

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
  /** From the dispatch to the last byte, connecting included. */
  readonly totalMs: number;
};

/** `--connect-to HOST:PORT:ADDRESS[:PORT]`: connections meant for host and port go elsewhere. */
export type ConnectTo = {
  readonly host: string;
  readonly port: number;
  readonly toHost: string;
  readonly toPort: number;
};
