import { spawn } from 'node:child_process';
import { Socket } from 'node:net';

/** Ends a process group when this process ends without having said that all is well: by `kill -9`, too. */
export type Watchdog = {
  /** It could be started, and has not ended. */
  readonly isAwake: boolean;
  watch(group: number): void;
  /** There is nothing left to end. */
  dismiss(): void;
};

// It waits for the end of its input, which the kernel closes however the writer ends.
const script = `
read -r group || exit 0
read -r word
[ "$word" = done ] && exit 0
kill -s TERM -- "-$group" || exit 0
tenths=0
while kill -s 0 -- "-$group"; do
  [ "$tenths" -ge "$1" ] && { kill -s KILL -- "-$group"; exit 0; }
  sleep 0.1 || sleep 1
  tenths=$((tenths + 1))
done`;

/**
 * A shell of about 1 MB that sleeps. It has a session of its own, so that what ends this process's group leaves it. Where there is
 * no shell, nobody watches.
 */
export function startWatchdog(stopTimeoutMs: number): Watchdog {
  const tenths = Math.ceil(stopTimeoutMs / 100);
  const child = spawn('/bin/sh', ['-c', script, 'inrush-watchdog', String(tenths)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: process.env['PATH'] },
    cwd: '/',
  });
  let isAwake = child.pid !== undefined;
  child.on('error', () => {
    isAwake = false;
  });
  child.on('exit', () => {
    isAwake = false;
  });
  child.stdin.on('error', () => {});
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  return {
    get isAwake() {
      return isAwake;
    },
    watch: (group) => void child.stdin.write(`${group}\n`),
    dismiss: () => void child.stdin.end('done\n'),
  };
}
