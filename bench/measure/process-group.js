import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { getPriority } from 'node:os';

/** Groups that are still there, to be ended with the benchmark, however that ends. */
const running = new Set();

/** Starts a command as the head of a process group of its own. */
export function startGroup(command, args, options) {
  const child = spawn(command, args, { ...options, detached: true });
  running.add(child);
  if (child.pid !== undefined) giveNiceness(child.pid);
  child.on('error', () => running.delete(child));
  child.on('exit', () => {
    endGroup(child);
    running.delete(child);
  });
  return child;
}

/**
 * Passes our niceness on to a process that heads a session. That is a group of its own for Linux' scheduler, and niceness
 * counts between groups only when they have it.
 */
export function giveNiceness(pid) {
  if (getPriority() === 0) return;
  try {
    writeFileSync(`/proc/${pid}/autogroup`, String(getPriority()));
  } catch {
    // There are no such groups here, or it is not allowed.
  }
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
