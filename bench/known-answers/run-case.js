import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandLineOf } from '../measure/measured-run.js';
import { machineCpuMs, ownCpuMs } from '../measure/processor-time.js';
import { giveNiceness } from '../measure/process-group.js';
import { processesFrom } from '../measure/process-tree.js';
import { startBehaved } from '../servers/behaved.js';
import { fileText, pause, startTool } from './run-tool.js';

/** What a tool may take beyond its duration: to start, to wait for what is still open, and to print. */
const graceMs = 30_000;
const shownOfStderr = 500;
/** Above it, in cores, other work may have moved the numbers. */
export const quietShare = 0.1;

/**
 * One tool in one case.
 *
 * @typedef {object} KnownRun
 * @property {string} case
 * @property {string} tool
 * @property {string} commandLine
 * @property {number|null} exitCode
 * @property {string|null} failure  why nothing could be read
 * @property {import('./tools/registry.js').Printed|null} printed  null when its output could not be read
 * @property {import('../servers/behaved.js').ServerFacts} server
 * @property {number|null} pausedMs  how long the server, or the tool, was really stopped
 * @property {string} stderr         its end
 * @property {number} othersShare    processor time of everybody else meanwhile, in cores
 */

/**
 * Runs one tool in one case, up to so many times until the machine is quiet, and keeps the quietest run, whatever it
 * printed. Never throws for what the tool does.
 *
 * @param {{one: import('./cases.js').KnownCase, tool: import('./tools/registry.js').KnownTool,
 *   command: readonly string[], folder: string}} what
 * @param {number} attempts
 * @returns {Promise<KnownRun>}
 */
export async function runCase(what, attempts) {
  let quietest = null;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = { atMs: performance.now(), machine: machineCpuMs().busyMs, own: ownCpuMs() };
    const run = await runOnce(what);
    const othersMs = machineCpuMs().busyMs - before.machine - (ownCpuMs() - before.own);
    const othersShare = Math.max(0, othersMs) / (performance.now() - before.atMs);
    if (quietest === null || othersShare < quietest.othersShare) {
      quietest = { ...run, othersShare: Number(othersShare.toFixed(3)) };
    }
    if (othersShare <= quietShare) break;
  }
  return quietest;
}

/** With a server of its own. */
async function runOnce({ one, tool, command, folder: parent }) {
  const folder = join(parent, 'run');
  mkdirSync(folder, { recursive: true });
  const server = await startBehaved(one.server, one.serverMs);
  try {
    const load = { ...one.load, url: server.url, folder };
    const warmupS = tool.warmupS?.(load) ?? 0;
    const invocation = tool.invoke({ ...load, seconds: load.seconds + warmupS });
    for (const [name, content] of Object.entries(invocation.files ?? {})) {
      writeFileSync(join(folder, name), content);
    }
    const limitMs = (load.seconds + warmupS) * 1000 + graceMs;
    const { environment } = invocation;
    const started = startTool([...command, ...invocation.args], { folder, limitMs, environment });
    const ending = started.ended();
    void passOnNiceness(server, started.pid);
    const pausing = one.pause && pauseAfterStart(one.pause, { server, tool: started, warmupS, ending });
    const ended = await ending;
    const pausedMs = (await pausing) ?? null;
    const result = await resultOf(invocation, command, { folder, limitMs });
    return {
      case: one.name,
      tool: tool.name,
      commandLine: commandLineOf(tool.generator, invocation.args, { folder, url: server.url }),
      exitCode: ended.exitCode,
      ...readBy(tool, { ...ended, result }),
      server: await server.facts(),
      pausedMs: pausedMs === null ? null : Math.round(pausedMs),
      stderr: ended.stderr.slice(-shownOfStderr),
    };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** With its first request a tool has started all its processes. */
async function passOnNiceness({ firstRequest }, toolPid) {
  await firstRequest;
  for (const pid of processesFrom(toolPid)) giveNiceness(pid);
}

async function pauseAfterStart({ who, afterMs, forMs }, { server, tool, warmupS, ending }) {
  await Promise.race([server.firstRequest, ending]);
  await sleep(afterMs + warmupS * 1000);
  return pause(who === 'server' ? server.pid : tool.pid, forMs);
}

function readBy(tool, output) {
  try {
    return { printed: tool.read(output), failure: null };
  } catch (error) {
    return { printed: null, failure: output.signal ?? error.message };
  }
}

async function resultOf({ render, resultFile }, command, options) {
  if (resultFile !== undefined) return fileText(resultFile);
  if (render === undefined) return '';
  return (await startTool([...command, ...render], options).ended()).stdout;
}
