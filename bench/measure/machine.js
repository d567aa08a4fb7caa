import { execFileSync, spawnSync } from 'node:child_process';
import { cpus, loadavg, release, totalmem, type } from 'node:os';

/** The server has one core, the generator the other; the benchmark itself sleeps beside the server. */
export const serverCore = 0;
export const generatorCore = 1;

export function describeMachine() {
  return {
    cpu: cpus()[0].model.trim(),
    cores: cpus().length,
    memoryBytes: totalmem(),
    kernel: `${type()} ${release()}`,
    node: process.version,
    loadAverage: loadavg(),
  };
}

/** @returns {string[]} what has to be installed first */
export function missingTools() {
  const problems = [];
  if (process.platform !== 'linux') problems.push('this needs Linux: it pins to cores and reads /proc');
  if (cpus().length < 2) problems.push('this needs two cores, one for the server and one for the generator');
  if (spawnSync('taskset', ['-V']).error) problems.push('taskset is missing: install util-linux');
  if (spawnSync('cc', ['--version']).error) problems.push('cc is missing: install a C compiler');
  return problems;
}

/** So that reading what a tool prints takes nothing from it. */
export function pinOwnProcess() {
  execFileSync('taskset', ['-a', '-c', '-p', String(serverCore), String(process.pid)], { stdio: 'ignore' });
}

export function pinned(core, command) {
  return ['taskset', ['-c', String(core), ...command.map(String)]];
}
