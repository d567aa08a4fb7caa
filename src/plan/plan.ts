import type { EngineName, Timeouts, TlsSettings } from '../scenario/connecting.ts';
import type { Load, Pacing } from '../scenario/load.ts';
import type { PlannedRequest } from '../scenario/request.ts';
import type { FlowsPlan } from './flows-plan.ts';
import type { NonEmpty } from './non-empty.ts';

/** An origin that requests go to, before names are resolved. */
export type TargetPlan = {
  /** `http://host:port/path?query` of its first request, normalised. */
  readonly url: string;
  /** `http://host:port`. */
  readonly origin: string;
  /** What the sockets connect to: the target, what `--connect-to` says, the proxy, or a unix socket. */
  readonly reach:
    | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
    | { readonly kind: 'unix'; readonly path: string };
  /** URL of an HTTP proxy; null without. It may hold a password, so it is never shown: see `proxyOrigin`. */
  readonly proxy: string | null;
  /** null without TLS. */
  readonly tls: TlsSettings | null;
};

/** What is sent before measuring: for a time, or until the target is steady. */
export type Warmup =
  | { readonly kind: 'fixed'; readonly ms: number }
  | {
      readonly kind: 'auto';
      /** Then it is measured all the same, and the result says so. */ readonly longestMs: number;
    };

/** What is sent: single requests, or the steps of a scenario file. */
export type Work =
  | {
      readonly kind: 'requests';
      /** Host, User-Agent, Accept and Content-Length included. Which one a start sends: see `requestOrder`. */
      readonly requests: NonEmpty<PlannedRequest>;
      readonly load: Load;
    }
  | { readonly kind: 'flows'; readonly name: string; readonly flows: FlowsPlan };

/** A scenario with every default resolved. Plain data: it survives structured clone, nothing is optional. */
export type Plan = {
  /** One for each origin, in the order of their first requests. */
  readonly targets: NonEmpty<TargetPlan>;
  readonly work: Work;
  readonly engine: EngineName;
  /** Over all workers. */
  readonly connections: number;
  readonly workers: number;
  readonly pipelining: number;
  /** Infinity keeps connections. */
  readonly requestsPerConnection: number;
  readonly timeouts: Timeouts;
  readonly warmup: Warmup;
  /** Of no effect in a closed model. */
  readonly pacing: Pacing;
  /** What is open at the end of the load may still take this long; then it is censored. */
  readonly gracefulStopMs: number;
  /** Starts that may wait for a connection, over all workers; more are missed. */
  readonly maxQueued: number;
  readonly seed: number;
  /** Source addresses, given to workers in turn; empty leaves it to the kernel. */
  readonly localAddresses: readonly string[];
};
