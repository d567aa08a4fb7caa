// Measures scenario files beside the quick run, k6 and Artillery, and writes their part of docs/benchmarks.md. See README.md.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { wholeNumber } from './flags.js';
import { findTool } from './measure/find-tool.js';
import { describeMachine, missingTools, pinOwnProcess } from './measure/machine.js';
import { isAlone, runAlone } from './measure/own-network.js';
import { endAllGroups } from './measure/process-group.js';
import { renderPage } from './page/page.js';
import { readResults, writeResults } from './results-file.js';
import { scenarioCases } from './scenarios/contenders.js';
import { measureScenarios } from './scenarios/measure.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const text = { type: 'string' };
const problems = [];
const values = flagsOf(problems);
const rounds = wholeNumber('--rounds', values.rounds ?? '5', problems);
const seconds = wholeNumber('--seconds', values.seconds ?? '5', problems);
const missing = [...problems, ...missingTools()];
if (missing.length > 0) {
  console.error(missing.join('\n'));
  process.exitCode = 2;
} else {
  // Artillery reports its use to a host outside, even when that is switched off.
  const status = isAlone() ? null : runAlone(process.argv.slice(1));
  if (status === null) await measure();
  else process.exitCode = status;
}

function flagsOf(found) {
  try {
    return parseArgs({ options: { rounds: text, seconds: text, results: text, out: text } }).values;
  } catch (error) {
    found.push(error.message);
    return {};
  }
}

async function measure() {
  const cases = scenarioCases.map(({ contenders, ...one }) => ({
    ...one,
    contenders: installed(contenders),
  }));
  const results = {
    startedAt: new Date().toISOString(),
    complete: false,
    rounds,
    seconds,
    machine: describeMachine(),
    versions: versionsOf(scenarioCases),
    cases: cases.map(({ name }) => name),
    tools: cases.flatMap(({ contenders }) => contenders.map(({ name }) => name)),
    runs: [],
  };
  const path = values.results ?? here('results/scenarios.json');
  const folder = mkdtempSync(join(tmpdir(), 'inrush-bench-'));
  process.once('SIGINT', () => {
    endAllGroups();
    process.exitCode = 130;
  });
  pinOwnProcess();
  try {
    await measureScenarios({ cases, rounds, seconds, folder }, (run) => {
      results.runs.push(run);
      writeResults(path, results);
      const said = run.failure ?? `${Math.round(run.perS).toLocaleString('en')}/s`;
      console.error(`${run.case} ${run.round + 1}/${rounds}  ${run.tool}: ${said}`);
    });
    results.complete = true;
    writeResults(path, results);
    const page = values.out ?? here('../docs/benchmarks.md');
    writeFileSync(page, renderPage(readResults(here('results/latest.json')), results));
    console.error(`written: ${path}, ${page}`);
  } finally {
    endAllGroups();
    rmSync(folder, { recursive: true, force: true });
  }
}

function installed(contenders) {
  return contenders.flatMap(({ name, generator }) => {
    if (generator.name === 'artillery' && !isAlone()) return [];
    const tool = findTool(generator);
    return tool === null ? [] : [{ name, generator, command: tool.command }];
  });
}

function versionsOf(cases) {
  const generators = cases.flatMap(({ contenders }) => contenders.map(({ generator }) => generator));
  return Object.fromEntries(
    generators.map((generator) => [generator.name, findTool(generator)?.version ?? null]),
  );
}
