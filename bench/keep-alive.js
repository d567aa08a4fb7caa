// Req/s on keep-alive connections: inrush against wrk and autocannon, paired in rounds. See README.md.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const rounds = Number(process.env.ROUNDS ?? 5);
const seconds = Number(process.env.SECONDS ?? 4);
const connections = Number(process.env.CONNECTIONS ?? 50);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const server = await startServer();
const generators = [inrush, wrk, autocannon].filter((run) => run.isThere?.() ?? true);
const results = new Map(generators.map((run) => [run.name, []]));
for (let round = 0; round < rounds; round++) {
  const order = round % 2 === 0 ? generators : generators.toReversed();
  for (const run of order) results.get(run.name).push(measure(run));
}
server.kill();
print();

async function startServer() {
  const binary = join(mkdtempSync(join(tmpdir(), 'inrush-bench-')), 'instant-server');
  execFileSync('cc', ['-O2', '-o', binary, here('instant-server.c')]);
  const child = spawn('taskset', ['-c', '0', binary], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  child.url = `${String(line).trim().split(' ').at(-1)}/`;
  return child;
}

function measure(run) {
  const serverBefore = cpuMs(server.pid);
  const perS = run();
  return { perS, serverCpuUs: ((cpuMs(server.pid) - serverBefore) * 1000) / (perS * seconds) };
}

function inrush() {
  const flags = ['-c', connections, '-d', `${seconds}s`, '-w', '1', '-q', '-o', 'json'];
  const result = JSON.parse(pinned(process.execPath, here('../dist/cli/main.js'), server.url, ...flags));
  if (result.accounting.ok !== result.accounting.started) throw new Error('inrush had failures');
  return result.throughput.answeredPerS;
}

function wrk() {
  const text = pinned('wrk', '-t1', `-c${connections}`, `-d${seconds}s`, server.url);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(text)[1]);
}
wrk.isThere = () => spawnSync('wrk', ['-v']).error === undefined;

function autocannon() {
  const script = here('node_modules/autocannon/autocannon.js');
  const text = pinned(process.execPath, script, '-c', connections, '-d', seconds, '-j', server.url);
  return JSON.parse(text).requests.average;
}

function pinned(...command) {
  const { stdout, status } = spawnSync('taskset', ['-c', '1', ...command.map(String)], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(`${command[0]} exited with ${status}`);
  return stdout;
}

/** Of a process, from /proc in ticks of 10 ms. */
function cpuMs(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function print() {
  console.log(`${connections} keep-alive connections, ${rounds} rounds of ${seconds} s, medians`);
  const own = results.get('inrush').map(({ perS }) => perS);
  for (const [name, measured] of results) {
    const perS = measured.map((one) => one.perS);
    const ratios = own.map((value, round) => value / perS[round]);
    const serverUs = median(measured.map((one) => one.serverCpuUs));
    const ratio = name === 'inrush' ? '' : `  inrush is ${median(ratios).toFixed(2)} × it`;
    console.log(
      `${name.padEnd(11)} ${Math.round(median(perS)).toLocaleString('en')} req/s  server ${serverUs.toFixed(1)} µs/req${ratio}`,
    );
  }
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}
