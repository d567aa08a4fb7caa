import type { WorkerHealth } from '../summary/result.ts';
import type { Transport } from './message.ts';
import { WorkerLog } from './worker-log.ts';

/** What the coordinator knows of one worker. */
export type Member = {
  readonly worker: number;
  readonly transport: Transport;
  readonly log: WorkerLog;
  state: 'starting' | 'ready' | 'running' | 'finished' | 'lost';
  pid: number;
  openFiles: number;
  /** When it last said something, in clock milliseconds. */
  heardAt: number;
  /** The next delta's sequence number. */
  expected: number;
  /** Up to when it has told of itself, in whole seconds from the start. */
  toldTo: number;
  /** Measured starts that it has told of. */
  planned: number;
  /** Measured requests started and not ended, by its deltas. */
  open: number;
  /** Measured starts planned and neither started nor missed. */
  waiting: number;
  /** The same two of the iterations of a scenario file. */
  openIterations: number;
  waitingIterations: number;
};

export function newMember(worker: number, transport: Transport, now: number): Member {
  return {
    worker,
    transport,
    log: new WorkerLog(),
    state: 'starting',
    pid: 0,
    openFiles: 0,
    heardAt: now,
    expected: 0,
    toldTo: 0,
    planned: 0,
    open: 0,
    waiting: 0,
    openIterations: 0,
    waitingIterations: 0,
  };
}

export function isAlive({ state }: Member): boolean {
  return state !== 'finished' && state !== 'lost';
}

/** Up to when every worker that runs has told of itself, in whole seconds from the start; Infinity without any. */
export function toldToOf(members: readonly Member[]): number {
  return Math.min(...running(members).map(({ toldTo }) => toldTo));
}

/** How many times each of them has told at least. */
export function tellingsOf(members: readonly Member[]): number {
  return Math.min(...running(members).map(({ expected }) => expected));
}

function running(members: readonly Member[]): readonly Member[] {
  return members.filter(({ state }) => state === 'running');
}

export function healthOf({ worker, pid, state, log }: Member): WorkerHealth {
  return { worker, pid, state: state === 'lost' ? 'lost' : 'finished', ...log.health() };
}
