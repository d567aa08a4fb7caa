import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { inrush } from '../generators/inrush.js';
import { generatorCore } from '../measure/machine.js';
import { endGroup, startGroup } from '../measure/process-group.js';
import { ownCpuMs } from '../measure/processor-time.js';

const size = { columns: 120, rows: 40 };
/** What a view draws in a second at least, in bytes: a line of text. */
const leastDrawn = 80;
const afterEndMs = 2000;

/**
 * Runs inrush once on a terminal of its own (util-linux' `script`), on the generator's core. `look` is called with the address
 * of the page as soon as it is printed, and answers what it saw when the run is over. A run that was not seen as it should have been
 * has `failure`, a sentence.
 *
 * @param {{args: readonly (string|number)[], folder: string, limitMs: number,
 *   look: ((url: string) => Promise<{updates: number}>)|null}} what
 */
export async function runSeen({ args, look, folder, limitMs }) {
  const file = join(folder, 'result.json');
  rmSync(file, { force: true });
  const command = ['taskset', '-c', generatorCore, ...inrush.command, ...args, '-o', `json=${file}`];
  const before = usedMs();
  const child = startGroup('script', ['-qec', onTerminal(command), '/dev/null'], {
    env: { ...process.env, TERM: 'xterm-256color', CI: '', NO_COLOR: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const limit = setTimeout(() => endGroup(child), limitMs);
  const ended = once(child, 'exit');
  const drawn = collect(child.stdout);
  try {
    const url = look === null ? null : await Promise.race([drawn.address, ended.then(() => null)]);
    const seen = url === null ? null : await Promise.race([look(url), tooLate(ended)]);
    const [status] = await ended;
    if (status !== 0) return { failure: `exit ${status}: ${drawn.text().slice(-300)}` };
    const { perS, requests, errors, notes } = inrush.read({ stdout: readFileSync(file, 'utf8') });
    const cpuPerRequestUs = ((usedMs() - before) * 1000) / requests;
    const terminalBytes = drawn.bytes();
    const failure = failureOf({ errors, isLookedAt: look !== null, url, seen, terminalBytes });
    return { failure, perS, cpuPerRequestUs, notes, updates: seen?.updates ?? null, terminalBytes };
  } catch (error) {
    return { failure: error.message };
  } finally {
    clearTimeout(limit);
    endGroup(child);
  }
}

/** The address of a page in what a terminal was sent, or null. */
export function addressIn(text) {
  return /http:\/\/127\.0\.0\.1:\d+\/[\w-]{16,}\//.exec(stripVTControlCharacters(text))?.[0] ?? null;
}

function failureOf({ errors, isLookedAt, url, seen, terminalBytes }) {
  if (errors.length > 0) return errors.join('; ');
  if (!isLookedAt) return null;
  if (url === null) return 'no address of a page was printed';
  if (seen.updates === 0) return 'the page was sent no update';
  return terminalBytes < leastDrawn ? 'nothing was drawn on the terminal' : null;
}

/** inrush waits for a page for 2 s at most. */
async function tooLate(ended) {
  await ended;
  await sleep(afterEndMs);
  throw new Error('the page did not hear of the end');
}

/** `script` gives it no size when it has none itself. */
function onTerminal(command) {
  const words = command.map((word) => `'${String(word).replaceAll("'", `'\\''`)}'`);
  return `stty columns ${size.columns} rows ${size.rows}; exec ${words.join(' ')}`;
}

/** Keeps the first and the last of what is drawn. */
function collect(stream) {
  let [bytes, head, tail] = [0, '', ''];
  const address = new Promise((resolve) => {
    stream.setEncoding('utf8');
    stream.on('data', (chunk) => {
      bytes += Buffer.byteLength(chunk);
      tail = (tail + chunk).slice(-2000);
      if (head.length > 20_000) return;
      head += chunk;
      const url = addressIn(head);
      if (url !== null) resolve(url);
    });
  });
  return { address, bytes: () => bytes, text: () => tail.trim() };
}

/** Processor time of everything that was started and has ended, without our own. */
function usedMs() {
  const { user, system } = process.cpuUsage();
  return ownCpuMs() - (user + system) / 1000;
}
