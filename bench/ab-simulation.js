// How often each kind of gate raises a false alarm, and how often it sees what got slower, in simulated sessions whose
// noise is known. Prints the table of docs/ab.md. See README.md.
import { createJiti } from 'jiti';

const trials = Number(process.argv[2] ?? 2000);
const requestsEach = 10_000;
const blocksDrawnFrom = 2000;
const slowdowns = [1, 1.03, 1.1, 1.2];

const load = createJiti(import.meta.url);
const { simulatedGates } = await load.import('../test/accuracy/simulated-gates.ts');
const { noises } = await load.import('../test/accuracy/simulated-sessions.ts');
const gates = simulatedGates(1, requestsEach, blocksDrawnFrom);

const head = [
  'noise',
  'gate',
  'A/A fails',
  '+3 % fails',
  '+10 %: p50',
  '+10 %: p99',
  '+20 %: p50',
  '+20 %: p99',
  'pairs, A/A',
];
console.log(`${trials} trials each, ${requestsEach} requests a block\n`);
console.log(row(head));
console.log(row(head.map((_, index) => (index < 2 ? '---' : '---:'))));
for (const [name, noise] of Object.entries(noises)) {
  for (const [gateName, gate] of Object.entries(gates)) {
    const [same, least, more, much] = slowdowns.map((slowdown) => seen(gate, noise, slowdown));
    const shares = [same.fails, least.fails, more.p50, more.p99, much.p50, much.p99].map(percent);
    const pairs = gateName.startsWith('ab') ? same.effort.toFixed(0) : '';
    console.log(row([name, gateName, ...shares, pairs]));
  }
}

function seen(gate, noise, slowdown) {
  const answers = Array.from({ length: trials }, () => gate(noise, slowdown));
  const mean = (valueOf) => answers.reduce((sum, answer) => sum + Number(valueOf(answer)), 0) / trials;
  return {
    fails: mean(({ fails }) => fails),
    p50: mean(({ p50 }) => p50),
    p99: mean(({ p99 }) => p99),
    effort: mean(({ effort }) => effort),
  };
}

function percent(share) {
  return `${(100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
}

function row(cells) {
  return `| ${cells.join(' | ')} |`;
}
