// What `npm start` runs: the commands a newcomer would type, against the built-in target.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const inrush = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

const target = spawn(process.execPath, [inrush, 'target', '--port', '0'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [line] = await once(target.stdout, 'data');
const url = String(line).trim().split(' ').at(-1);

const failed =
  run([`${url}/`, '-d', '5s', '--warmup', '1s']) ||
  run(['sync-vs-async', `${url}/delay/20`, '-n', '200', '-c', '50']);
target.kill();
process.exitCode = failed;

function run(args) {
  process.stdout.write(`\n$ inrush ${args.join(' ')}\n\n`);
  return spawnSync(process.execPath, [inrush, ...args], { stdio: 'inherit' }).status ?? 1;
}
