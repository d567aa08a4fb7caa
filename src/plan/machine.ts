/** What this machine can hold, as far as a run depends on it. Read by `machine/read-machine.ts`. */
export type Machine = {
  readonly cores: number;
  /** Descriptors that one process may open; Infinity where unknown. */
  readonly openFilesPerProcess: number;
  /** Descriptors still free on the whole machine; Infinity where unknown. */
  readonly openFilesFree: number;
  /** Ports that connections from one source address to one destination may use. */
  readonly ephemeralPorts: number;
};

/** Descriptors that a worker needs besides its connections: modules, pipes, epoll, the IPC channel. */
export const reservedFiles = 64;
