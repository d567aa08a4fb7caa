import { cases } from '../cases.js';
import { generators } from '../generators/registry.js';
import { caseSection } from './case-section.js';
import { megabytes, percent, short, table } from './format.js';
import { scenarioSection } from './scenario-section.js';
import { spreadOf } from './statistics.js';
import { targetTable } from './targets.js';

/** Above these, other work may have moved the numbers. */
const quietLoadAverage = 0.5;
const quietShare = 0.1;

/**
 * docs/benchmarks.md, from nothing but the numbers and the tables of cases and generators.
 *
 * @param {import('../results-file.js').Results} results
 * @param {import('../results-file.js').Results|null} [ofScenarios]  null where they were not measured
 */
export function renderPage(results, ofScenarios = null) {
  const measured = cases.filter(({ name }) => results.cases.includes(name));
  return `${[
    '# Benchmarks',
    intro(results),
    '## Targets',
    'Ratios are made round by round, of runs that followed each other; shown is their median, with the smallest and the largest.',
    targetTable(results),
    '## How it was measured',
    method(results),
    '## The machine',
    machineTable(results),
    noise(results),
    '## The tools',
    toolTable(results),
    '## The cases',
    legend,
    ...measured.map((one) => caseSection(results, one)),
    ofScenarios === null ? '' : scenarioSection(ofScenarios, noise(ofScenarios)),
    '## The command lines',
    'Each ran in the case above it. The benchmark wrote the files that they name, but for the scripts, which are in `bench/generators/`.',
    commandLines(results, measured),
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

function intro({ complete }) {
  const stopped = complete ? '' : '\n\n**The benchmark was stopped before its end: some runs are missing.**';
  return `inrush beside other load generators, each on one core, against the same server on loopback. \`npm run bench\` in \`bench/\` measured this and wrote this page; no number in it was typed by hand. How to run it yourself is in [bench/README.md](../bench/README.md).${stopped}`;
}

function method({ rounds, seconds }) {
  return [
    `${rounds} rounds of ${seconds} s for each tool in each case. In every round all tools take their turn, and each round begins with another of them.`,
    'The server is pinned to one core and the generator to another. A generator gets one core for all its threads and processes. inrush runs with one worker: that is two processes, its coordinator and the worker, on the same core.',
    '`instant-server` is a C program of about two hundred lines that counts requests and sends a fixed answer. nginx runs as one process without an access log.',
    'Processor time is user and system time of all processes of the generator from start to end, over the requests that were answered. Starting up counts.',
    'Memory is the peak of each process, summed over those that were alive together. What they share is counted in each.',
    'Rates and times are what each tool says. A run with a single error doesn’t count and is listed. Runs are not repeated until they look better.',
  ]
    .map((line) => `- ${line}`)
    .join('\n');
}

function machineTable({ machine, startedAt, versions }) {
  const rows = [
    ['date', startedAt.slice(0, 10)],
    ['processor', `${machine.cpu}, ${machine.cores} cores`],
    ['memory', megabytes(machine.memoryBytes)],
    ['kernel', machine.kernel],
    ['Node', machine.node],
    ['nginx', versions.nginx ?? 'not installed'],
    ['load average at the start', machine.loadAverage.map(short).join(', ')],
  ];
  return table(['', ''], rows, [0, 1]);
}

function noise({ machine, runs }) {
  const others = spreadOf(runs.map(({ othersShare }) => othersShare));
  const stolen = spreadOf(runs.map(({ stolenShare }) => stolenShare));
  if (others === null) return '';
  const sentences = [
    `While a tool ran, everything else but the server used ${percent(others.median)} of a core in the median and ${percent(others.max)} at most.`,
  ];
  if (stolen.max > 0) {
    sentences.push(
      `The host of this virtual machine took ${percent(stolen.median)} of a core in the median, ${percent(stolen.max)} at most.`,
    );
  }
  if (machine.loadAverage[0] > quietLoadAverage || others.median > quietShare || stolen.median > quietShare) {
    sentences.push('**The machine was not quiet: repeat this before you rely on it.**');
  }
  return sentences.join(' ');
}

function toolTable({ versions, tools }) {
  const chosen = generators.filter(({ name }) => tools.includes(name));
  const rows = chosen
    .filter(({ name }) => versions[name] !== null)
    .map((generator) => [
      generator.name,
      versions[generator.name],
      generator.clock,
      generator.openClock ?? '–',
    ]);
  const missing = chosen.filter(({ name }) => versions[name] === null).map(({ name }) => name);
  return [
    table(['tool', 'version', 'what its times are', 'in the open model'], rows, [0, 1, 2, 3]),
    missing.length === 0 ? '' : `Not installed, so not measured: ${missing.join(', ')}.`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const legend = [
  '`req/s` is median (smallest–largest) of the rounds; all else is medians. `CPU/req` and `memory` are those of the generator.',
  '`server busy` is the share of its core that the server used; in bold, the server may have been the limit, and the tools look more alike than they are.',
  '`÷ wrk` and `÷ autocannon` are ratios of requests per second, round by round.',
].join(' ');

function commandLines({ runs }, measured) {
  const blocks = measured.map(({ name }) => {
    const lines = runs
      .filter((run) => run.case === name && run.round === 0)
      .map(({ commandLine }) => commandLine);
    return [`# ${name}`, ...lines.toSorted()].join('\n');
  });
  return `\`\`\`sh\n${blocks.join('\n\n')}\n\`\`\``;
}
