// Asks load generators what is known before, and writes docs/known-answers.md. See README.md.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { generators } from './generators/registry.js';
import { knownCases } from './known-answers/cases.js';
import { parseKnownFlags, usage } from './known-answers/flags.js';
import { verdictOf } from './known-answers/judge.js';
import { renderKnownAnswers } from './known-answers/page.js';
import { runCase } from './known-answers/run-case.js';
import { knownTools } from './known-answers/tools/registry.js';
import { findTool } from './measure/find-tool.js';
import { describeMachine, missingTools, pinOwnProcess } from './measure/machine.js';
import { endAllGroups } from './measure/process-group.js';
import { readResults, writeResults } from './results-file.js';

const flags = parseKnownFlags(process.argv.slice(2));
const missing = flags.pageOnly ? [] : missingTools();
if (flags.help) {
  console.log(usage);
} else if (flags.problems.length > 0) {
  console.error(`${flags.problems.join('\n')}\n\n${usage}`);
  process.exitCode = 2;
} else if (missing.length > 0) {
  console.error(missing.join('\n'));
  process.exitCode = 3;
} else {
  if (!flags.pageOnly) await askAll(flags);
  writeFileSync(flags.out, renderKnownAnswers(readResults(flags.results)));
  console.error(`written: ${flags.out}`);
}

async function askAll({ cases, tools, attempts, results: path }) {
  const found = findAll(tools);
  const before = existsSync(path) ? readResults(path) : { versions: {}, runs: [] };
  const results = {
    machine: describeMachine(),
    versions: { ...before.versions, ...mapValues(found, (tool) => tool?.version ?? null) },
    runs: before.runs.filter(isStillAsked),
  };
  const folder = mkdtempSync(join(tmpdir(), 'inrush-known-answers-'));
  stopOnSignals(folder);
  pinOwnProcess();
  try {
    for (const one of cases) {
      const able = tools.filter((tool) => found[tool.generator] !== null && tool.cannot(one) === undefined);
      for (const tool of able) {
        const { command } = found[tool.generator];
        const at = new Date().toISOString();
        const seen = await runCase({ one, tool, command, folder }, attempts);
        const run = { at, niceness: getPriority(), ...seen };
        results.runs = withRun(results.runs, run);
        writeResults(path, results);
        console.error(progressLine(run, tool, one));
      }
    }
  } finally {
    endAllGroups();
    rmSync(folder, { recursive: true, force: true });
  }
}

function findAll(tools) {
  const wanted = new Set(tools.map(({ generator }) => generator));
  const chosen = generators.filter(({ name }) => wanted.has(name));
  return Object.fromEntries(chosen.map((generator) => [generator.name, findTool(generator)]));
}

/** Cases, tools and their modes come and go. */
function isStillAsked({ case: caseName, tool: toolName }) {
  const one = knownCases.find(({ name }) => name === caseName);
  const tool = knownTools.find(({ name }) => name === toolName);
  return one !== undefined && tool !== undefined && tool.cannot(one) === undefined;
}

/** In the place of the run of the same tool in the same case, if there is one. */
function withRun(runs, run) {
  const isSame = (other) => other.case === run.case && other.tool === run.tool;
  return runs.some(isSame) ? runs.map((other) => (isSame(other) ? run : other)) : [...runs, run];
}

function progressLine(run, tool, one) {
  const { word, why } = verdictOf(run, tool, one);
  return `${run.case.padEnd(10)} ${run.tool.padEnd(24)} ${word}${why === '' ? '' : `: ${why}`}`;
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

function stopOnSignals(folder) {
  for (const [signal, status] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
    process.once(signal, () => {
      endAllGroups();
      rmSync(folder, { recursive: true, force: true });
      console.error(`stopped by ${signal}; what was seen until then is kept`);
      process.exit(status);
    });
  }
}
