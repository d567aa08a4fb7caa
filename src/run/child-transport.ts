import { type ChildProcess, fork } from 'node:child_process';
import type { FromWorker, StartWorker, ToWorker, Transport } from './message.ts';

/** How long a worker that is not needed any more may take to end by itself. */
const farewellMs = 2000;

/**
 * Starts the workers of one run, each in a process of its own: its own descriptors, its own event loop, its own death.
 * None outlives this process.
 */
export function childWorkers(): StartWorker {
  const alive = new Set<ChildProcess>();
  // A worker that hangs does not notice that its channel has closed.
  const killAll = (): void => {
    for (const child of alive) child.kill('SIGKILL');
  };
  return () => {
    const child = startChild();
    // One listener for all: Node takes more than ten for a leak.
    if (alive.size === 0) process.once('exit', killAll);
    alive.add(child);
    const forget = (): void => {
      alive.delete(child);
      if (alive.size === 0) process.off('exit', killAll);
    };
    child.once('exit', forget);
    child.once('error', forget);
    return transportTo(child);
  };
}

function startChild(): ChildProcess {
  return fork(new URL('./worker-process.js', import.meta.url), {
    // Its own process group: Ctrl-C on a terminal must not reach it, the coordinator decides what that means.
    detached: true,
    serialization: 'advanced',
    execArgv: [],
    env: workerEnvironment(process.env),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** Without what concerns a debugger of this process: its port is taken, and each worker would say so. */
export function workerEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { NODE_OPTIONS, ...rest } = environment;
  if (NODE_OPTIONS === undefined) return rest;
  return {
    ...rest,
    NODE_OPTIONS: NODE_OPTIONS.replaceAll(/(?<!\S)--(?:inspect-port[=\s]\s*|inspect)\S*/g, ''),
  };
}

function transportTo(child: ChildProcess): Transport {
  return {
    send: (message: ToWorker) => void (child.connected && child.send(message)),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both ends are the same build of inrush
    onMessage: (listener) => void child.on('message', (message) => listener(message as FromWorker)),
    onClose: (listener) => onGone(child, listener),
    close: () => {
      if (child.connected) child.disconnect();
      // A worker that was stopped after its last word would keep this process waiting for its end.
      setTimeout(() => child.kill('SIGKILL'), farewellMs).unref();
    },
    // A stopped process dies of no other signal.
    kill: () => void child.kill('SIGKILL'),
  };
}

/** A child may die before anybody listens: then the listener hears of it at once. */
function onGone(child: ChildProcess, listener: (why: string) => void): void {
  const { exitCode, signalCode } = child;
  if (exitCode !== null || signalCode !== null) return listener(describeExit(exitCode, signalCode));
  child.on('error', (error) => listener(error.message));
  child.on('exit', (code, signal) => listener(describeExit(code, signal)));
}

/** Node aborts when its heap is full; where the machine's memory is, the kernel kills. */
export function describeExit(code: number | null, signal: NodeJS.Signals | null): string {
  if (signal === null) return `exited with code ${code}`;
  if (signal === 'SIGABRT') return 'killed by SIGABRT: most likely out of memory';
  return `killed by ${signal}`;
}
