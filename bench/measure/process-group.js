import { spawn } from 'node:child_process';

/** Groups that are still there, to be ended with the benchmark, however that ends. */
const running = new Set();

/** Starts a command as the head of a process group of its own. */
export function startGroup(command, args, options) {
  const child = spawn(command, args, { ...options, detached: true });
  running.add(child);
  child.on('error', () => running.delete(child));
  child.on('exit', () => {
    endGroup(child);
    running.delete(child);
  });
  return child;
}

/** Ends a process and all that it started and left. */
export function endGroup(child) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // There is nobody left.
  }
}

export function endAllGroups() {
  for (const child of running) endGroup(child);
}
