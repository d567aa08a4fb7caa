import { AbortInterrupts } from '../run/abort-interrupts.ts';
import type { RunOptions } from '../run/run-load.ts';

/** Runs something that a program's signal ends at once; throws the signal's reason where it was aborted before. */
export async function underSignal<T>(
  signal: AbortSignal | undefined,
  run: (options: Pick<RunOptions, 'interrupts'>) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  if (signal === undefined) return run({});
  const interrupts = new AbortInterrupts(signal);
  try {
    return await run({ interrupts });
  } finally {
    interrupts.close();
  }
}
