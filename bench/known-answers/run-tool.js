import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { generatorCore, pinned } from '../measure/machine.js';
import { endGroup, startGroup } from '../measure/process-group.js';
import { processesFrom } from '../measure/process-tree.js';

/**
 * Starts a command on the generator's core. Unlike a measured run, it may fail: how it ends is one of the answers.
 *
 * @param {readonly (string|number)[]} command
 * @param {{folder: string, limitMs: number, environment?: Readonly<Record<string, string>>}} options
 */
export function startTool(command, { folder, limitMs, environment }) {
  const child = startGroup(...pinned(generatorCore, command), {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const limit = setTimeout(() => endGroup(child), limitMs);
  const exited = once(child, 'exit').finally(() => clearTimeout(limit));
  return {
    pid: child.pid,
    /** @returns {Promise<Ended>} */
    async ended() {
      const [[status, signal], stdout, stderr] = await Promise.all([
        exited,
        text(child.stdout),
        text(child.stderr),
      ]);
      return { exitCode: status, signal, stdout, stderr };
    },
  };
}

/**
 * @typedef {object} Ended
 * @property {number|null} exitCode  null after a signal
 * @property {string|null} signal
 * @property {string} stdout
 * @property {string} stderr
 */

/** Stops a process and all below it for so long; resolves with how long it was, in ms. */
export async function pause(pid, forMs) {
  const pids = processesFrom(pid);
  const atMs = performance.now();
  signalAll(pids, 'SIGSTOP');
  try {
    await sleep(forMs);
  } finally {
    signalAll(pids, 'SIGCONT');
  }
  return performance.now() - atMs;
}

/** What a tool wrote to a file, '' when it wrote none. */
export function fileText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}

function signalAll(pids, signal) {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      // It may have ended meanwhile.
      if (error.code !== 'ESRCH') throw error;
    }
  }
}
