import type { ServerEnd, ServerUsage } from '../summary/server-usage.ts';
import type { RunningServer } from './running-server.ts';
import type { ProcessEnd, ServerProcess } from './server-process.ts';
import type { UsageSampler } from './usage-sampler.ts';

export type Watching = {
  /** From the start on; null where the system doesn't tell. */
  readonly sampler: UsageSampler | null;
  /** As it is shown. */
  readonly command: string;
  readonly readyMs: number;
};

/** A server that is ready. */
export function watchServer(server: ServerProcess, { sampler, command, readyMs }: Watching): RunningServer {
  let ended: (Omit<ServerEnd, 'atMs'> & { readonly endedAtMs: number }) | null = null;
  let isStopping = false;
  const listeners: ((end: Omit<ServerEnd, 'atMs'>) => void)[] = [];
  const onEnded = (end: ProcessEnd): void => {
    sampler?.close();
    if (isStopping) return;
    ended = { ...end, lastLines: server.output.lines() };
    for (const listener of listeners) listener(ended);
  };
  server.onEnded(onEnded);
  return {
    pid: server.pid,
    readyMs,
    onEnd(listener) {
      if (ended === null) listeners.push(listener);
      else listener(ended);
    },
    usage(fromMs, toMs, requests, runStartMs = fromMs): ServerUsage {
      const { cpu, memory, peakProcesses } = sampler?.window(fromMs, toMs, requests) ?? nothingKnown;
      return {
        command,
        readyMs,
        cpu,
        memory,
        peakProcesses,
        ended: ended === null ? null : endAt(ended, runStartMs),
      };
    },
    lastLines: () => server.output.lines(),
    async stop() {
      isStopping = true;
      sampler?.close();
      await server.stop();
    },
  };
}

const nothingKnown = { cpu: null, memory: null, peakProcesses: null };

function endAt(
  { endedAtMs, ...end }: Omit<ServerEnd, 'atMs'> & { readonly endedAtMs: number },
  runStartMs: number,
): ServerEnd {
  return { ...end, atMs: endedAtMs - runStartMs };
}
