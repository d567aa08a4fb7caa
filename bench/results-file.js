import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * The raw numbers, as in results/latest.json.
 *
 * @typedef {object} Results
 * @property {string} startedAt   ISO 8601
 * @property {boolean} complete   false while it runs, and when it was stopped
 * @property {number} rounds
 * @property {number} seconds     of each run
 * @property {ReturnType<import('./measure/machine.js').describeMachine>} machine
 * @property {Record<string, string|null>} versions  of tools and servers; null is not installed
 * @property {readonly string[]} cases  names of those that were asked for
 * @property {readonly string[]} tools  likewise
 * @property {readonly Run[]} runs
 *
 * @typedef {object} Run
 * @property {string} case
 * @property {number} round       from 0
 * @property {string} tool
 * @property {string} commandLine
 * @property {string|null} failure  why the run doesn't count
 * @property {readonly string[]} [notes]
 * @property {number} [perS]      as the tool says
 * @property {number} [requests]  answered, as the tool says
 * @property {number|null} [p50Us]
 * @property {number|null} [p99Us]
 * @property {number} [wallS]     from its start to its end
 * @property {number} [cpuS]      user and system, of all its processes
 * @property {number} [peakRssBytes]  summed over its processes
 * @property {number} [serverCpuS]
 * @property {number} [othersShare]  processor time of everybody else, in cores
 * @property {number} [stolenShare]  what the host took from a virtual machine, in cores
 */

/** One run a line, so that a change can be read. */
export function writeResults(path, { runs, ...rest }) {
  const head = JSON.stringify(rest, null, 2).replace(/\n\}$/, '');
  const lines = runs.map((run) => `    ${JSON.stringify(run)}`).join(',\n');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${head},\n  "runs": [\n${lines}\n  ]\n}\n`);
}

/** @returns {Results} */
export function readResults(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** @returns {Results|null} those of `npm run scenarios`, null where they were not measured */
export function readScenarioResults() {
  const path = new URL('results/scenarios.json', import.meta.url);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
}
