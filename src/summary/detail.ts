import type { Completion } from './result.ts';

/** A run in progress is summed up about once a second, and can't wait for everything. */
export type Detail = 'whole' | 'so-far';

/** Why a result so far is partial. */
export const stillRunning = 'it is still running';

/** Whether there is more to come. */
export function isRunning(completion: Completion): boolean {
  return completion.state === 'partial' && completion.reasons.includes(stillRunning);
}
