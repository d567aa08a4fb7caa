import type { Interrupts } from '../run/run-load.ts';
import { describeEnd } from '../server/describe-end.ts';
import type { RunningServer } from '../server/running-server.ts';
import type { ServerEnd } from '../summary/server-usage.ts';

export type Ended = Omit<ServerEnd, 'atMs'>;

export type WatchedServer = {
  /** Those of the user, and the end of the server. */
  readonly interrupts: Interrupts;
  readonly endWithin: (ms: number) => Promise<Ended | null>;
  /** The server may live on, and must not keep the run. */
  readonly close: () => void;
};

/** For one run, in which the end of the server ends the load. */
export function watchedFor(server: RunningServer, user: Interrupts | undefined): WatchedServer {
  let drain: ((reason: string) => void) | null = null;
  let ended: Ended | null = null;
  let onEnd: (() => void) | null = null;
  server.onEnd((end) => {
    ended = end;
    drain?.(endReason(end));
    onEnd?.();
  });
  return {
    interrupts: {
      onDrain(listener) {
        drain = listener;
        user?.onDrain(listener);
        if (ended !== null) listener(endReason(ended));
      },
      onCut: (listener) => user?.onCut(listener),
    },
    async endWithin(ms) {
      if (ended === null) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          onEnd = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      return ended;
    },
    close() {
      drain = null;
      onEnd = null;
    },
  };
}

/** For people. */
export function endReason(end: Ended): string {
  return `the server under test ended by itself: ${describeEnd(end)}`;
}
