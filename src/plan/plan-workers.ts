import type { Problem } from '../base/errors.ts';
import { type Machine, reservedFiles } from './machine.ts';

export type PlannedWorkers = { readonly workers: number; readonly problems: readonly Problem[] };

/** A connection has a socket for each origin that the URLs name. */
export type Need = {
  readonly connections: number;
  readonly socketsEach: number;
  /** What asks for them, such as `-c 50`, for messages. */
  readonly asked: string;
  /** What says how many connections and workers there are, such as `-c` and `-w`. */
  readonly names: { readonly connections: string; readonly workers: string };
};

/** Half of the cores, more where one process may not hold its share of the connections; or as many as `given`. */
export function planWorkers(
  given: number | undefined,
  { connections, socketsEach, asked, names }: Need,
  machine: Machine,
): PlannedWorkers {
  const limit = machine.openFilesPerProcess;
  const perWorker = Math.floor((limit - reservedFiles) / socketsEach);
  if (perWorker < 1) {
    const each = socketsEach === 1 ? '' : ` with ${socketsEach} sockets each`;
    const message = `a worker needs ${reservedFiles} open files besides its connections${each}; the limit is ${limit} (ulimit -n)`;
    const hint = `raise the limit with: ulimit -n ${connections * socketsEach + reservedFiles}`;
    return { workers: 1, problems: [{ message, hint }] };
  }
  const problems: Problem[] = [];
  const needed = Math.max(1, Math.ceil(connections / perWorker));
  const usual = Math.max(1, Math.min(Math.floor(machine.cores / 2), connections));
  const workers = given ?? Math.max(usual, needed);
  if (workers > connections) {
    problems.push({
      message: `${workers} workers for ${connections} connections`,
      hint: `a worker needs a connection of its own: raise ${names.connections} or lower ${names.workers}`,
    });
  }
  const origins = socketsEach === 1 ? '' : ` with ${socketsEach} origins`;
  if (workers < needed) {
    const each = Math.ceil(connections / workers) * socketsEach + reservedFiles;
    problems.push({
      message: `${asked}${origins} needs ${each} open files in each of ${workers} workers; the limit is ${limit} (ulimit -n)`,
      hint: `lower ${names.connections} to ${perWorker * workers}, use ${names.workers} ${needed} or leave ${names.workers} out, or raise the limit with: ulimit -n ${each}`,
    });
  }
  const total = connections * socketsEach + workers * reservedFiles;
  if (total > machine.openFilesFree) {
    problems.push({
      message: `${asked}${origins} needs ${total} open files; this machine has ${machine.openFilesFree} left (fs.file-max)`,
      hint: `lower ${names.connections}, run part of the load from another machine, or raise the limit with: sysctl fs.file-max`,
    });
  }
  return { workers, problems };
}
