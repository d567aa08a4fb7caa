import type { HttpSettings } from '../http/settings.ts';
import type { EngineName } from '../scenario/connecting.ts';
import type { NonEmpty } from '../plan/non-empty.ts';
import type { Work } from '../plan/plan.ts';
import type { Pacing } from '../scenario/load.ts';
import type { Delta, Failure } from '../stats/delta.ts';
import type { KeepSettings, Receipt, ResponseBatch } from './response-batch.ts';

/** One worker's part of a plan: addresses resolved, connections shared out. Plain data. */
export type WorkerPlan = {
  readonly worker: number;
  readonly workers: number;
  readonly engine: EngineName;
  /** One for each target of the plan. */
  readonly targets: NonEmpty<HttpSettings>;
  readonly pipelining: number;
  /** The whole: the worker takes its stripe of the starts, or its share of the users. */
  readonly work: Work;
  readonly connections: number;
  readonly maxQueued: number;
  /** Infinity: until it is told to measure. */
  readonly warmupMs: number;
  readonly pacing: Pacing;
  readonly gracefulStopMs: number;
  readonly seed: number;
  /** What to keep of the responses; null: nothing, at no cost. */
  readonly keep: KeepSettings | null;
};

/** Why what is still open is cut: the graceful stop ran out, or the user asked to end at once. */
export type CutKind = 'censored' | 'aborted';

/** What the coordinator says. */
export type ToWorker =
  | { readonly kind: 'plan'; readonly plan: WorkerPlan }
  /** The common start instant, in clock milliseconds of the host. */
  | { readonly kind: 'start'; readonly startAt: number }
  /** The warm-up ends: the whole load runs from this instant on, in clock milliseconds of the host. */
  | { readonly kind: 'measure'; readonly measureFrom: number }
  /** There is room for more responses. */
  | ({ readonly kind: 'delivered' } & Receipt)
  /** Start nothing new, finish what is open. */
  | { readonly kind: 'drain' }
  /** End what is open, now. */
  | { readonly kind: 'cut'; readonly cutKind: CutKind };

/** What a worker says. */
export type FromWorker =
  /** Still getting ready; once a second until it is told to start. */
  | { readonly kind: 'alive' }
  /** Connections are open, as far as they could be; `openFiles` were so before the first. */
  | {
      readonly kind: 'ready';
      readonly pid: number;
      readonly openFiles: number;
      readonly socketsOpened: number;
      readonly socketFaults: readonly Failure[];
      /** Virtual users whose session is done, and why others are not. */
      readonly usersReady: number;
      readonly sessionFailures: readonly Failure[];
    }
  /** `sequence` counts from 0: each delta is merged exactly once, and a gap would show. */
  | {
      readonly kind: 'delta';
      readonly sequence: number;
      readonly delta: Delta;
      readonly health: WorkerVitals;
    }
  /** Kept responses, and how many more should have been kept since the last batch. */
  | { readonly kind: 'responses'; readonly batch: ResponseBatch; readonly dropped: number }
  | { readonly kind: 'fin' }
  /** A bug or an unusable setting; the worker is of no use any more. */
  | { readonly kind: 'fault'; readonly message: string };

/** How the worker's process has fared since its start. */
export type WorkerVitals = {
  readonly elapsedMs: number;
  readonly cpuMs: number;
  /** Time that the event loop was not idle; `spunMs` of it only waited for the next start. */
  readonly activeMs: number;
  readonly spunMs: number;
  /** Time that it could have run and had no processor; null where the system doesn't say. */
  readonly runQueueWaitMs: number | null;
  /** The longest time that the event loop did not turn, since the last report. */
  readonly standstillMs: number;
  /** The longest since the last report, and of all. */
  readonly gcPauseMs: number;
  readonly maxGcPauseMs: number;
  readonly peakRssBytes: number;
  readonly peakSockets: number;
};

/** A way to talk to one worker: a child process, the same process in tests, one day another machine. */
export interface Transport {
  send(message: ToWorker): void;
  /** Called once each, before any message arrives. */
  onMessage(listener: (message: FromWorker) => void): void;
  /** The worker is gone; `why` such as "killed by SIGKILL". */
  onClose(listener: (why: string) => void): void;
  /** Nothing more is expected of the worker: it ends by itself. */
  close(): void;
  /** Ends a worker that may not listen any more. */
  kill(): void;
}

/** The worker takes messages at once and says nothing before it has a plan. */
export type StartWorker = () => Transport;
