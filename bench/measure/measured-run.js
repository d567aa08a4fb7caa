import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runBounded } from './bounded-process.js';
import { cpuMsOf, machineCpuMs } from './processor-time.js';

/**
 * Runs one tool once, on the generator's core, and measures it and the server meanwhile. Never throws for what the tool
 * does: a run that doesn't count has `failure`, a sentence.
 *
 * @param {{generator: import('../generators/registry.js').Generator, command: readonly string[],
 *   run: import('../generators/registry.js').Run, serverPid: number, launcher: string}} what
 */
export async function measureRun({ generator, command, run, serverPid, launcher }) {
  const invocation = generator.invoke(run);
  const commandLine = commandLineOf(generator.name, invocation.args, run);
  mkdirSync(run.folder, { recursive: true });
  try {
    for (const [name, content] of Object.entries(invocation.files ?? {})) {
      writeFileSync(join(run.folder, name), content);
    }
    const before = { serverMs: cpuMsOf(serverPid), machine: machineCpuMs(), atMs: performance.now() };
    const { environment } = invocation;
    const ended = await runBounded([launcher, ...command, ...invocation.args], { ...run, environment });
    const usage = ended.usage === null ? {} : usageSince(before, serverPid, ended.usage);
    if (ended.failure !== null) return { commandLine, failure: ended.failure, ...usage };
    const result = await resultOf(invocation, command, run);
    const { errors, notes = [], ...outcome } = generator.read({ stdout: ended.stdout, result }, run);
    return { commandLine, failure: failureIn(errors, outcome), notes, ...outcome, ...usage };
  } catch (error) {
    return { commandLine, failure: error.message };
  } finally {
    rmSync(run.folder, { recursive: true, force: true });
  }
}

async function resultOf({ render, resultFile }, command, run) {
  if (resultFile !== undefined) return readFileSync(resultFile, 'utf8');
  if (render === undefined) return '';
  const { stdout, failure } = await runBounded([...command, ...render], run);
  if (failure !== null) throw new Error(`${render[0]}: ${failure}`);
  return stdout;
}

function failureIn(errors, { requests }) {
  if (errors.length > 0) return errors.join('; ');
  return requests > 0 ? null : 'nothing was answered';
}

/** Shares are of one core. */
function usageSince(before, serverPid, usage) {
  const wallMs = performance.now() - before.atMs;
  const serverMs = cpuMsOf(serverPid) - before.serverMs;
  const machine = machineCpuMs();
  const othersMs = machine.busyMs - before.machine.busyMs - serverMs - usage.cpuS * 1000;
  return {
    ...usage,
    serverCpuS: serverMs / 1000,
    othersShare: rounded(Math.max(0, othersMs / wallMs)),
    stolenShare: rounded((machine.stolenMs - before.machine.stolenMs) / wallMs),
  };
}

function rounded(share) {
  return Math.round(share * 1000) / 1000;
}

/** As a reader would type it: the port and the folders of this run say nothing. */
export function commandLineOf(name, args, { folder, url }) {
  const shownUrl = url.replace(/:\d+/, ':PORT');
  const words = args.map((arg) =>
    String(arg)
      .replace(`${folder}/`, '')
      .replace(url, shownUrl)
      .replace(/(^|[=@])\/\S*\//, '$1'),
  );
  return [name, ...words.map((word) => (word === '' ? "''" : word))].join(' ');
}
