// A leader that indexes a data file, and two workers that draw all of it: what they drew, and the memory of all three.
// Without a file the workers make as many rows of nothing: what an iteration leaves behind is no matter of data.
// Plain JavaScript, since every version of Node has to run it as it is.
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const workers = 2;
const rowCount = 1_000_000;

if (process.send) process.once('message', work);
else await lead(process.argv[2]);

async function lead(path) {
  const rows = path === undefined ? null : await indexed(path);
  const answers = await Promise.all(
    Array.from({ length: workers }, (_, worker) => ask({ worker, plan: rows?.plan ?? null })),
  );
  rows?.remove();
  const peakBytes = answers.reduce((sum, answer) => sum + answer.peakBytes, peak());
  const [first, second] = answers.map(({ drawn }) => drawn);
  // Eight rows a byte: each must be drawn by one of the two.
  const notOnce = first.filter((byte, index) => (byte ^ second[index]) !== 0xff).length;
  const counts = answers.map(({ count, twice }) => ({ count, twice }));
  process.stdout.write(JSON.stringify({ counts, notOnce, peakBytes }));
}

async function indexed(path) {
  const { indexRows } = await import('../../../dist/scenario/data/index-rows.js');
  const reading = await indexRows(path, 'users.csv');
  const { rowsPath, offsetsPath, rowCount: count, remove } = reading.rows;
  const plan = { name: 'users', from: 'users.csv', pick: 'unique', onEnd: 'stop', rowsPath, offsetsPath };
  return { plan: { ...plan, rowCount: count }, remove };
}

function ask(message) {
  const child = fork(fileURLToPath(import.meta.url), { serialization: 'advanced', execArgv: [] });
  child.send(message);
  return new Promise((resolve, reject) => child.once('message', resolve).once('exit', reject));
}

/** Answers a bit for each row that was drawn. */
async function work({ worker, plan }) {
  const drawn = new Uint8Array(rowCount / 8);
  const done = plan === null ? makeAll(worker) : await drawAll(plan, worker, drawn);
  process.send({ drawn, ...done, peakBytes: peak() }, () => process.disconnect());
}

function makeAll(worker) {
  let count = 0;
  for (let id = worker; id < rowCount; id += workers) {
    const row = JSON.parse(
      `{"name":"user${id}","password":"secret-${id}","email":"user${id}@example.com","id":"${id}"}`,
    );
    if (row.id !== '') count++;
  }
  return { count, twice: 0 };
}

async function drawAll(plan, worker, drawn) {
  const { RowDraw } = await import('../../../dist/flow/data/row-draw.js');
  const draw = new RowDraw(plan, { worker, workers, seed: 1 });
  let [count, twice] = [0, 0];
  for (let row = draw.draw(); row !== null; row = draw.draw()) {
    const id = Number(row.id);
    const bit = 1 << (id & 7);
    if (drawn[id >> 3] & bit) twice++;
    drawn[id >> 3] |= bit;
    count++;
  }
  draw.close();
  return { count, twice };
}

/** The most memory of this process so far; 0 where the system doesn't say. */
function peak() {
  if (process.platform !== 'linux') return 0;
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'));
  return 1024 * Number(kibibytes);
}
