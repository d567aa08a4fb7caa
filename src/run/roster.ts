import type { WorkerHealth } from '../summary/result.ts';
import type { Transport, WorkerVitals } from './message.ts';

/** What the coordinator knows of one worker. */
export type Member = {
  readonly worker: number;
  readonly transport: Transport;
  state: 'starting' | 'ready' | 'running' | 'finished' | 'lost';
  pid: number;
  openFiles: number;
  /** The next delta's sequence number. */
  expected: number;
  /** Measured requests started and not ended, by its deltas. */
  open: number;
  /** Measured starts planned and neither started nor missed. */
  waiting: number;
  vitals: WorkerVitals;
};

const noVitals: WorkerVitals = {
  cpuMs: 0,
  eventLoopUtilization: 0,
  maxGcPauseMs: 0,
  peakRssBytes: 0,
  peakSockets: 0,
};

export function newMember(worker: number, transport: Transport): Member {
  return {
    worker,
    transport,
    state: 'starting',
    pid: 0,
    openFiles: 0,
    expected: 0,
    open: 0,
    waiting: 0,
    vitals: noVitals,
  };
}

export function healthOf({ worker, pid, vitals }: Member): WorkerHealth {
  return { worker, pid, ...vitals };
}
