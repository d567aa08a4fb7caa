import { monotonicClock } from '../base/clock.ts';
import { describeCause } from '../base/errors.ts';
import { engineFor } from './engines.ts';
import type { FromWorker, ToWorker } from './message.ts';
import { rehearse } from './rehearsal.ts';
import { realTimers } from './timers.ts';
import { Worker } from './worker.ts';

// The entry of a worker process; `child-transport.ts` is the other end of its channel.

const worker = new Worker({ clock: monotonicClock, timers: realTimers, engineFor, send, rehearse });

process.on('message', (message: ToWorker) => {
  worker.receive(message).catch((error: unknown) => {
    send({
      kind: 'fault',
      message: error instanceof Error ? (error.stack ?? error.message) : describeCause(error),
    });
  });
});
// Ctrl-C reaches the whole process group, but only the coordinator decides what it means.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('disconnect', () => process.exit());

/** Without a coordinator to listen there is nothing left to do; `disconnect` may come only after that. */
function send(message: FromWorker): void {
  process.send?.(message, (error: Error | null) => {
    if (error !== null) process.emit('disconnect');
  });
}
