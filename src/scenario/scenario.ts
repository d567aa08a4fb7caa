import type { ConnectTo, EngineName, Timeouts } from './connecting.ts';
import type { Arrival, Stage } from './load.ts';

/**
 * What the user asked for. Only `url` must be given; what is left out gets its default in `makePlan`. Files are
 * already read and texts already parsed: this is data, whether it came from flags or from a file.
 */
export type Scenario = {
  readonly url: string;
  readonly method?: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: Uint8Array;

  readonly connections?: number;
  readonly durationMs?: number;
  readonly requests?: number;
  /** Makes the model an open one, as `stages` does. */
  readonly ratePerS?: number;
  readonly stages?: readonly Stage[];
  readonly arrival?: Arrival;
  readonly seed?: number;
  readonly warmupMs?: number;
  readonly gracefulStopMs?: number;
  readonly maxQueued?: number;

  readonly engine?: EngineName;
  readonly workers?: number;
  readonly pipelining?: number;
  readonly requestsPerConnection?: number;
  readonly timeouts?: Partial<Timeouts>;
  readonly tls?: {
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
    readonly verify?: boolean;
  };
  readonly unixPath?: string;
  readonly connectTo?: readonly ConnectTo[];
  readonly localAddresses?: readonly string[];
  readonly proxy?: string;
};
