import { type ChildProcess, fork } from 'node:child_process';
import type { FromWorker, ToWorker, Transport } from './message.ts';

/** A worker in a process of its own: its own descriptors, its own event loop, its own death. */
export function startChildWorker(): Transport {
  const child = fork(new URL('./worker-process.js', import.meta.url), {
    // Its own process group: Ctrl-C on a terminal must not reach it, the coordinator decides what that means.
    detached: true,
    serialization: 'advanced',
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  // A worker that hangs does not notice that its channel has closed.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return {
    send: (message: ToWorker) => void (child.connected && child.send(message)),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both ends are the same build of inrush
    onMessage: (listener) => void child.on('message', (message) => listener(message as FromWorker)),
    onClose: (listener) => onGone(child, listener),
    close: () => {
      if (child.connected) child.disconnect();
    },
  };
}

/** A child may die before anybody listens: then the listener hears of it at once. */
function onGone(child: ChildProcess, listener: (why: string) => void): void {
  const { exitCode, signalCode } = child;
  if (exitCode !== null || signalCode !== null) return listener(describeExit(exitCode, signalCode));
  child.on('error', (error) => listener(error.message));
  child.on('exit', (code, signal) => listener(describeExit(code, signal)));
}

function describeExit(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `exited with code ${code}` : `killed by ${signal}`;
}
