import type { ServerEnd, ServerUsage } from '../summary/server-usage.ts';

/** A server that inrush has started and that answers. */
export interface RunningServer {
  readonly pid: number;
  readonly readyMs: number;
  /** Called once, when it ends before {@link stop}; at once if it has. */
  onEnd(listener: (end: Omit<ServerEnd, 'atMs'>) => void): void;
  /**
   * What its processes took between two instants of the wall clock, in milliseconds since the epoch. When it has ended by
   * itself is told from the start of the run [`fromMs`]. After {@link stop} of what was before it.
   */
  usage(fromMs: number, toMs: number, requests: number, runStartMs?: number): ServerUsage;
  /** The last lines that it wrote. */
  lastLines(): readonly string[];
  /** Ends all its processes, and answers when they have ended. Harmless when repeated. */
  stop(): Promise<void>;
}
