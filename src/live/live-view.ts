import type { Tick } from '../run/tick.ts';
import type { Result } from '../summary/result.ts';

/** What shows a run, or a row of runs, while it goes. None of its methods may throw, or wait. */
export interface LiveView {
  /** What runs now, for commands with several runs: `async 16, round 2 of 3`. */
  setLabel(label: string): void;
  /** Once a second. */
  onTick(tick: Tick): void;
  /** The result so far, after its tick; not after each where it takes long to make. */
  onSnapshot(snapshot: Result, tick: Tick): void;
  /** Makes room for lines that are to be written where it stands; the next tick shows it again. */
  clear(): void;
  /** The last run is over: nothing of it may stay where the report will stand. */
  close(): void;
}
