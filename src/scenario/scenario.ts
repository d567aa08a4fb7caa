import type { ConnectTo, EngineName, Timeouts } from './connecting.ts';
import type { Arrival, Pacing, Stage } from './load.ts';

/** One of several requests of a scenario; what is left out is the scenario's own. */
export type ScenarioUrl = {
  /** May hold patterns, as `Scenario.url` may. */
  readonly url: string;
  /** How often it is sent in comparison with the others: a whole number from 1 [1]. */
  readonly weight?: number;
  /** What it is called where requests are told apart [its URL]. */
  readonly name?: string;
  readonly method?: string;
  /** They take the place of the scenario's headers of the same names, and join the others. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: Uint8Array;
  /** Where it was written, such as `urls.txt:12`, for problems with it. */
  readonly at?: string;
};

/**
 * What the user asked for. Only `url` or `urls` must be given, one of them; what is left out gets its default in
 * `makePlan`. Files are already read and texts already parsed: this is data, whether it came from flags or from a file.
 */
export type Scenario = {
  /** The path and the query may hold patterns: see `splitUrl`. */
  readonly url?: string;
  readonly urls?: readonly ScenarioUrl[];
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
  /** How an open model waits for its starts [auto]. */
  readonly pacing?: Pacing;
  readonly seed?: number;
  readonly warmupMs?: number;
  /** Until the target is steady, in place of a time. */
  readonly warmup?: 'auto';
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
