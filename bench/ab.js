// Whether `inrush ab` can be believed on a busy machine: two copies of the built-in target, the same and with 10 % more delay
// on B, while something else takes a core. Prints the table of docs/ab.md. See README.md.
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { wholeNumber } from './flags.js';
import { describeMachine } from './measure/machine.js';
import { endAllGroups, endGroup, startGroup } from './measure/process-group.js';

const inrush = process.env.INRUSH ?? fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const text = { type: 'string' };
const problems = [];
const { values } = parseArgs({ options: { runs: text, block: text, busy: text, connections: text } });
const runs = wholeNumber('--runs', values.runs ?? '10', problems);
const busy = wholeNumber('--busy', values.busy ?? '1', problems);
const connections = wholeNumber('--connections', values.connections ?? '8', problems);
const block = values.block ?? '1s';
/** Of one run; a comparison that is unclear to the end takes less. */
const limitMs = 5 * 60_000;

const cases = [
  { name: 'the same', delays: [20, 20] },
  { name: '10 % more delay', delays: [20, 22] },
];

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exitCode = 2;
} else {
  await measure();
}

async function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'inrush-bench-ab-'));
  const seen = [];
  const before = describeMachine();
  process.once('SIGINT', () => {
    endAllGroups();
    print(seen, before);
    rmSync(folder, { recursive: true, force: true });
    process.exit(130);
  });
  try {
    for (let count = 0; count < busy; count++) keepBusy(2 * runs * limitMs);
    for (let round = 0; round < runs; round++) {
      for (const one of cases) {
        const run = { case: one.name, ...(await compare(one.delays, join(folder, 'result.json'))) };
        seen.push(run);
        console.error(`${round + 1}/${runs}  ${run.case.padEnd(16)}  exit ${run.status}  ${run.said}`);
      }
    }
  } finally {
    endAllGroups();
    rmSync(folder, { recursive: true, force: true });
  }
  print(seen, before);
}

/** A loop that ends by itself, should nobody end it. */
function keepBusy(forMs) {
  const loop = `const end = Date.now() + ${forMs}; while (Date.now() < end);`;
  startGroup(process.execPath, ['-e', loop], { stdio: 'ignore' });
}

async function compare(delays, path) {
  const targets = await Promise.all(delays.map(startTarget));
  const [a, b] = targets.map(({ url }, side) => `${url}/delay/${delays[side]}`);
  const flags = ['-c', connections, '--block', block, '-q', '-o', `json=${path}`].map(String);
  rmSync(path, { force: true });
  const startedAt = Date.now();
  const child = startGroup(process.execPath, [inrush, 'ab', '--a', a, '--b', b, ...flags], {
    stdio: 'ignore',
  });
  const timer = setTimeout(() => child.kill('SIGTERM'), limitMs);
  const [status] = await once(child, 'exit');
  clearTimeout(timer);
  for (const { group } of targets) endGroup(group);
  const seconds = (Date.now() - startedAt) / 1000;
  try {
    return { status, seconds, ...figuresOf(JSON.parse(readFileSync(path, 'utf8'))) };
  } catch (error) {
    return { status, seconds, said: `no result (${error.message})`, pairs: 0, leftOut: 0, p50: null };
  }
}

/** Two processes of the same code differ a little, so each comparison has its own. */
async function startTarget() {
  const stdio = ['ignore', 'pipe', 'inherit'];
  const group = startGroup(process.execPath, [inrush, 'target', '--port', '0'], { stdio });
  const [line] = await once(group.stdout, 'data');
  return { group, url: String(line).trim().split(' ').at(-1) };
}

function figuresOf({ finding, pairs, changes, trust }) {
  const leftOut = pairs.filter((pair) => pair.leftOut !== null).length;
  const said = trust.level === 'invalid' ? `invalid: ${trust.reasons[0]?.message}` : finding;
  return {
    said,
    pairs: pairs.length - leftOut,
    leftOut,
    p50: changes.find(({ metric }) => metric === 'p50'),
  };
}

function print(seen, machine) {
  console.log(
    `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}; ${busy} busy loops; load ${lastMinuteOf(machine)} before`,
  );
  console.log(`inrush ab -c ${connections} --block ${block}\n`);
  console.log(
    row([
      'B',
      'runs',
      'failed (99)',
      'passed (0)',
      'invalid (97)',
      'other',
      'p50 of B, %',
      'pairs',
      'left out',
      's a run',
    ]),
  );
  console.log(row(['---', ...Array.from({ length: 9 }, () => '---:')]));
  for (const { name } of cases) {
    const own = seen.filter((run) => run.case === name);
    const count = (...codes) => own.filter(({ status }) => codes.includes(status)).length;
    const effects = own
      .map(({ p50 }) => (p50?.effect ?? NaN) * 100)
      .filter((effect) => !Number.isNaN(effect));
    const others = own.length - count(99, 0, 97);
    const range = `${Math.min(...effects).toFixed(1)} to ${Math.max(...effects).toFixed(1)}`;
    const sum = (key) => own.reduce((total, run) => total + run[key], 0);
    const pairs = `${Math.min(...own.map((run) => run.pairs))} to ${Math.max(...own.map((run) => run.pairs))}`;
    const seconds = Math.round(sum('seconds') / own.length);
    console.log(
      row([name, own.length, count(99), count(0), count(97), others, range, pairs, sum('leftOut'), seconds]),
    );
  }
}

function lastMinuteOf({ loadAverage: [lastMinute] }) {
  return lastMinute.toFixed(1);
}

function row(cells) {
  return `| ${cells.join(' | ')} |`;
}
