import { generators } from '../generators/registry.js';
import { megabytes, none, percent, table } from '../page/format.js';
import { spreadOf } from '../page/statistics.js';
import { caseSection } from './case-section.js';
import { knownCases } from './cases.js';
import { verdictOf } from './judge.js';
import { quietShare } from './run-case.js';
import { knownTools } from './tools/registry.js';

/**
 * docs/known-answers.md, from nothing but what was seen and the tables of cases and tools.
 *
 * @param {{machine: object, versions: Record<string, string|null>,
 *   runs: readonly import('./run-case.js').KnownRun[]}} results
 */
export function renderKnownAnswers(results) {
  const seen = knownCases.filter(({ name }) => results.runs.some((run) => run.case === name));
  return `${[
    '# Known answers',
    intro,
    '## In short',
    words,
    overview(results, seen),
    '## How it was done',
    method,
    '## The machine',
    machineTable(results),
    noise(results),
    '## The tools',
    toolTable(results),
    '## The cases',
    ...seen.map((one) => caseSection(one, results)),
  ].join('\n\n')}\n`;
}

const intro =
  'A known answer is a load whose result can be worked out before it is measured: a server that is stopped for 2 s, one that ' +
  'takes 100 ms, one that loses every second request. This page has what inrush and other load generators printed when they ' +
  'were asked. `npm run known-answers` in `bench/` asked them and wrote this page; no number in it was typed by hand. How to ' +
  'run it yourself is in [bench/README.md](../bench/README.md). What the times of inrush mean is in [measuring.md](measuring.md).';

const words = [
  '*right*: every number it printed is the known one, within the tolerance that the case states.',
  '*wrong*: it printed another number under that name.',
  '*not told*: it doesn’t print the number, or doesn’t claim to measure it. A tool whose times begin when a request is sent is ' +
    'not wrong about requests that it sent late. It doesn’t tell.',
  '`–`: it was not asked. It has no way to do it, or the mode would change nothing.',
]
  .map((line) => `- ${line}`)
  .join('\n');

const method = [
  'One run after another, on loopback. A run during which something else used more than a tenth of a core can be tried again, and then the quietest counts, whatever it printed.',
  'The server is a Node process on one core (`bench/servers/behaved-server.js`), new for each run. It counts what it reads and what it answers. The tool has the other core.',
  'A process is stopped with SIGSTOP and goes on with SIGCONT. The time counts from the first request that the server reads.',
  'Each tool runs in the mode that its documentation gives for the purpose. A tool without a rate runs as fast as it is answered. wrk2 gets 10 s more where the case takes that long, for it forgets the times of its first 10 s. hey and h2load have a rate for each connection: it is the rate of the case, divided by the connections. The count of vegeta is its rate for one second.',
  'h2load prints no percentiles: they were made of its log, which has every request. Those of vegeta are what `vegeta report -type=json` prints.',
]
  .map((line) => `- ${line}`)
  .join('\n');

function overview({ runs }, seen) {
  const rows = toolsIn(runs).map((tool) => [
    tool.name,
    ...seen.map((one) => {
      const run = runs.find((other) => other.case === one.name && other.tool === tool.name);
      return run === undefined ? none : verdictOf(run, tool, one).word;
    }),
  ]);
  return table(['', ...seen.map(({ name }) => name)], rows, [0, ...seen.map((_, index) => index + 1)]);
}

function machineTable({ machine, runs }) {
  const days = runs.map(({ at }) => at.slice(0, 10)).toSorted();
  const rows = [
    ['date', days.at(-1) ?? none],
    ['processor', `${machine.cpu}, ${machine.cores} cores`],
    ['memory', megabytes(machine.memoryBytes)],
    ['kernel', machine.kernel],
    ['Node', machine.node],
  ];
  return table(['', ''], rows, [0, 1]);
}

function noise({ runs }) {
  const others = spreadOf(runs.map(({ othersShare }) => othersShare));
  if (others === null) return 'Nothing ran yet.';
  const loud = runs.filter(({ othersShare }) => othersShare > quietShare).length;
  return (
    `While a tool ran, everything else on the machine used ${percent(others.median)} of a core in the median and ` +
    `${percent(others.max)} at most. In ${loud} of ${runs.length} runs it was more than ${percent(quietShare)}.${priority(runs)}${loud === 0 ? '' : ' Answers that looked disturbed were asked for again.'}`
  );
}

/** Where other work can't be avoided, it can be made to wait. */
function priority(runs) {
  const count = runs.filter(({ niceness = 0 }) => niceness < 0).length;
  return count === 0 ? '' : ` In ${count} runs server and tool had priority over it (\`nice\`).`;
}

function toolTable({ versions, runs }) {
  const used = new Set(toolsIn(runs).map(({ generator }) => generator));
  const rows = generators
    .filter(({ name }) => used.has(name))
    .map(({ name, clock, openClock }) => [
      name,
      versions[name] ?? none,
      clock,
      openClock ?? 'it has no rate',
    ]);
  return table(['tool', 'version', 'what its times are', 'at a rate'], rows, [0, 1, 2, 3]);
}

function toolsIn(runs) {
  return knownTools.filter(({ name }) => runs.some(({ tool }) => tool === name));
}
