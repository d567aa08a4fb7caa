import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { generatorCore, pinned } from './machine.js';
import { endGroup, startGroup } from './process-group.js';
import { peakRssBelow } from './process-tree.js';

const memorySampleMs = 200;
const stderrShown = 300;

/**
 * Runs a command on the generator's core until it ends or its time is up; then it is ended with all it has started.
 * `failure` is a sentence, or null after a clean exit. `usage` is what resource-usage.c says, when the command is run
 * by it, with the memory of all processes together.
 *
 * @param {readonly (string|number)[]} command
 * @param {{folder: string, limitMs: number, environment?: Readonly<Record<string, string>>}} options
 */
export async function runBounded(command, { folder, limitMs, environment }) {
  const child = startGroup(...pinned(generatorCore, command), {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  let peakRssBytes = 0;
  const sampling = setInterval(() => {
    peakRssBytes = Math.max(peakRssBytes, peakRssBelow(child.pid));
  }, memorySampleMs);
  let timedOut = false;
  const limit = setTimeout(() => {
    timedOut = true;
    endGroup(child);
  }, limitMs);
  try {
    const [stdout, stderr, usage, [status, signal]] = await Promise.all([
      ...child.stdio.slice(1).map((stream) => text(stream)),
      once(child, 'exit'),
    ]);
    const failure = timedOut ? `did not end within ${limitMs / 1000} s` : failureOf(status, signal, stderr);
    return { stdout, failure, usage: readUsage(usage, peakRssBytes) };
  } finally {
    clearInterval(sampling);
    clearTimeout(limit);
  }
}

function failureOf(status, signal, stderr) {
  if (status === 0) return null;
  const said = stderr.trim().replaceAll(/\s+/g, ' ').slice(-stderrShown);
  return `${status === null ? signal : `exit ${status}`}${said === '' ? '' : `: ${said}`}`;
}

/** The launcher knows the memory of the largest process, we have seen the sum of all. */
function readUsage(line, peakRssBytes) {
  if (line === '') return null;
  const usage = JSON.parse(line);
  return { ...usage, peakRssBytes: Math.max(usage.peakRssBytes, peakRssBytes) };
}
