import { readdirSync } from 'node:fs';
import { readFileText } from '../machine/read-text.ts';

/** What Linux says of one process. Times in ms, of all its threads. */
export type ProcessStat = {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  /** Ended, and not yet waited for. */
  readonly isZombie: boolean;
  readonly cpuMs: number;
  /** Of its children that have ended and were waited for, and of theirs. */
  readonly childrenCpuMs: number;
  readonly residentPages: number;
  /** With the pid it names a process, as pids are used again. */
  readonly startTicks: number;
};

/** The processes of this machine. */
export type ProcessTable = {
  readonly pids: () => readonly number[];
  /** null when it has gone. */
  readonly stat: (pid: number) => ProcessStat | null;
};

export const linuxProcesses: ProcessTable = {
  pids: () =>
    readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0),
  stat: (pid) => parseProcessStat(readFileText(`/proc/${pid}/stat`) ?? ''),
};

/** USER_HZ, the unit of times in /proc, is 100 on every architecture that Node runs on. */
const msPerTick = 10;

/** `/proc/PID/stat`, see proc_pid_stat(5); null when it isn't that. */
export function parseProcessStat(text: string): ProcessStat | null {
  // The second field is a name in parentheses, which may hold spaces and parentheses itself.
  const rest = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state = '', parent, group, session] = rest;
  const number = (index: number): number => Number(rest[index] ?? NaN);
  const stat: ProcessStat = {
    pid: Number.parseInt(text, 10),
    parent: Number(parent),
    group: Number(group),
    session: Number(session),
    isZombie: state === 'Z' || state === 'X',
    cpuMs: (number(11) + number(12)) * msPerTick,
    childrenCpuMs: (number(13) + number(14)) * msPerTick,
    startTicks: number(19),
    residentPages: number(21),
  };
  return Object.values(stat).some(Number.isNaN) ? null : stat;
}
