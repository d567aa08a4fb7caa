// What it costs to look: req/s with the terminal view on and the page of `--ui` open, against `-q`, by turns. Prints its table
// of docs/dashboard.md. See README.md.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { wholeNumber } from './flags.js';
import { describeMachine, missingTools, pinOwnProcess } from './measure/machine.js';
import { endAllGroups } from './measure/process-group.js';
import { turns } from './measure/rounds.js';
import { startInstant } from './servers/instant.js';
import { openBrowser } from './ui/browser.js';
import { costsOf, costTable } from './ui/cost.js';
import { runSeen } from './ui/seen-run.js';
import { listenToPage } from './ui/page-listener.js';

const text = { type: 'string' };
const problems = missingTools();
const { values } = parseArgs({
  options: { rounds: text, seconds: text, connections: text, browser: { type: 'boolean' } },
});
const rounds = wholeNumber('--rounds', values.rounds ?? '10', problems);
const seconds = wholeNumber('--seconds', values.seconds ?? '5', problems);
const connections = wholeNumber('--connections', values.connections ?? '50', problems);

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exitCode = 2;
} else {
  await measure();
}

async function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'inrush-bench-ui-'));
  const machine = describeMachine();
  const runs = [];
  pinOwnProcess();
  process.once('SIGINT', () => {
    endAllGroups();
    print(runs, machine);
    rmSync(folder, { recursive: true, force: true });
    process.exit(130);
  });
  const browser = values.browser ? await openBrowser(folder) : null;
  try {
    const server = await startInstant(folder, { tls: false });
    for (const { name, flags, look, round } of turns(waysFor(browser), rounds)) {
      const args = [`${server.origin}/`, '-c', connections, '-d', `${seconds}s`, '-w', 1, ...flags];
      const run = {
        name,
        round,
        ...(await runSeen({ args, look, folder, limitMs: seconds * 1000 + 20_000 })),
      };
      runs.push(run);
      console.error(`${round + 1}/${rounds}  ${name.padEnd(30)}  ${lineOf(run)}`);
    }
  } finally {
    await browser?.close();
    endAllGroups();
    rmSync(folder, { recursive: true, force: true });
  }
  print(runs, machine);
}

/** The first is what the others are held against. */
function waysFor(browser) {
  return [
    { name: '-q', flags: ['-q'], look: null },
    { name: 'terminal view, --ui', flags: ['--ui'], look: listenToPage },
    ...(browser === null
      ? []
      : [{ name: 'terminal view, --ui, Chromium', flags: ['--ui'], look: (url) => browser.look(url) }]),
  ];
}

function lineOf({ failure, perS, cpuPerRequestUs, updates, terminalBytes }) {
  if (failure !== null) return failure;
  const seen = updates === null ? '' : `, ${updates} updates, ${terminalBytes} bytes to the terminal`;
  return `${Math.round(perS)}/s, ${cpuPerRequestUs.toFixed(2)} µs a request${seen}`;
}

function print(runs, { cpu, cores, node, loadAverage }) {
  console.log(`${cpu}, ${cores} cores, Node ${node}; load ${loadAverage[0].toFixed(2)} before`);
  console.log(
    `inrush -c ${connections} -d ${seconds}s -w 1, leader and worker on one core, the server on another\n`,
  );
  console.log(costTable(costsOf(runs, [...new Set(runs.map(({ name }) => name))].toSorted(quietFirst))));
}

function quietFirst(a, b) {
  return Number(b === '-q') - Number(a === '-q');
}
